"""What to do next, by what the person comes for: three first steps while there is no entry, and what may be begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import current_app, url_for

from ecosystem.accounts.roles import ComesAs
from ecosystem.catalogue.kinds import Kind
from ecosystem.catalogue.links import kinds, list_url
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.organisations.input import WITHOUT_TAX_CODE
from ecosystem.organisations.models import Organisation
from ecosystem.organisations.roles import FIRST_ENTRY


@dataclass(frozen=True)
class FirstStep:
    """A step with its button; done ones show a tick instead."""

    title: Message
    text: Message
    button: Message
    url: str
    is_done: bool = False


_ORGANISATION: Final[Mapping[ComesAs | None, tuple[Message, Message]]] = {
    None: (N_("Create your organisation"), N_("Name and kind are enough: 1 minute")),
    ComesAs.STARTUP: (N_("Create your company or team"), N_("A team needs no tax code: 1 minute")),
    ComesAs.INVESTOR: (N_("Create your fund, or enter yourself"), N_("An individual needs no tax code: 1 minute")),
    ComesAs.INSTITUTE: (N_("Create your organisation"), N_("Name and kind are enough: 1 minute")),
    ComesAs.OTHER: (N_("Create your organisation"), N_("So that colleagues can join it: 1 minute")),
}
_BEGIN: Final[Mapping[str, Message]] = {
    "technology": N_("Offer a technology"),
    "institute": N_("Add an institute page"),
    "startup": N_("Show a startup"),
    "investor": N_("State what an investor seeks"),
}
_TECHNOLOGY: Final = (N_("Publish the first technology"), N_("In short steps; no review before it is public"))
_INSTITUTE: Final = (N_("Complete the page of your institute"), N_("Research areas, groups, accreditation"))


def first_steps(role: ComesAs | None, organisations: Sequence[Organisation]) -> list[FirstStep]:
    """Three at most; kinds that the product does not have are left out."""
    steps = [_organisation(role, organisations), _own_entry(role)]
    if role is ComesAs.STARTUP:
        steps.append(_look("technology", N_("Find a technology for your product"), N_("With its readiness and terms")))
    elif role is ComesAs.INVESTOR:
        steps.append(_look("startup", N_("Look through the startups"), N_("By sector, stage and amount sought")))
    elif role is ComesAs.OTHER:
        text = N_("Technologies, institutes and more; nothing to fill in before")
        steps.insert(0, FirstStep(N_("Search"), text, N_("Search"), url_for("discovery.search")))
        steps.append(_colleagues(organisations))
    else:
        steps.append(_begin("technology", *_TECHNOLOGY))
    if role is None:
        steps.append(_begin("institute", *_INSTITUTE))
    return [step for step in steps if step is not None]


@dataclass(frozen=True)
class Beginnings:
    """What may be begun, as words and address: what the person most likely begins next, and the rest."""

    likely: tuple[Message, str] | None
    others: list[tuple[Message, str]]


def beginnings(role: ComesAs | None, existing: Mapping[str, int], organisations: Sequence[Organisation]) -> Beginnings:
    """The role's own kind is likely while there is none; then technologies, of which many are offered.

    A startup or an investor has one page, so nothing is likely once it is there. `existing`: entries by kind. The
    page of an institute is not offered to who has only teams, or stands for nobody else.
    """
    own = FIRST_ENTRY.get(role) if role else None
    endpoint = own.endpoint.partition(".")[0] if own else ""
    wanted = next((kind for kind in kinds().all if kind.endpoint == endpoint and not existing.get(kind.name)), None)
    if wanted is None and role not in {ComesAs.STARTUP, ComesAs.INVESTOR}:
        wanted = kinds().get("technology")
    hidden = {"institute"} if organisations and all(one.kind in WITHOUT_TAX_CODE for one in organisations) else set()
    others = [_beginning(kind) for kind in kinds().all if kind is not wanted and kind.name not in hidden]
    return Beginnings(_beginning(wanted) if wanted else None, others)


def _beginning(kind: Kind) -> tuple[Message, str]:
    return _words(kind), url_for(f"{kind.endpoint}.new")


def _words(kind: Kind) -> Message:
    return _BEGIN.get(kind.name) or N_("New: %(kind)s", kind=kind.label)


def _organisation(role: ComesAs | None, organisations: Sequence[Organisation]) -> FirstStep:
    title, text = _ORGANISATION[role]
    return FirstStep(title, text, N_("Create"), url_for("organisations.new"), is_done=bool(organisations))


def _own_entry(role: ComesAs | None) -> FirstStep | None:
    entry = FIRST_ENTRY.get(role) if role else None
    if entry is None or entry.endpoint not in current_app.view_functions:
        return None
    return FirstStep(entry.label, entry.text, N_("Begin"), url_for(entry.endpoint))


def _begin(kind: str, title: Message, text: Message) -> FirstStep | None:
    found = kinds().get(kind)
    return FirstStep(title, text, N_("Begin"), url_for(f"{found.endpoint}.new")) if found else None


def _look(kind: str, title: Message, text: Message) -> FirstStep | None:
    found = kinds().get(kind)
    return FirstStep(title, text, N_("Look"), list_url(found)) if found else None


def _colleagues(organisations: Sequence[Organisation]) -> FirstStep | None:
    if not organisations:
        return None
    url = url_for("organisations.members", public_id=organisations[0].public_id)
    return FirstStep(N_("Invite colleagues"), N_("They get a mail and join with one button"), N_("Invite"), url)
