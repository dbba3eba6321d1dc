"""The choice on the page that stops mails: never preset, so that sending the form as it is found chooses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from ecosystem.kernel.access.fields import Input, Label
from ecosystem.kernel.access.messages import N_, Message

CHOICES: Final[Mapping[str, Message]] = {
    "keep": N_("Leave it as it is"),
    "stop": N_("Send me no more of these mails"),
    "resume": N_("Send me these mails again"),
}
"""Which of the last two is offered depends on how it is."""


class MailChoice(Input):
    choice: Annotated[Literal["keep", "stop", "resume"], Label(N_("What would you like?"), None, "radios")]
