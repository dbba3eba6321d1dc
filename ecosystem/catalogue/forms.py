"""The forms of the editor: a step of an input, and the texts of the other language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from ecosystem.catalogue.input import EntryInput
from ecosystem.catalogue.kinds import Kind, Step
from ecosystem.kernel.access.values import KNOWN_CODES
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.decoding import decode
from ecosystem.kernel.web.forms import Form, Validation, blank_form, posted_form, rows_changed
from ecosystem.kernel.web.input_errors import errors_by_field
from ecosystem.taxonomy.queries import vocabularies


@dataclass(frozen=True)
class TypedForm:
    """What was typed, if anything, and the saved values of the whole entry."""

    typed: MultiDict[str, str] | None
    saved: Mapping[str, Any]


def step_form(
    kind: Kind, step: Step, source: TypedForm, *, posted: bool = False, new: bool = False
) -> Form[EntryInput]:
    """The form of a step. With `posted` (or a new entry's typed form) it is validated; else it only shows values."""
    if source.typed is None:
        return blank_form(kind.input, source.saved, step.fields)
    changed = rows_changed(kind.input, source.typed, step.fields)
    if changed is not None:
        return changed
    if not posted and not new:
        return blank_form(kind.input, decode(kind.input, source.typed, step.fields), step.fields)
    return posted_form(kind.input, source.typed, step.fields, Validation(known_codes(), source.saved))


def other_currency(step: Step, typed: Mapping[str, str], saved: EntryInput) -> str:
    """The currency that was saved because it was typed with an amount, where another one was chosen; else ""."""
    chosen = typed.get("currency", "") if "currency" in step.fields else ""
    currency = str(getattr(saved, "currency", ""))
    return currency if chosen and chosen != currency else ""


def known_codes() -> dict[str, Any]:
    """The validation context: which codes may be chosen today."""
    return {KNOWN_CODES: vocabularies(current_session()).has}


@dataclass
class TranslationForm:
    """The text fields in the other language; `data` holds them when they are valid."""

    form: Form[EntryInput]
    data: dict[str, Any] | None = None

    @property
    def fields(self) -> Any:
        return self.form.fields

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        return self.form.errors

    @property
    def general_error(self) -> str:
        return self.form.general_error

    def refuse(self, errors: Mapping[str, Any]) -> None:
        self.data = None
        self.form.refuse(errors)


def translation_form(kind: Kind, source: TypedForm, texts: Mapping[str, Any]) -> TranslationForm:
    """The translated fields with what was typed, or with the texts as they are saved."""
    names = kind.translated
    if source.typed is None:
        return TranslationForm(blank_form(kind.input, texts, names))
    changed = rows_changed(kind.input, source.typed, names)
    if changed is not None:
        return TranslationForm(changed)
    typed = decode(kind.input, source.typed, names)
    made = TranslationForm(blank_form(kind.input, typed, names), typed)
    filled = {name: value for name, value in typed.items() if value}
    try:
        kind.input.model_validate({"title": "—" * 3, **filled})
    except ValidationError as error:
        made.refuse(errors_by_field(error))
    return made
