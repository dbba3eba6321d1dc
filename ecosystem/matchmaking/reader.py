"""Who reads a sentence: a founder about an investor, or an investor about a startup; and the words of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

from ecosystem.catalogue.money import price_text
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matching.profiles import StartupProfile, Stated, Thesis
from ecosystem.rates.rates import BASE_CURRENCY

_LONGEST_NAME: Final = 32
"""A longer name would be most of the sentence."""
_DIGITS: Final = 2
"""Medians and converted amounts are no more exact."""
_DIGITS_OF_A_PRICE: Final = 3
_COUNTRY: Final = len("VN")
_WITH_ARTICLE: Final = frozenset({"AE", "BS", "CD", "CF", "DO", "GB", "GM", "KM", "MH", "MV", "NL", "PH", "SB", "US"})
"""Countries that English names with an article."""


class Side(StrEnum):
    """Whom the reader acts for."""

    FOUNDER = "founder"
    INVESTOR = "investor"


@dataclass(frozen=True)
class Reader:
    """`investor` is the name of the investor of the pair; `label(vocabulary, code)` gives words in `language`.

    `owners` is how many investors the startup has; `names` those of investors by the id of their profile; `declared`
    the investor's thesis; `texts` those of a technology and of the startup, as they stand.
    """

    side: Side
    language: str
    startup: StartupProfile
    investor: str
    label: Callable[[str, str], str]
    owners: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    declared: Thesis | None = None
    texts: tuple[str, str] = ("", "")

    def latest(self, count: int, *, is_all: bool) -> Message:
        """The startups that the investor came into last; not `is_all`: those of them whose value is known."""
        words: dict[str, object] = {"count": count, "investor": self.name}
        if self.side is Side.INVESTOR and is_all:
            return N_("the last %(count)s startups you backed", **words)
        if self.side is Side.INVESTOR:
            return N_("the last startups you backed whose value is known (%(count)s)", **words)
        if is_all:
            return N_("the last %(count)s startups %(investor)s backed", **words)
        return N_("the last startups %(investor)s backed whose value is known (%(count)s)", **words)

    @property
    def thesis(self) -> Message:
        """The investor's declared thesis."""
        if self.side is Side.INVESTOR:
            return N_("Your declared thesis")
        return N_("The declared thesis of %(investor)s", investor=self.name)

    @property
    def name(self) -> str | Message:
        """The investor's name where it is short."""
        return self.investor if len(self.investor) <= _LONGEST_NAME else N_("this investor")

    @property
    def who(self) -> str | Message:
        """The investor as the subject of a sentence."""
        return N_("you") if self.side is Side.INVESTOR else self.name

    @property
    def subject(self) -> str | Message:
        """The same at the beginning of a sentence."""
        if self.side is Side.INVESTOR:
            return N_("You")
        return self.investor if len(self.investor) <= _LONGEST_NAME else N_("This investor")

    def name_of(self, investor: str) -> str:
        """Of another investor; "" where it has no page that everybody sees."""
        return self.names.get(investor, "")

    def place(self, code: str) -> str:
        """A country, a part of one, or a province, as it stands inside a sentence."""
        if code.isdigit():
            return self.label("place", code)
        label = self.label("country" if len(code) == _COUNTRY else "geography", code)
        return f"the {label}" if self.language == "en" and code in _WITH_ARTICLE else label

    def labels(self, vocabulary: str, codes: Iterable[str]) -> str:
        """Apart by semicolons: names of sectors have commas of their own."""
        return "; ".join(self.label(vocabulary, code) for code in codes)

    def money(self, low: float | None, high: float | None) -> str:
        """A range in words, in VND."""
        return self._money(low, high, _DIGITS)

    def price(self, amount: float | None) -> str:
        """What somebody states to three digits, as its card has it."""
        return self._money(amount, amount, _DIGITS_OF_A_PRICE)

    def _money(self, low: float | None, high: float | None, digits: int) -> str:
        ends = [None if one is None else _rough(one, digits) for one in (low, high)]
        return price_text(ends[0], ends[1], BASE_CURRENCY, self.language)

    def gap(self, more: float | None, less: float | None, exact: float | None) -> str:
        """The difference of two amounts as they are shown, so that a reader finds it by subtracting them."""
        shown = _rough(more) - _rough(less) if more and less else 0
        return self.money(shown or exact, shown or exact)

    def ask(self) -> str:
        """What the startup asks for; as it was stated, and about what that is in VND."""
        low, high = self.startup.amount, self.startup.amount_to
        return self._both(self.money(low or high, high or low), self.startup.stated)

    def asked(self, low: float | None, high: float | None) -> str:
        """Another amount of the startup's, in VND, told in the currency in which it asks."""
        return self._in_own(low, high, self.startup.stated, rate_of_ask(self.startup))

    def put_in(self, amount: float | None, thesis: Thesis) -> str:
        """Another amount of the investor's, in VND, told in the currency of its cheque."""
        return self._in_own(amount, amount, thesis.stated, rate_of_cheque(thesis))

    def cheque(self, thesis: Thesis) -> str:
        """What the investor puts into one startup, in the same way."""
        return self._both(self.money(thesis.cheque_min, thesis.cheque_max), thesis.stated)

    def least_cheque(self, thesis: Thesis) -> str:
        return self._both(self.money(thesis.cheque_min, thesis.cheque_min), _end(thesis.stated, 0))

    def largest_cheque(self, thesis: Thesis) -> str:
        return self._both(self.money(thesis.cheque_max, thesis.cheque_max), _end(thesis.stated, 1))

    def _in_own(self, low: float | None, high: float | None, stated: Stated | None, rate: float) -> str:
        if stated is None:
            return self.money(low, high)
        ends = [None if one is None else float(_rough(one / rate)) for one in (low, high)]
        return self._both(self.money(low, high), (ends[0], ends[1], stated[2]))

    def _both(self, in_vnd: str, stated: Stated | None) -> str:
        if stated is None or not in_vnd:
            return in_vnd
        low, high = (None if one is None else round(one) for one in stated[:2])
        return f"{price_text(low, high, stated[2], self.language)} (≈ {in_vnd})"


def rate_of_ask(startup: StartupProfile) -> float:
    """VND for one of the currency in which the startup asks."""
    return _rate(startup.stated, startup.amount, startup.amount_to)


def rate_of_cheque(thesis: Thesis) -> float:
    """VND for one of the currency of the investor's cheque."""
    return _rate(thesis.stated, thesis.cheque_min, thesis.cheque_max)


def _rate(stated: Stated | None, *in_vnd: float | None) -> float:
    own = stated[:2] if stated else ()
    return next((one / other for one, other in zip(in_vnd, own, strict=False) if one and other), 1.0)


def _end(stated: Stated | None, place: Literal[0, 1]) -> Stated | None:
    """One end of a range alone."""
    return None if stated is None else (stated[place], stated[place], stated[2])


def _rough(amount: float, digits: int = _DIGITS) -> int:
    """So many digits, halves upwards as people round them."""
    whole = round(amount)
    step = int(10 ** max(0, len(str(whole)) - digits))
    return (whole + step // 2) // step * step
