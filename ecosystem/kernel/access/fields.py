"""How a field of an input is shown and who sees its value; pure, so that form, importer and API read the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

from ecosystem.kernel.access.actor import Scope
from ecosystem.kernel.access.messages import Message
from ecosystem.kernel.access.text import clean

Widget = Literal[
    "text",
    "textarea",
    "email",
    "password",
    "number",
    "date",
    "select",
    "checkboxes",
    "radios",
    "checkbox",
    "tel",
    "url",
    "rows",
    "lines",
    "amount",
]


@dataclass(frozen=True)
class Label:
    """A field's words and control. `vocabulary` names the reference terms that may be chosen.

    `lines`: a list of short texts, one a line. `translated`: the field has a text in each language. `conditional`: some
    answers need it, as its words say, so that it is not called optional.
    """

    text: Message
    hint: Message | None = None
    widget: Widget = "text"
    vocabulary: str = ""
    autocomplete: str = ""
    scope: Scope | None = None
    translated: bool = False
    conditional: bool = False


class InputError(ValueError):
    """A validator's refusal, with words for the person; `field` where it was found by comparing several."""

    def __init__(self, message: Message, field: str = "") -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field


class Input(BaseModel):
    """The base of every input: unknown names are refused, "" is nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_max_length=100_000)


def label_of(field: FieldInfo) -> Label | None:
    """The label among a field's annotations."""
    return next((one for one in field.metadata if isinstance(one, Label)), None)


def _line(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def _block(value: Any) -> Any:
    return clean(value, multiline=True) if isinstance(value, str) else value


def _optional(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


Line = Annotated[str, BeforeValidator(_line)]
"""One line of clean text."""
Block = Annotated[str, BeforeValidator(_block)]
"""Clean text of several lines."""
EMPTY_LIST: Final[Any] = Field(default_factory=list)
"""The default of fields that hold lists; of one that is written `[]` every input would get a deep copy."""
BLANK_IS_NONE = BeforeValidator(_optional)
"""For optional numbers, dates and codes: an empty field is nothing."""
