"""What a text asks an engine for: a tree of terms, never a query string, so that no input can be syntax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Form = Literal[
    "syllables",
    "folded",
    "pairs",
    "folded_pairs",
    "english",
    "keys",
    "key_pairs",
    "renderings",
    "rendering_pairs",
    "starts",
    "labels",
]
"""The lists of terms in which a text is indexed.

`syllables` as normalised, `folded` without marks, `english` stemmed; `pairs` and `folded_pairs` two neighbours joined
by `_`. What the glossary says that an English text would be called in Vietnamese: `keys`, with marks; a Vietnamese one
in English: `renderings`, stemmed; and the pairs of both. `starts`: how a title may begin to be typed, whatever its
language. `labels`: the names of what the document belongs to, in any language.
"""


@dataclass(frozen=True)
class Term:
    """One term in every text field that has the form; its score counts `weight` times the field's weight.

    Of the forms `starts` and `labels` it counts `weight` alone, however rare it is.
    """

    form: Form
    text: str
    weight: float = 1.0


@dataclass(frozen=True)
class AllOf:
    """Every part must match; scores add up. Without parts everything matches."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class SomeOf:
    """At least `at_least` of the parts must match; scores add up. Without parts nothing matches."""

    parts: tuple[Node, ...]
    at_least: int = 1


@dataclass(frozen=True)
class BestOf:
    """Any part must match; the best score counts, and the others `tie` times."""

    parts: tuple[Node, ...]
    tie: float = 0.0


Node = Term | AllOf | SomeOf | BestOf

NOTHING: Final = SomeOf(())
EVERYTHING: Final = AllOf(())


@dataclass(frozen=True)
class TextQuery:
    """`matches` decides what is found; the scores of `scores` add up, whether or not such a part matches.

    `excluded` takes away. A document that matches the first of the `tiers` ranks above every document that does not,
    and so on. `complete` is what has all the words, to be counted; None: not to be told. `loosely` is what may be found
    too where `matches` finds next to nothing (`loosening`).
    """

    matches: Node
    scores: tuple[Node, ...]
    excluded: tuple[Node, ...] = ()
    tiers: tuple[Node, ...] = ()
    complete: Node | None = None
    loosely: Node | None = None
