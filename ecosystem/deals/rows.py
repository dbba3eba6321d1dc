"""Deals as pages show them: in words, in the language of the page, with nobody named who is not public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import State
from ecosystem.catalogue.money import Converted, converted, price_text
from ecosystem.deals.models import Investment, Round
from ecosystem.deals.queries import YearCount
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.rates.rates import Rates
from ecosystem.taxonomy.vocabularies import Vocabularies

_NOT_STATED: Final = N_("Round not stated")


@dataclass(frozen=True)
class Party:
    """A startup or an investor by name; without an address when it has no page, `lang` where not the page's."""

    title: str
    endpoint: str = ""
    address: str = ""
    lang: str = ""
    is_lead: bool = False
    amount: str = ""


@dataclass(frozen=True)
class RoundRow:
    """What is known of a round. `label` is words or a Message; `amount` and `about` are of the whole round."""

    label: str | Message
    dated: str | None
    amount: str
    about: Converted | None
    source: str
    is_demo: bool


@dataclass(frozen=True)
class PortfolioRow:
    """An investor's deal: with whom, in which round, and what it gave itself."""

    startup: Party
    round: RoundRow


@dataclass
class HistoryRow:
    """A startup's round with those in it. `individuals` and `others` count whom no page may name."""

    round: RoundRow
    parties: list[Party] = field(default_factory=list)
    individuals: int = 0
    others: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.parties and not self.individuals and not self.others


@dataclass(frozen=True)
class Total:
    """The sum of the rounds whose amount a source tells, in one currency; `rounds` are all that this source has."""

    source: str
    amount: str
    about: Converted | None
    known: int
    rounds: int


@dataclass(frozen=True)
class Words:
    """What turns deals into rows: the page's language, the terms, the kinds, the rates."""

    language: str
    terms: Vocabularies
    kinds: Kinds
    rates: Rates

    def round(self, row: Round) -> RoundRow:
        currency = row.currency or ""
        return RoundRow(
            label=self._label(row),
            dated=row.dated,
            amount=self.money(row.amount, currency),
            about=converted(row.amount, row.amount, currency, self.language, self.rates),
            source=row.source,
            is_demo=row.is_demo,
        )

    def _label(self, row: Round) -> str | Message:
        if row.code:
            return self.terms.label("round", row.code, self.language)
        return N_("“%(word)s” in the source", word=row.source_code) if row.source_code else _NOT_STATED

    def money(self, amount: int | None, currency: str) -> str:
        return price_text(amount, amount, currency, self.language)

    def party(self, row: Any, investment: Investment) -> Party:
        """The entry of a row of `queries`, with what the investment says."""
        kind = self.kinds.get(row.kind)
        language = self.language if row.translated else row.language
        return Party(
            title=row.translated or row.title,
            endpoint=f"{kind.endpoint}.show" if kind else "",
            address=f"{row.slug}-{row.public_id}" if row.slug else row.public_id,
            lang="" if language == self.language else language,
            is_lead=bool(investment.is_lead),
            amount=self.money(investment.amount, investment.currency or ""),
        )

    def portfolio(self, rows: Iterable[Any]) -> list[PortfolioRow]:
        """The rows of `queries.portfolio`."""
        return [PortfolioRow(self.party(row, row.Investment), self.round(row.Round)) for row in rows]

    def history(self, rounds: Sequence[Round], parts: Iterable[Any]) -> list[HistoryRow]:
        """`queries.rounds_of` with those whom `queries.investors_in` found in them."""
        found = {one.id: HistoryRow(self.round(one)) for one in rounds}
        for part in parts:
            self._add(found[part.Investment.round_id], part)
        return list(found.values())

    def _add(self, row: HistoryRow, part: Any) -> None:
        investment: Investment = part.Investment
        if part.state == State.PUBLIC:
            row.parties.append(self.party(part, investment))
        elif part.state is None and investment.investor_kind == "organisation" and investment.investor_name:
            amount = self.money(investment.amount, investment.currency or "")
            row.parties.append(Party(investment.investor_name, is_lead=bool(investment.is_lead), amount=amount))
        elif _is_individual(part):
            row.individuals += 1
        else:
            row.others += 1

    def totals(self, rounds: Sequence[Round]) -> list[Total]:
        """One for each source and currency: what two sources tell may be the same money, so they are never added."""
        sums: dict[tuple[str, str], list[int]] = {}
        for one in rounds:
            if one.amount is not None:
                sums.setdefault((one.source, one.currency or ""), []).append(one.amount)
        return [
            Total(
                source=source,
                amount=self.money(sum(amounts), currency),
                about=converted(sum(amounts), sum(amounts), currency, self.language, self.rates),
                known=len(amounts),
                rounds=sum(one.source == source for one in rounds),
            )
            for (source, currency), amounts in sorted(sums.items())
        ]


def _is_individual(part: Any) -> bool:
    """A natural person: an imported entry without an owner, never published, or a bare name said to be one."""
    if part.state is None:
        return bool(part.Investment.investor_kind == "person")
    return bool(part.state == State.DRAFT and part.owner_id is None)


@dataclass(frozen=True)
class Years:
    """How many deals there were in each year, the latest first; a year of None is one that no source tells."""

    counts: Sequence[tuple[int | None, int]]
    total: int
    sources: Sequence[str]

    @property
    def largest(self) -> int:
        return max((count for _, count in self.counts), default=0)


def years_of(found: Sequence[YearCount]) -> Years:
    """The counts of all sources together, which a page says; the same deal told by two sources counts twice."""
    by_year: dict[int | None, int] = {}
    for one in found:
        by_year[one.year] = by_year.get(one.year, 0) + one.count
    counts = sorted(by_year.items(), key=lambda pair: -(pair[0] or 0))
    return Years(counts, sum(by_year.values()), sorted({one.source for one in found}))
