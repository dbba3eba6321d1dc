"""A form made of an input model: what was typed, what is wrong, how each field is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from flask import current_app
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from werkzeug.datastructures import MultiDict

from ecosystem.kernel.access.fields import Label, label_of
from ecosystem.kernel.access.messages import Message
from ecosystem.kernel.web.decoding import MAX_ROWS, decode, is_list, row_model
from ecosystem.kernel.web.input_errors import errors_by_field
from ecosystem.kernel.web.languages import page_language, translate

ModelT = TypeVar("ModelT", bound=BaseModel)
OptionSource = Callable[[str, str], Sequence[tuple[str, str]]]
"""From a vocabulary and a language to (value, label) pairs, in order."""


@dataclass
class Field:
    """One field as the macros show it. `value` is a text, or a list of texts where several may be chosen."""

    name: str
    label: str
    kind: str
    value: Any = ""
    hint: str = ""
    error: str = ""
    required: bool = False
    conditional: bool = False
    options: Sequence[tuple[str, str]] = ()
    autocomplete: str = ""
    visibility: str = ""
    rows: list[Form[Any]] = field(default_factory=list)
    now: str = ""


@dataclass
class Form(Generic[ModelT]):
    """Fields by name; `data` is the valid input, None while something is wrong."""

    fields: dict[str, Field]
    data: ModelT | None = None
    general_error: str = ""
    prefix: str = ""

    @property
    def error(self) -> str:
        """What is wrong with the form as a whole, as the macros call it."""
        return self.general_error

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """(field's full name, label, message) in the order of the page, rows included."""
        found = [(f.name, f.label, f.error) for f in self.fields.values() if f.error]
        return found + [one for f in self.fields.values() for row in f.rows for one in row.errors]

    def refuse(self, errors: Mapping[str, Message]) -> None:
        """Show what a rule further inside found wrong."""
        self.data = None
        for name, message in errors.items():
            target = self._find(name)
            if target is None:
                self.general_error = translate(message)
            else:
                target.error = translate(message)

    def _find(self, name: str) -> Field | None:
        if name in self.fields:
            return self.fields[name]
        for one in self.fields.values():
            for row in one.rows:
                for inner in row.fields.values():
                    if inner.name == name:
                        return inner
        return next((one for key, one in self.fields.items() if name.startswith(f"{key}-")), None)


@dataclass(frozen=True)
class Validation:
    """How to read a form: `base` holds the values of the fields that this form does not show."""

    context: Mapping[str, Any] = field(default_factory=dict)
    base: Mapping[str, Any] = field(default_factory=dict)


def blank_form(
    model: type[ModelT], values: Mapping[str, Any] | None = None, names: Iterable[str] | None = None
) -> Form[ModelT]:
    """A form that shows `values` and no errors."""
    chosen = list(names or model.model_fields)
    return Form(_fields(model, values or {}, chosen, ""))


def typed_form(model: type[ModelT], posted: MultiDict[str, str], names: Iterable[str] | None = None) -> Form[ModelT]:
    """The form as it was typed, not checked yet: what comes back after signing in, for example."""
    chosen = list(names or model.model_fields)
    return Form(_fields(model, decode(model, posted, chosen), chosen, ""))


def posted_form(
    model: type[ModelT],
    posted: MultiDict[str, str],
    names: Iterable[str] | None = None,
    validation: Validation | None = None,
) -> Form[ModelT]:
    """The form as it was sent; with `data` when the whole input is valid."""
    validation = validation or Validation()
    chosen = list(names or model.model_fields)
    typed = decode(model, posted, chosen)
    form: Form[ModelT] = Form(_fields(model, typed, chosen, ""))
    values = {**validation.base, **typed}
    try:
        form.data = model.model_validate(values, context=dict(validation.context))
    except ValidationError as error:
        form.refuse(_all_errors(model, values, validation, error))
    return form


def _all_errors(
    model: type[BaseModel], values: Mapping[str, Any], validation: Validation, error: ValidationError
) -> dict[str, Message]:
    """The errors by field, with those that only show once the fields named so far are left out.

    A model compares its fields when each is right by itself, and stops at the first that do not fit.
    """
    found = errors_by_field(error)
    for _ in model.model_fields:
        wrong = {_field_of(name) for name in found}
        try:
            model.model_validate({k: v for k, v in values.items() if k not in wrong}, context=dict(validation.context))
        except ValidationError as further:
            new = {name: words for name, words in errors_by_field(further).items() if _field_of(name) not in wrong}
            if not new:
                break
            found |= new
        else:
            break
    return found


def _field_of(name: str) -> str:
    """The field of an error, whose name is `rights-0-number` in a row of `rights`."""
    return name.partition("-")[0]


def rows_changed(
    model: type[ModelT], posted: MultiDict[str, str], names: Iterable[str] | None = None
) -> Form[ModelT] | None:
    """The same form with a row more or less, when an add or remove button was pressed; None otherwise."""
    add, remove = posted.get("_add", ""), posted.get("_remove", "")
    if not add and not remove:
        return None
    chosen = list(names or model.model_fields)
    form: Form[ModelT] = Form(_fields(model, decode(model, posted, chosen), chosen, ""))
    if add in form.fields and form.fields[add].kind == "rows":
        rows = row_model(model.model_fields[add])
        target = form.fields[add]
        if rows is not None and len(target.rows) < MAX_ROWS:
            prefix = f"{add}-{len(target.rows)}-"
            target.rows.append(Form(_fields(rows, {}, list(rows.model_fields), prefix), prefix=prefix))
    if remove:
        return _without_row(model, posted, chosen, remove)
    return form


def _without_row(model: type[ModelT], posted: MultiDict[str, str], names: list[str], row: str) -> Form[ModelT]:
    kept = MultiDict((key, value) for key, value in posted.items(multi=True) if not key.startswith(f"{row}-"))
    return Form(_fields(model, decode(model, kept, names), names, ""))


def _fields(model: type[BaseModel], values: Mapping[str, Any], names: Iterable[str], prefix: str) -> dict[str, Field]:
    return {name: _field(model.model_fields[name], name, values.get(name), prefix) for name in names}


def _field(info: FieldInfo, name: str, value: Any, prefix: str) -> Field:
    label = label_of(info) or Label(Message(name))
    made = Field(
        name=prefix + name,
        label=translate(label.text),
        kind=label.widget,
        hint=translate(label.hint) if label.hint else "",
        required=info.is_required() or (label.widget == "select" and bool(info.default)),
        conditional=label.conditional,
        options=_options(label),
        autocomplete=label.autocomplete,
        visibility=label.scope.value if label.scope else "",
    )
    rows = row_model(info)
    if rows is None:
        made.value = _shown(
            _usual(info) if label.widget == "select" and not value else value, label, several=is_list(info)
        )
    else:
        made.kind = "rows"
        made.rows = [_row(rows, row, f"{prefix}{name}-{index}-") for index, row in enumerate(value or [{}])]
    return made


def _usual(info: FieldInfo) -> Any:
    """What is stored where nothing is chosen: to be seen before it is."""
    return None if info.is_required() else info.default


def _row(model: type[BaseModel], row: Any, prefix: str) -> Form[Any]:
    values = row.model_dump() if isinstance(row, BaseModel) else row
    return Form(_fields(model, values, list(model.model_fields), prefix), prefix=prefix)


def _options(label: Label) -> Sequence[tuple[str, str]]:
    if not label.vocabulary:
        return ()
    source: OptionSource = current_app.extensions["option_source"]
    return source(label.vocabulary, page_language())


def _shown(value: Any, label: Label, *, several: bool) -> Any:
    if label.widget == "lines":
        return "\n".join(str(one) for one in value or [])
    if several:
        return [str(one) for one in value or []]
    if value is None:
        return ""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return _number(value, label)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, bool) else str(value)


def _number(value: Decimal | int, label: Label) -> str:
    """Amounts in groups of three, as people read them; other numbers plain."""
    if label.widget == "amount":
        return f"{value:,}".replace(",", "." if page_language() == "vi" else ",")
    return f"{Decimal(value).normalize():f}"
