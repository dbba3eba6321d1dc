"""The table of matches: which columns there are, what stands in them, and what they are sorted by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.money import price_text
from ecosystem.kernel.access.language import written_day
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matchmaking.cards import place_of
from ecosystem.matchmaking.pairings import Words
from ecosystem.rates.rates import Rates
from ecosystem.search.language.collation import collation_key
from ecosystem.taxonomy.vocabularies import Vocabularies

Key = Any
"""What a cell is sorted by; None is unknown, which stands last in either direction."""


@dataclass(frozen=True)
class Cell:
    """`text` is "" where it is not stated. `is_amount`: its end tells most, so it is never shortened."""

    text: str
    key: Key
    is_amount: bool


@dataclass(frozen=True)
class Columns:
    """Makes cells out of entries, in the words of the page; amounts are compared in VND by `rates`."""

    words: Words
    rates: Rates
    vocabularies: Vocabularies

    def cell(self, name: str, entry: Entry) -> Cell:
        text, key = _CELLS[name](self, entry)
        return Cell(text, key, name in _AMOUNTS)

    def codes(self, vocabulary: str, codes: Iterable[str] | None) -> tuple[str, Key]:
        """Several in the order of their words; they have commas of their own."""
        text = "; ".join(self.words.label(vocabulary, code) for code in codes or ())
        return text, collation_key(text) if text else None

    def code(self, vocabulary: str, code: str | None) -> tuple[str, Key]:
        """One of few, in the order of the vocabulary."""
        if not code:
            return "", None
        order = [term.code for term in self.vocabularies.terms(vocabulary)]
        return self.words.label(vocabulary, code), order.index(code) if code in order else len(order)

    def money(self, low: int | None, high: int | None, currency: str) -> tuple[str, Key]:
        """By the lower end, then by the upper one."""
        first, last = (low if low is not None else high), (high if high is not None else low)
        ends = (self.rates.in_vnd(first, currency), self.rates.in_vnd(last, currency))
        return price_text(low, high, currency, self.words.language), None if None in ends else ends

    def day(self, day: date | None) -> tuple[str, Key]:
        if day is None:
            return "", None
        return written_day(day, self.words.language), day


def _place(made: Columns, entry: Entry) -> tuple[str, Key]:
    text = place_of(entry, made.words)
    return text, collation_key(text) if text else None


def _number(value: int | None) -> tuple[str, Key]:
    return ("" if value is None else str(value)), value


_CELLS: Final[Mapping[str, Callable[[Columns, Any], tuple[str, Key]]]] = {
    "round": lambda made, one: made.code("round", one.round),
    "ask": lambda made, one: made.money(one.amount_sought, one.amount_sought_to or one.amount_sought, one.currency),
    "ticket": lambda made, one: made.money(one.minimum_ticket, one.minimum_ticket, one.currency),
    "stage": lambda made, one: made.code("stage", one.stage),
    "sectors": lambda made, one: made.codes("sector", one.sectors),
    "place": _place,
    "founded": lambda _made, one: ((one.founded_on or "")[:4], one.founded_on),
    "employees": lambda _made, one: _number(one.employees),
    "closes": lambda made, one: made.day(one.round_closes_on),
    "kind": lambda made, one: made.code("investor_kind", one.investor_kind),
    "cheque": lambda made, one: made.money(one.cheque_min, one.cheque_max, one.currency),
    "rounds": lambda made, one: made.codes("round", one.rounds),
    "investing": lambda made, one: made.code("investing", one.investing),
    "deals_a_year": lambda _made, one: _number(one.deals_per_year),
    "trl": lambda _made, one: _number(one.trl),
    "price": lambda made, one: made.money(one.price_from, one.price_to, one.currency),
    "transfers": lambda made, one: made.codes("transfer", one.transfers),
}

_AMOUNTS: Final = frozenset({"ask", "ticket", "cheque", "price"})

LABELS: Final[Mapping[str, Message]] = {
    "round": N_("Round"),
    "ask": N_("Amount sought"),
    "ticket": N_("Minimum ticket"),
    "stage": N_("Stage"),
    "sectors": N_("Sectors"),
    "place": N_("Place"),
    "founded": N_("Founded"),
    "employees": N_("People at work"),
    "closes": N_("Round closes on"),
    "kind": N_("Kind"),
    "cheque": N_("Cheque"),
    "rounds": N_("Rounds"),
    "investing": N_("Investing now?"),
    "deals_a_year": N_("Deals a year"),
    "trl": N_("TRL"),
    "price": N_("Price"),
    "transfers": N_("Ways of transfer"),
}
COLUMNS: Final[Mapping[str, Sequence[str]]] = {
    "startup": ("round", "ask", "ticket", "stage", "sectors", "place", "founded", "employees", "closes"),
    "investor": ("kind", "cheque", "rounds", "sectors", "place", "investing", "deals_a_year"),
    "technology": ("trl", "price", "transfers", "sectors"),
}
"""All that can be chosen for each kind of others."""
USUAL: Final[Mapping[str, Sequence[str]]] = {
    "startup": ("round", "ask", "sectors", "place"),
    "investor": ("cheque", "rounds", "place"),
    "technology": ("trl", "price", "sectors"),
}
"""Those that are shown until somebody chooses."""


def in_order(keys: Sequence[Key], *, descending: bool) -> list[int]:
    """Positions by their keys, unknown ones last in both directions, equal ones as they stood."""
    known = [place for place, key in enumerate(keys) if key is not None]
    known.sort(key=lambda place: keys[place], reverse=descending)
    return known + [place for place, key in enumerate(keys) if key is None]
