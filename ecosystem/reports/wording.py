"""Words and looks of what became of reports and decisions, as pages and mails show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.reports.models import Action, State, Verdict

STATES: Final = {
    State.UNCONFIRMED: (N_("Waiting for your confirmation"), "waiting"),
    State.OPEN: (N_("Waiting for an officer"), "handling"),
    State.DECIDED: (N_("Decided"), "closed"),
}
VERDICTS: Final = {
    Verdict.OPEN: (N_("Waiting for an officer"), "handling"),
    Verdict.STAYS: (N_("The decision stays"), "refused"),
    Verdict.RESTORED: (N_("Put back"), "agreed"),
}
ANSWERS: Final = {
    Verdict.RESTORED: N_("Undo the decision: it is put back"),
    Verdict.STAYS: N_("The decision stays"),
}


@dataclass(frozen=True)
class Wording:
    """How decisions about one kind of thing are told, by action; `%(title)s` is the thing's.

    `chips`: in two words, with the look. `choices`: to the officer who decides. `headings` and `told`: to whose it is;
    `then`: what they can do. `answered`: to who reported. `meanings`: on the page of the decision. `mending`: above the
    form to object. `undo`: the button that puts back. `caution`: to who is about to report.
    """

    chips: Mapping[Action, tuple[Message, str]]
    choices: Mapping[Action, Message]
    headings: Mapping[Action, Message]
    told: Mapping[Action, Message]
    then: Mapping[Action, Message]
    answered: Mapping[Action, Message]
    meanings: Mapping[Action, Message]
    mending: Message
    undo: Message
    caution: Message


OBJECT: Final = N_("Another officer than the one who decided reads what you write here, and answers by email.")
PAGE: Final = Wording(
    chips={
        Action.DISMISS: (N_("Nothing to change"), "closed"),
        Action.WITHDRAW: (N_("Taken down"), "refused"),
        Action.SUSPEND: (N_("Organisation suspended"), "refused"),
        Action.RESTORE: (N_("Put back"), "agreed"),
    },
    choices={
        Action.DISMISS: N_("Nothing is wrong: it stays as it is"),
        Action.WITHDRAW: N_("Take it down: only its owner and officers see it, until it is put back"),
        Action.SUSPEND: N_("Suspend the organisation: all its pages are hidden and its people cannot write"),
    },
    headings={
        Action.DISMISS: N_("A report was checked; nothing changes"),
        Action.WITHDRAW: N_("Your page was taken down"),
        Action.SUSPEND: N_("Your organisation is suspended"),
        Action.RESTORE: N_("Your page is public again"),
    },
    told={
        Action.DISMISS: N_("“%(title)s” was reported. A programme officer checked it and changed nothing."),
        Action.WITHDRAW: N_("A programme officer took “%(title)s” down. Only your organisation sees the page now."),
        Action.SUSPEND: N_(
            "A programme officer suspended “%(title)s”. Its pages are hidden and nobody can write for it."
        ),
        Action.RESTORE: N_("A programme officer put “%(title)s” back. It is seen again as before."),
    },
    then={
        Action.WITHDRAW: N_(
            "Nothing is lost. Edit what is named, then say so on the page of the decision; or object there. "
            "Another officer answers by email."
        ),
        Action.SUSPEND: N_(
            "Nothing is lost. You may object on the page of the decision. Another officer answers by email."
        ),
    },
    answered={
        Action.DISMISS: N_("An officer checked “%(title)s”, which you reported. Nothing changes there."),
        Action.WITHDRAW: N_("An officer checked “%(title)s”, which you reported, and took it down."),
        Action.SUSPEND: N_("An officer checked “%(title)s”, which you reported, and suspended the organisation."),
        Action.RESTORE: N_("“%(title)s”, which you reported, was put back by an officer."),
    },
    meanings={
        Action.DISMISS: N_("Nothing changes for you."),
        Action.WITHDRAW: N_(
            "Only your organisation and officers see the page, until it is put back. Nothing of it is lost."
        ),
        Action.SUSPEND: N_(
            "All pages of the organisation are hidden and nobody can write for it, until the suspension is lifted. "
            "Nothing is lost."
        ),
        Action.RESTORE: N_("It is seen again as before."),
    },
    mending=N_(
        "You can still edit the page. Another officer than the one who decided reads what you write here, "
        "and answers by email."
    ),
    undo=N_("Put it back"),
    caution=N_(
        "Officers alone read your report and your name. Whose page it is learns what was decided, never who reported."
    ),
)
WHOLE: Final = replace(
    PAGE,
    headings={**PAGE.headings, Action.RESTORE: N_("The suspension is lifted")},
    mending=OBJECT,
    undo=N_("Lift the suspension"),
)
"""Of an organisation, which is suspended whatever of it was reported."""


def about(title: str, words: Message) -> Message:
    """Words of a `Wording` with the thing's title in them."""
    return Message(words.id, {"title": title})
