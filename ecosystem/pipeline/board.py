"""What the page of a pipeline shows: its stages with their cards in order, under the filters of the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.policy import scopes_of
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.matchmaking.facts import Change
from ecosystem.organisations.models import Organisation
from ecosystem.pipeline import queries
from ecosystem.pipeline.changes import changes_since
from ecosystem.pipeline.models import Card, Meaning, Stage
from ecosystem.pipeline.service_stages import stages_of
from ecosystem.taxonomy.queries import vocabularies

MOST_IN_COLUMN: Final = 20
"""Cards of one stage on the page of all; the stage's own page has the rest."""


@dataclass(frozen=True)
class Filters:
    """Which cards are shown: one's own, overdue ones, changed ones; those of ended stages too; of one stage alone."""

    mine: bool = False
    overdue: bool = False
    changed: bool = False
    closed: bool = False
    stage: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Filters:
        """From the parameters of an address."""
        ticked = {name: given.get(name) == "1" for name in ("mine", "overdue", "changed", "closed")}
        return cls(**ticked, stage=given.get("stage", ""))

    @property
    def narrow(self) -> bool:
        return self.mine or self.overdue or self.changed


@dataclass(frozen=True)
class Shown:
    """A card as it is shown; `entry` is None where it is not public any more, `kind` is its kind's name.

    `days` until the next step, negative for an overdue one, None without a date or where nothing is due any more.
    """

    card: Card
    kind: str
    entry: Entry | None
    changes: Sequence[Change]
    today: date

    @property
    def days(self) -> int | None:
        if self.card.next_on is None or self.card.stage.meaning == Meaning.LOST:
            return None
        return (self.card.next_on - self.today).days

    @property
    def is_overdue(self) -> bool:
        return self.days is not None and self.days < 0

    @property
    def has_ended(self) -> bool:
        """Its page is public and its last day is over."""
        return self.entry is not None and self.entry.closes_on is not None and self.entry.closes_on < self.today

    @property
    def place(self) -> tuple[date, float, int]:
        """By date, so that overdue ones are first and those without one last; then the newest, the id at the end."""
        card = self.card
        return card.next_on or date.max, -card.created_at.timestamp(), -card.id


@dataclass(frozen=True)
class Column:
    """A stage with the cards shown; `total` counts all that fit the filters."""

    stage: Stage
    rows: Sequence[Shown]
    total: int


@dataclass(frozen=True)
class Board:
    """`number` counts all cards of the pipeline, `hidden` those in ended stages that are not shown."""

    columns: Sequence[Column]
    number: int
    hidden: int
    stages: Sequence[Stage]


def board(session: Session, actor: Actor, kinds: Kinds, organisation: Organisation, filters: Filters) -> Board:
    """The pipeline under the filters; as many statements for many cards as for few."""
    stages, cards = stages_of(session, organisation), queries.cards(session, actor, organisation.id)
    fitting = [one for one in shown(session, actor, kinds, cards) if _fits(one, filters, actor)]
    columns = []
    for stage in stages:
        if stage.key != filters.stage and (filters.stage or not (stage.is_open or filters.closed)):
            continue
        rows = sorted((one for one in fitting if one.card.stage_id == stage.id), key=lambda one: one.place)
        columns.append(Column(stage, rows if filters.stage else rows[:MOST_IN_COLUMN], len(rows)))
    hidden = 0 if filters.closed else sum(not card.stage.is_open for card, _ in cards)
    return Board(columns, len(cards), hidden, stages)


def shown(session: Session, actor: Actor, kinds: Kinds, cards: Sequence[tuple[Card, str]]) -> list[Shown]:
    """The cards with their entries and what changed on them, as far as the actor may read it."""
    entries = queries.public_entries(session, kinds, [card.entry_id for card, _ in cards])
    words, today = vocabularies(session), clock.today()
    found = []
    for card, kind in cards:
        entry = entries.get(card.entry_id)
        changed = [] if entry is None else changes_since(card.facts, entry, today, words, scopes_of(actor, entry))
        found.append(Shown(card, kind, entry, changed, today))
    return found


def _fits(one: Shown, filters: Filters, actor: Actor) -> bool:
    assignee = one.card.assignee
    if filters.mine and (assignee is None or assignee.id != actor.user_id):
        return False
    if filters.overdue and not one.is_overdue:
        return False
    return not filters.changed or bool(one.changes)
