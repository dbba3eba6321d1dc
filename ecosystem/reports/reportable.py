"""What may be reported: each kind of thing registers itself here; this slice knows no more of it.

`app.py` puts all of them into `app.extensions["reportables"]`, by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

from sqlalchemy.orm import Session

from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.messages import Message
from ecosystem.reports.wording import Wording

ORGANISATION: Final = "organisation"
"""The name of the kind that is suspended, whatever of it was reported."""


@dataclass(frozen=True)
class Reported:
    """A thing as reports show it. `kind` is the name of its `Reportable`; `organisation_id` says whose it is.

    `is_open`: those whom it is meant for see it, so that it may be reported, and withdrawn while `can_be_withdrawn`.
    `party_id`: the other organisation of a thing between two, whose officers judge it no more than the first one's.
    `endpoint` with `values` is its page ("" where it has none). `texts` are (label, text) pairs to judge it by, only
    what the viewer may see.
    """

    kind: str
    id: int
    public_id: str
    title: str
    language: str
    is_open: bool
    organisation_id: int | None = None
    organisation_public_id: str = ""
    organisation_name: str = ""
    endpoint: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    texts: Sequence[tuple[Message, str]] = ()
    party_id: int | None = None
    can_be_withdrawn: bool = True


@dataclass(frozen=True)
class Happening:
    """One line of a thing's history."""

    at: datetime
    words: Message


class Reportable(Protocol):
    """One kind of thing. `withdraw` and `restore` lock what they change; False where there is nothing to do."""

    @property
    def name(self) -> str:
        """Stands in addresses and rows: lower case, at most 24 characters."""

    @property
    def label(self) -> Message:
        """What a person calls it: "page", "organisation"."""

    @property
    def wording(self) -> Wording:
        """How decisions about it are told."""

    def load(self, session: Session, actor: Actor, public_id: str) -> Reported | None:
        """The thing, where the actor may see it; an officer also sees what officers withdrew."""

    def history(self, session: Session, thing: Reported) -> Sequence[Happening]:
        """What happened to it, the latest first; names no reporter."""

    def withdraw(self, session: Session, actor: Actor, thing: Reported) -> bool:
        """Do what `wording` says of taking it down: mostly hide it from all but its owner and officers."""

    def restore(self, session: Session, actor: Actor, thing: Reported) -> bool:
        """Undo `withdraw`."""


Reportables = Mapping[str, Reportable]
"""By name."""
