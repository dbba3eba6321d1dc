"""How a row without an id finds its entry again, within one source: tax code, then website host, then name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import insert, select
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


class KnownKeys:
    """The keys of one source and kind, read in one statement; what a run remembers is added to them."""

    def __init__(self, session: Session, source: str, kind: str) -> None:
        self._session = session
        self._source = source
        self._kind = kind
        self._entries: dict[tuple[str, str], int] = {}
        self._tax_codes: dict[int, set[str]] = {}
        statement = select(EntryKey.scheme, EntryKey.value, EntryKey.entry_id)
        for scheme, value, entry_id in session.execute(
            statement.where(EntryKey.source == source, EntryKey.kind == kind)
        ):
            self._add(scheme, value, entry_id)

    def find(self, keys: Mapping[str, str]) -> int | None:
        """The id of the entry that these keys mean: by the strongest known, unless a stronger one contradicts."""
        found = (self._entries.get(key) for key in keys.items())
        entry_id = next((one for one in found if one is not None), None)
        return None if entry_id is None or self._contradict(entry_id, keys) else entry_id

    def remember(self, entry_id: int, keys: Mapping[str, str]) -> None:
        """Keep the keys that no entry has yet; former ones stay, so that a new name loses nothing."""
        new = {scheme: value for scheme, value in keys.items() if (scheme, value) not in self._entries}
        origin = {"entry_id": entry_id, "source": self._source, "kind": self._kind}
        if new:
            rows = [{**origin, "scheme": scheme, "value": value} for scheme, value in new.items()]
            self._session.connection().execute(insert(EntryKey), rows)
        for scheme, value in new.items():
            self._add(scheme, value, entry_id)

    def _add(self, scheme: str, value: str, entry_id: int) -> None:
        self._entries[scheme, value] = entry_id
        if scheme == "tax_code":
            self._tax_codes.setdefault(entry_id, set()).add(value)

    def _contradict(self, entry_id: int, keys: Mapping[str, str]) -> bool:
        """Whether the entry has another tax code than the row: the same name of another company."""
        known = self._tax_codes.get(entry_id)
        return "tax_code" in keys and known is not None and keys["tax_code"] not in known
