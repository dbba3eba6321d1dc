"""Those who cannot fit, by what stands in the way: how many, some by name with the number, where to look past it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

from ecosystem.kernel.access.messages import Message
from ecosystem.matchmaking.listing import Listing
from ecosystem.matchmaking.wishes import RELAXABLE

_NAMED = 3


@dataclass(frozen=True)
class Limit:
    """`count` is how many break it; `examples` are (public id, title, words with the number)."""

    words: Message
    count: int
    url: str
    examples: Sequence[tuple[str, str, Message]]


def excluded_by(listing: Listing) -> list[Limit]:
    """Each limit that somebody breaks, the one that most break first."""
    counts = sorted(listing.found.counts.items(), key=lambda one: (-one[1], one[0]))
    firsts = {kind: _first(listing, kind) for kind, _ in counts}
    titles = listing.words.titles({one for first in firsts.values() for one in first})
    return [
        Limit(RELAXABLE[kind], count, _relaxing(kind), _examples(listing, kind, firsts[kind], titles))
        for kind, count in counts
    ]


def _first(listing: Listing, kind: str) -> list[str]:
    """The best of those who break the limit."""
    broken = (one.id for one in listing.found.unfit if any(between.kind == kind for between in one.obstacles))
    return [one for _, one in zip(range(_NAMED), broken, strict=False)]


def _examples(
    listing: Listing, kind: str, first: Sequence[str], titles: Mapping[str, str]
) -> list[tuple[str, str, Message]]:
    found = [(one, listing.pairing.between(one, listing.words)) for one in first if one in titles]
    return [(one, titles[one], between[kind]) for one, between in found]


def _relaxing(kind: str) -> str:
    """This page's first page, without that limit."""
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "page"]
    return f"{request.script_root}{request.path}?{urlencode([*kept, ('relax', kind)])}"
