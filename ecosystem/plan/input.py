"""A plan as a file says it: texts in both languages, nothing that is not known."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from ecosystem.kernel.access.fields import BLANK_IS_NONE, Block, Input, InputError, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.values import OptionalAddress, OptionalDate, code_of

Key = Annotated[Line, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
Words = Annotated[Line, Field(min_length=1, max_length=200)]
Title = Annotated[Line, Field(min_length=1, max_length=300)]
Text = Annotated[Block, Field(max_length=2_000)]


class _Bilingual(Input):
    @model_validator(mode="after")
    def _both_languages(self) -> _Bilingual:
        for name in type(self).model_fields:
            stem, _, language = name.rpartition("_")
            if language == "vi" and bool(getattr(self, name)) != bool(getattr(self, f"{stem}_en")):
                raise InputError(N_("This text is needed in both languages"), stem)
        return self


class PlanTaskInput(_Bilingual):
    """`code`: what entries are tagged with to serve this task."""

    code: Annotated[str | None, code_of("task"), BLANK_IS_NONE] = None
    title_vi: Words
    title_en: Words
    description_vi: Text = ""
    description_en: Text = ""


class PlanInput(_Bilingual):
    """`key` ends the address `/plan/<key>`; the tasks stand in their order, the first is number 1."""

    key: Key
    number: Annotated[Line, Field(min_length=1, max_length=60)]
    year: Annotated[int, Field(ge=1990, le=2200)]
    issued_on: OptionalDate = None
    issuer_vi: Annotated[Line, Field(max_length=200)] = ""
    issuer_en: Annotated[Line, Field(max_length=200)] = ""
    title_vi: Title
    title_en: Title
    summary_vi: Text = ""
    summary_en: Text = ""
    address: OptionalAddress = None
    task: Annotated[tuple[PlanTaskInput, ...], Field(min_length=1, max_length=30)]
