"""How a row without an id finds its entry again, within one source: tax code, then website host, then name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models_import import EntryKey
from ecosystem.organisations.names import folded_name

SCHEMES: Final = ("tax_code", "website", "name")
"""The strongest first. Across sources none of them decides anything."""
SHARED_HOSTS: Final = frozenset(
    {"facebook.com", "m.facebook.com", "fb.com", "zalo.me", "linkedin.com", "linktr.ee", "github.com", "youtube.com"}
    | {"sites.google.com", "shopee.vn", "tiktok.com", "instagram.com", "x.com", "twitter.com"}
)
"""Hosts where many have their pages: they tell nobody apart."""


def keys_of(title: str, *, owner: str = "", tax_code: str = "", website: str = "") -> dict[str, str]:
    """The keys that a row gives. A name counts together with its owner's: two institutes may offer the same thing."""
    host = (urlsplit(website).hostname or "").removeprefix("www.") if website else ""
    host = "" if host in SHARED_HOSTS else host
    name = "|".join(folded_name(part) for part in (title, owner) if part)
    return {scheme: key for scheme, key in zip(SCHEMES, (tax_code, host, name), strict=True) if key}


def find(session: Session, source: str, kind: str, keys: Mapping[str, str]) -> int | None:
    """The id of the entry that these keys mean: by the strongest that is known, unless a stronger one contradicts."""
    mine = (EntryKey.source == source, EntryKey.kind == kind)
    wanted = [(EntryKey.scheme == scheme) & (EntryKey.value == value) for scheme, value in keys.items()]
    with session.no_autoflush:
        for condition in wanted:
            entry_id = session.scalar(select(EntryKey.entry_id).where(*mine, condition))
            if entry_id is not None:
                return None if _contradict(session, entry_id, keys) else entry_id
    return None


def remember(session: Session, source: str, kind: str, entry_id: int, keys: Mapping[str, str]) -> None:
    """Keep the keys that the entry does not have yet; former ones stay, so that a new name loses nothing."""
    known = {(key.scheme, key.value) for key in session.scalars(select(EntryKey).where(EntryKey.entry_id == entry_id))}
    for scheme, value in keys.items():
        if (scheme, value) not in known and not _taken(session, source, kind, scheme, value):
            session.add(EntryKey(entry_id=entry_id, source=source, kind=kind, scheme=scheme, value=value))


def _contradict(session: Session, entry_id: int, keys: Mapping[str, str]) -> bool:
    """Whether the entry has another tax code than the row: the same name of another company."""
    if "tax_code" not in keys:
        return False
    codes = select(EntryKey.value).where(EntryKey.entry_id == entry_id, EntryKey.scheme == "tax_code")
    known = set(session.scalars(codes))
    return bool(known) and keys["tax_code"] not in known


def _taken(session: Session, source: str, kind: str, scheme: str, value: str) -> bool:
    statement = select(EntryKey.id).where(
        EntryKey.source == source, EntryKey.kind == kind, EntryKey.scheme == scheme, EntryKey.value == value
    )
    return session.scalar(statement) is not None
