"""The usual stages of a pipeline, by kind of organisation, and the words for stages and verdicts; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.pipeline.models import Meaning, Source, Stage, Verdict


class Usual(NamedTuple):
    """A stage that an organisation has until its owner changes it."""

    key: str
    name: Message
    meaning: Meaning = Meaning.OPEN


_FOR_INVESTORS: Final = (
    Usual("new", N_("New")),
    Usual("looking", N_("Looking at it")),
    Usual("met", N_("Met")),
    Usual("diligence", N_("Due diligence")),
    Usual("invested", N_("Invested"), Meaning.WON),
    Usual("stopped", N_("Stopped"), Meaning.LOST),
)
_FOR_RESEARCH: Final = (
    Usual("new", N_("New")),
    Usual("looking", N_("Looking at it")),
    Usual("met", N_("Met")),
    Usual("trial", N_("Trying it out")),
    Usual("agreed", N_("Contract signed"), Meaning.WON),
    Usual("stopped", N_("Stopped"), Meaning.LOST),
)
_FOR_OTHERS: Final = (
    Usual("new", N_("New")),
    Usual("looking", N_("Looking at it")),
    Usual("met", N_("Met")),
    Usual("negotiating", N_("Negotiating")),
    Usual("agreed", N_("Contract signed"), Meaning.WON),
    Usual("stopped", N_("Stopped"), Meaning.LOST),
)
_BY_KIND: Final[Mapping[str, tuple[Usual, ...]]] = {
    "fund": _FOR_INVESTORS,
    "individual": _FOR_INVESTORS,
    "institute": _FOR_RESEARCH,
    "university": _FOR_RESEARCH,
}
_NAMES: Final = {one.key: one.name for one in (*_FOR_INVESTORS, *_FOR_RESEARCH, *_FOR_OTHERS)}

MEANINGS: Final[Mapping[str, Message]] = {
    Meaning.OPEN: N_("Still open"),
    Meaning.WON: N_("Ended well"),
    Meaning.LOST: N_("Ended without a result"),
}
SOURCES: Final[Mapping[str, Message]] = {
    Source.PAGE: N_("Added from its page"),
    Source.MATCH: N_("Added from a match"),
    Source.FOLLOWED: N_("Added from what was followed"),
    Source.INTRODUCTION: N_("Added from an introduction"),
}
"""Where a card came from, in words."""
VERDICTS: Final[Mapping[str, tuple[Message, str]]] = {
    Verdict.FOR: (N_("In favour"), "agreed"),
    Verdict.UNDECIDED: (N_("Undecided"), "waiting"),
    Verdict.AGAINST: (N_("Against it"), "refused"),
}
"""Words and look of each verdict."""


def usual_stages(organisation_id: int, kind: str) -> list[Stage]:
    """The stages that such an organisation begins with, in order; in no session yet."""
    return [
        Stage(organisation_id=organisation_id, key=one.key, name="", position=place, meaning=one.meaning.value)
        for place, one in enumerate(_BY_KIND.get(kind, _FOR_OTHERS))
    ]


def name_of(stage: Stage) -> Message | str:
    """What the stage is called: the owner's words as they are, or the usual name to be translated."""
    return stage.name or _NAMES[stage.key]
