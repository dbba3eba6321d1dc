"""States in words, with the look of their chips, and why addresses are masked in each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ecosystem.introductions.states import WAITING, State
from ecosystem.kernel.access.messages import N_, Message

STATES: Final[Mapping[State, tuple[Message, str]]] = {
    State.ASKED: (N_("Waiting for an answer"), "waiting"),
    State.QUESTIONED: (N_("A question was asked first"), "waiting"),
    State.REPLIED: (N_("The question is answered, waiting for a decision"), "waiting"),
    State.AGREED: (N_("Both have agreed"), "agreed"),
    State.MET: (N_("They have met"), "agreed"),
    State.CLOSED: (N_("Ended by one side"), "closed"),
    State.DECLINED: (N_("Declined"), "refused"),
    State.EXPIRED: (N_("Closed without an answer"), "closed"),
    State.UNANSWERED: (N_("Closed, the question was not answered"), "closed"),
    State.WITHDRAWN: (N_("Request withdrawn"), "closed"),
    State.STOPPED: (N_("Ended by an officer"), "closed"),
}

MASKED: Final[Mapping[State, Message]] = {
    **dict.fromkeys(WAITING, N_("Both sides see this once both have agreed.")),
    State.DECLINED: N_("The request was declined, so this stays masked."),
    State.EXPIRED: N_("The request closed without an answer, so this stays masked."),
    State.UNANSWERED: N_("The question was not answered in time, so this stays masked."),
    State.WITHDRAWN: N_("The request was withdrawn, so this stays masked."),
    State.STOPPED: N_("An officer ended the introduction, so neither side sees this."),
}
"""What becomes of an address or a telephone number in the words of the two; nothing is masked in the other states."""
