"""Tells pairs of startup and investor, to the side that reads: explanations of the model, put into sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matching.profiles import StartupProfile
from ecosystem.matching.terms import SPECIFIC
from ecosystem.matchmaking.own_steps import gain_in_words
from ecosystem.matchmaking.reader import Reader, Side
from ecosystem.matchmaking.sentences import GROUP_NAMES, TERM_NAMES, sentence_of, sentences_of
from ecosystem.matchmaking.served import Served
from ecosystem.matchmaking.told import Line, Told

if TYPE_CHECKING:
    from ecosystem.matching.explanation import Change, Explanation, Reason

OF_INVESTOR_ALONE: Final = frozenset({"activity"})
"""Groups that are the same for every startup."""
_SAME_FOR_ALL: Final = N_("How active you are, the same for all in this list")
OWN_OBSTACLES: Final[Mapping[Side, frozenset[str]]] = {
    Side.FOUNDER: frozenset({"not_raising"}),
    Side.INVESTOR: frozenset({"not_investing"}),
}
"""What the reader's own page says of everybody; its list tells it once."""


@dataclass(frozen=True)
class Pair:
    """A startup and an investor by their public ids, explained."""

    startup: StartupProfile
    investor: str
    explanation: Explanation
    changes: Sequence[Change]

    @property
    def mentioned(self) -> Iterable[str]:
        """The investors and startups that sentences may name."""
        parts = [part for reason in _reasons(self.explanation) for part in reason.parts]
        return {str(part.facts[name]) for part in parts for name in ("closest", "company") if part.facts.get(name)}


@dataclass(frozen=True)
class Teller:
    """`titles` are the names of investors by public id, in `language`; `label(vocabulary, code)` gives words in it."""

    served: Served
    side: Side
    language: str
    label: Callable[[str, str], str]
    titles: Mapping[str, str]

    def tell(self, pair: Pair) -> Told:
        reader = self._reader(pair)
        explanation = pair.explanation
        return Told(
            score=explanation.score,
            lines=tuple(self._line(reason, reader) for reason in _reasons(explanation)),
            based_on=self._based_on(pair.investor),
            changes=tuple(self._changes(pair, reader)),
            is_specific=sum(one.contribution for one in _reasons(explanation) if one.group in SPECIFIC) > 0,
        )

    def _reader(self, pair: Pair) -> Reader:
        return Reader(
            side=self.side,
            language=self.language,
            startup=pair.startup,
            investor=self.titles.get(pair.investor, ""),
            label=self.label,
            owners=len(self.served.owners_of(pair.startup.id)),
            names=self.titles,
            declared=self.served.investors[pair.investor].thesis,
        )

    def _line(self, reason: Reason, reader: Reader) -> Line:
        is_same = self.side is Side.INVESTOR and reason.group in OF_INVESTOR_ALONE
        return Line(
            name=GROUP_NAMES[reason.group],
            words=_SAME_FOR_ALL if is_same else sentence_of(reason, reader),
            points=reason.contribution,
            parts=tuple(
                Line(TERM_NAMES[part.term], words, part.contribution) for part, words in sentences_of(reason, reader)
            ),
            is_same=is_same,
            is_kept=reason.group == "sector" and _states_other_sectors(reader),
        )

    def _based_on(self, investor: str) -> Message:
        deals = self.served.deals_of(investor)
        words = {"deals": deals, "year": self.served.last_year(investor)}
        if self.served.investors[investor].thesis is not None:
            if not deals:
                return N_("Based on the declared thesis alone: no deal is recorded yet.")
            if deals == 1:
                return N_("Based on one recorded investment, of %(year)s, and on the declared thesis.", **words)
            return N_(
                "Based on recorded investments in %(deals)s startups, the latest of %(year)s, and on the thesis.",
                **words,
            )
        if deals == 1:
            return N_("Based on one recorded investment, of %(year)s; no thesis is declared.", **words)
        return N_(
            "Based on recorded investments in %(deals)s startups, the latest of %(year)s; no thesis is declared.",
            **words,
        )

    def _changes(self, pair: Pair, reader: Reader) -> Iterable[Message]:
        """What the founder could ask for instead, the largest gain first, each found by scoring again.

        To ask for more than the largest cheque is no advice.
        """
        thesis = self.served.investors[pair.investor].thesis
        most = thesis.cheque_max if thesis else None
        for change in pair.changes:
            asked = change.startup.typical_amount or 0
            is_beyond = most is not None and change.name == "more" and asked > most
            between = [one for one in change.obstacles if one.kind not in OWN_OBSTACLES[self.side]]
            gain = gain_in_words(change.gain, self.language)
            if gain is not None and not between and not is_beyond:
                yield self._change(change, gain, reader)

    @staticmethod
    def _change(change: Change, gain: str, reader: Reader) -> Message:
        low, high = change.startup.amount, change.startup.amount_to
        ask = reader.asked(low or high, high or low)
        return N_("The score would rise by %(gain)s if you asked for %(ask)s.", gain=gain, ask=ask)


def _states_other_sectors(reader: Reader) -> bool:
    """Whether the thesis names sectors and none of the startup's: nobody should have to look for that."""
    named = set(reader.declared.sectors) if reader.declared else set()
    return bool(named and reader.startup.sectors) and not named & set(reader.startup.sectors)


def _reasons(explanation: Explanation) -> list[Reason]:
    return [*explanation.reasons, *explanation.rest]
