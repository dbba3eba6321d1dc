"""What may be said of an institute: one typed input for form, importer and, later, API."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from ecosystem.catalogue.input import EntryInput
from ecosystem.institutes.input_rows import Accreditation, Group, Headcount
from ecosystem.institutes.ror import ror_address
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Scope
from ecosystem.kernel.access.fields import BLANK_IS_NONE, EMPTY_LIST, Block, InputError, Label, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.values import code_of


def _not_in_future(year: int | None) -> int | None:
    if year is not None and year > clock.today().year:
        raise InputError(N_("This year has not come yet"))
    return year


def _ror(text: str | None) -> str | None:
    return ror_address(text) if text else None


class InstituteInput(EntryInput):
    """All of an institute's page but what its organisation says: name in law, tax code, address, email, website."""

    title: Annotated[
        Line,
        Field(min_length=3, max_length=200),
        Label(N_("Name"), N_("As people know it"), scope=Scope.PUBLIC, translated=True),
    ]
    institute_kind: Annotated[
        Annotated[str | None, code_of("institute_kind")],
        BLANK_IS_NONE,
        Label(N_("Kind of institute"), None, "select", vocabulary="institute_kind", scope=Scope.PUBLIC),
    ] = None
    code: Annotated[
        Line, Field(max_length=40), Label(N_("Short name"), N_("The letters it goes by"), scope=Scope.PUBLIC)
    ] = ""
    governing_body: Annotated[
        Line,
        Field(max_length=200),
        Label(
            N_("Governing body"),
            N_("The ministry, university or company it belongs to"),
            scope=Scope.PUBLIC,
            translated=True,
        ),
    ] = ""
    founded_year: Annotated[
        Annotated[int | None, Field(ge=1000, le=2200), AfterValidator(_not_in_future)],
        BLANK_IS_NONE,
        Label(N_("Founded in"), N_("A year"), "number", scope=Scope.PUBLIC),
    ] = None
    ror_id: Annotated[
        Annotated[Line | None, AfterValidator(_ror)],
        BLANK_IS_NONE,
        Label(N_("ROR id"), N_("If the institute has one, for example https://ror.org/02mhbdp94"), scope=Scope.PUBLIC),
    ] = None
    research_areas: Annotated[
        Block,
        Field(max_length=3000),
        Label(
            N_("Research areas"),
            N_("What it works on and wants to be asked about"),
            "textarea",
            scope=Scope.PUBLIC,
            translated=True,
        ),
    ] = ""
    groups: Annotated[
        list[Group], Field(max_length=40), Label(N_("Research groups"), None, "rows", scope=Scope.PUBLIC)
    ] = EMPTY_LIST
    accreditations: Annotated[
        list[Accreditation], Field(max_length=30), Label(N_("Accreditations"), None, "rows", scope=Scope.PUBLIC)
    ] = EMPTY_LIST
    staff_total: Annotated[Headcount, Label(N_("People in all"), None, "number", scope=Scope.PUBLIC)] = None
    staff_researchers: Annotated[Headcount, Label(N_("Researchers among them"), None, "number", scope=Scope.PUBLIC)] = (
        None
    )

    @model_validator(mode="after")
    def _researchers_fit(self) -> InstituteInput:
        total, researchers = self.staff_total, self.staff_researchers
        if total is not None and researchers is not None and researchers > total:
            raise InputError(N_("More researchers than people in all"), "staff_researchers")
        return self
