"""The input that all kinds of entry share; each kind adds its own fields to it."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator

from ecosystem.kernel.access.actor import Scope
from ecosystem.kernel.access.fields import EMPTY_LIST, Block, Input, Label, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.values import UNIQUE, code_of, with_stated_currency


class EntryInput(Input):
    """What every entry may say. All but the title is optional: `missing_for_publication` says what is lacking.

    `amounts` names the fields that hold amounts in `currency`, the two ends of a range together.
    """

    amounts: ClassVar[tuple[tuple[str, ...], ...]] = ()

    title: Annotated[Line, Field(min_length=3, max_length=200), Label(N_("Title"), scope=Scope.PUBLIC, translated=True)]
    summary: Annotated[
        Block,
        Field(max_length=600),
        Label(
            N_("Summary"),
            N_("Two or three sentences for somebody who has never heard of it. At most 600 characters."),
            "textarea",
            scope=Scope.PUBLIC,
            translated=True,
        ),
    ] = ""
    description: Annotated[
        Block,
        Field(max_length=20_000),
        Label(N_("Description"), widget="textarea", scope=Scope.PUBLIC, translated=True),
    ] = ""
    sectors: Annotated[
        list[Annotated[str, code_of("sector")]],
        UNIQUE,
        Field(max_length=5),
        Label(N_("Sectors"), N_("Up to 5"), "checkboxes", vocabulary="sector", scope=Scope.PUBLIC),
    ] = EMPTY_LIST
    keywords: Annotated[
        list[Annotated[Line, Field(max_length=60)]],
        UNIQUE,
        Field(max_length=12),
        Label(N_("Keywords"), N_("One a line, up to 12"), "lines", scope=Scope.PUBLIC),
    ] = EMPTY_LIST
    fields: Annotated[
        list[Annotated[str, code_of("field")]],
        UNIQUE,
        Field(max_length=5),
        Label(
            N_("Research fields"),
            N_("OECD classification, up to 5"),
            "checkboxes",
            vocabulary="field",
            scope=Scope.PUBLIC,
        ),
    ] = EMPTY_LIST
    tasks: Annotated[
        list[Annotated[str, code_of("task")]],
        UNIQUE,
        Label(
            N_("Tasks of the city's plan that this serves"), None, "checkboxes", vocabulary="task", scope=Scope.PUBLIC
        ),
    ] = EMPTY_LIST

    @model_validator(mode="before")
    @classmethod
    def _currency_as_typed(cls, given: Any) -> Any:
        return with_stated_currency(given, cls.amounts)
