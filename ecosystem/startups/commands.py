"""The operator's command `import startups FILE`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import click

from ecosystem.catalogue.import_rows import EntryRows
from ecosystem.catalogue.import_words import amount_of, is_negotiable, put_amount, put_codes, put_country, put_upper_end
from ecosystem.kernel.access.amount_range import read_amount
from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.tabular.command import ImportOptions, import_options, run_import
from ecosystem.kernel.tabular.outcome import FieldNote
from ecosystem.kernel.web.languages import translate
from ecosystem.startups.kind import KIND
from ecosystem.taxonomy.queries import vocabularies

REPORTED: Final[Mapping[str, str]] = {
    "title": "name",
    "founded_on": "founded",
    "owner.name": "legal_name",
    "owner.tax_code": "tax_code",
    "owner.telephone": "phone",
    "owner.email": "email",
    "owner.address": "address",
    "owner.province_code": "province",
    "owner.ward_code": "ward",
}
"""The input's fields as reports call them: the field's words, not the tables'."""
CODED: Final = {
    "sectors": "sector",
    "stage": "stage",
    "round": "round",
    "business_models": "business_model",
    "status": "startup_status",
    "raising": "raising",
}


@click.command("startups")
@import_options
def import_startups(options: ImportOptions) -> None:
    """Startups out of FILE, a table as people have it; public at once, without a representative until one is found.

    Whoever has an amount sought there raises now, unless the list says otherwise. A row that was imported before and
    says the same changes nothing. What people changed here since is not written over: the row is noted instead.
    """
    rows = EntryRows(KIND, owner_kind="company", prepare=prepare, amounts={"amount_sought": amount_sought})
    run_import("startups", options, rows, default_mapping="startups", names=REPORTED, translate=translate)


def prepare(fields: dict[str, object], notes: list[FieldNote]) -> None:
    """Words into codes, amounts into their ends, rounds into rows."""
    terms = vocabularies(current_session())
    stage = fields.get("stage")
    if isinstance(stage, str) and "round" not in fields and not terms.find("stage", stage):
        fields["round"] = fields.pop("stage")  # lists call both by one name: a round is no stage
    says_whether = "raising" in fields
    put_codes(fields, notes, terms, CODED)
    put_country(fields, notes, terms)
    has_ask = _put_ask(fields, notes)
    if has_ask and not says_whether and fields.get("status") != "closed":
        fields["raising"] = "now"  # pages show no ask of who does not raise
    rounds = fields.get("earlier_rounds")
    if isinstance(rounds, list) and rounds and isinstance(rounds[0], str):
        fields["earlier_rounds"] = [row for cell in rounds if (row := _round(cell, notes))]


def _put_ask(fields: dict[str, object], notes: list[FieldNote]) -> bool:
    """Both ends of the amount sought; whether there is one, if only a negotiable one."""
    low, high = "amount_sought", "amount_sought_to"
    said, upper = fields.get(low), fields.pop(high, None)
    put_amount(fields, notes, low, low, high)
    if upper is None and isinstance(said, dict) and "min" in said and "max" not in said:
        stood = f"{said['min']} {said['currency']}"
        notes.append(FieldNote(low, stood, N_("is a lower end only: it is shown as the amount sought, without “from”")))
    put_upper_end(fields, notes, upper, low, low, high)
    return bool(fields.get(low) or fields.get(high)) or is_negotiable(said)


def _round(cell: str, notes: list[FieldNote]) -> dict[str, object] | None:
    try:
        amount = read_amount(cell)
    except InputError as error:
        notes.append(FieldNote("earlier_rounds", cell, error.message))
        return None
    if amount is None or amount.least is None:
        return None
    return {"amount": amount.least, "currency": amount.currency}


def amount_sought(content: Any) -> object:
    """For reports."""
    return amount_of(content, "amount_sought", "amount_sought_to")
