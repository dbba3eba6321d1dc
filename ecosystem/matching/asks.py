"""Startups that ask, as arrays: one row each, made of profiles and of what the history knows of their investors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from ecosystem.matching import attributes
from ecosystem.matching.history import Floats, History, Ints
from ecosystem.matching.profiles import STAGES, StartupProfile

TEXTUAL: Final = ("sector", "country", "region", "city")
"""Attributes whose values are words of profiles."""
CODED: Final = {
    "stage": len(STAGES),
    "age": attributes.OLDEST + 1,
    "amount": attributes.AMOUNT_BINS,
    "owned": attributes.OWNED_BUCKETS,
    "busiest": attributes.BUSIEST_BUCKETS,
}
"""Attributes whose values are codes, with how many there are."""
ATTRIBUTES: Final = (*TEXTUAL, *CODED)


def words_of(startup: StartupProfile, attribute: str) -> tuple[str, ...]:
    """The values of a textual attribute; none where unknown."""
    if attribute == "sector":
        return startup.sectors
    word = {"country": startup.country, "region": startup.region, "city": startup.city}[attribute]
    return (word,) if word else ()


def shares(values: Sequence[Sequence[int]], count: int) -> sp.csr_array:
    """One row each with the same share for each of its values, which add up to 1; an empty row where there are none."""
    ends = np.cumsum([0, *map(len, values)])
    columns = np.array([code for codes in values for code in codes], dtype=np.int64)
    parts = np.array([1 / len(codes) for codes in values for _ in codes], dtype=np.float32)
    return sp.csr_array((parts, columns, ends), shape=(len(values), count))


def one_each(codes: Ints, count: int) -> sp.csr_array:
    """`shares` of one code a row, -1 for none."""
    known = codes >= 0
    ends = np.append(0, np.cumsum(known))
    return sp.csr_array((np.ones(ends[-1], dtype=np.float32), codes[known], ends), shape=(len(codes), count))


@dataclass(frozen=True)
class Words:
    """The words of each textual attribute and their codes."""

    codes: dict[str, dict[str, int]]

    @classmethod
    def of(cls, history: History) -> Words:
        found: dict[str, set[str]] = {name: set() for name in TEXTUAL}
        for startup in history.startups:
            for name in TEXTUAL:
                found[name].update(words_of(startup, name))
        for investor in history.investors:
            if (thesis := investor.thesis) is not None:
                for name, said in zip(
                    TEXTUAL, (thesis.sectors, thesis.countries, thesis.regions, thesis.cities), strict=True
                ):
                    found[name].update(said)
        return cls({name: {word: code for code, word in enumerate(sorted(words))} for name, words in found.items()})

    def shares(self, startups: Iterable[StartupProfile], attribute: str) -> sp.csr_array:
        codes = self.codes[attribute]
        values = [[codes[w] for w in dict.fromkeys(words_of(one, attribute)) if w in codes] for one in startups]
        return shares(values, len(codes))


@dataclass(frozen=True)
class Asks:
    """`values[attribute]` is asks × values; `log` the log10 amount; `owners` asks × investors, 1 where it has one.

    `day` are ordinals of when each asks.
    """

    startups: Sequence[StartupProfile]
    values: dict[str, sp.csr_array]
    log: Floats
    owners: sp.csr_array
    day: Ints

    def __len__(self) -> int:
        return len(self.startups)


def read(
    startups: Sequence[StartupProfile], history: History, words: Words, deals: Ints, days: Sequence[date] | None = None
) -> Asks:
    """Asks of `startups`, made on `days` or else the day of the history; `deals` is how many each investor has."""
    when = days or [history.day] * len(startups)
    log = np.array([attributes.log_amount(one.typical_amount, history.least_amount) for one in startups], dtype=float)
    owners = [history.owners.get(one.id, _NOBODY) for one in startups]
    pairs = list(zip(startups, when, strict=True))
    codes = {
        "stage": [attributes.stage_code(one.stage) for one in startups],
        "age": [attributes.age_code(one.founded, day.year) for one, day in pairs],
        "amount": [attributes.amount_code(value, history.least_amount) for value in log],
        "owned": [attributes.owned_code(len(group)) for group in owners],
        "busiest": [attributes.busiest_code(int(deals[group].max()) if len(group) else None) for group in owners],
    }
    values = {name: words.shares(startups, name) for name in TEXTUAL}
    values |= {name: one_each(np.array(codes[name], dtype=np.int64), count) for name, count in CODED.items()}
    return Asks(startups, values, log, _incidence(owners, len(history.investors)), _ordinals(when))


_NOBODY: Final[NDArray[np.int64]] = np.array([], dtype=np.int64)


def _incidence(owners: Sequence[Ints], count: int) -> sp.csr_array:
    ends = np.cumsum([0, *map(len, owners)])
    columns = np.concatenate([*owners, _NOBODY])
    return sp.csr_array((np.ones(len(columns)), columns, ends), shape=(len(owners), count))


def _ordinals(days: Sequence[date]) -> Ints:
    return np.array([day.toordinal() for day in days], dtype=np.int64)
