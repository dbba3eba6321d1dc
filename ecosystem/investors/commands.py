"""The operator's command `import investors FILE`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import click

from ecosystem.catalogue.import_rows import EntryRows
from ecosystem.catalogue.import_words import amount_of, put_amount, put_codes, put_country, put_upper_end
from ecosystem.investors.kind import KIND
from ecosystem.investors.persons import reads_like_a_person
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.tabular.command import ImportOptions, import_options, run_import
from ecosystem.kernel.tabular.outcome import FieldNote
from ecosystem.kernel.web.languages import translate
from ecosystem.taxonomy.queries import vocabularies

REPORTED: Final[Mapping[str, str]] = {
    "title": "name",
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
    "stages": "stage",
    "rounds": "round",
    "investor_kind": "investor_kind",
    "geographies": "geography",
    "business_models": "business_model",
    "investing": "investing",
}
NATURAL_PERSON: Final = "angel"


@click.command("investors")
@import_options
def import_investors(options: ImportOptions) -> None:
    """Investors out of FILE, a table as people have it; public at once, but for natural persons.

    A natural person is kept without a page, because only that person may publish one; so is, with a note, whoever has
    a person's name where the list tells no kind. A row that was imported before
    and says the same changes nothing. What people changed here since is not written over: the row is noted instead.
    """
    rows = EntryRows(KIND, owner_kind="fund", prepare=prepare, is_person=is_person, amounts={"cheque": cheque})
    run_import("investors", options, rows, default_mapping="investors", names=REPORTED, translate=translate)


def prepare(fields: dict[str, object], notes: list[FieldNote]) -> None:
    """Words into codes, the cheque into its ends; what a column of stages says of rounds goes to the rounds."""
    terms = vocabularies(current_session())
    stages = fields.get("stages")
    if isinstance(stages, list):  # lists call both by one name
        rounds = [word for word in stages if not terms.find("stage", word) and terms.find("round", word)]
        fields["stages"] = [word for word in stages if word not in rounds]
        known = fields.get("rounds")
        if rounds:
            fields["rounds"] = [*(known if isinstance(known, list) else []), *rounds]
    put_codes(fields, notes, terms, CODED)
    if "investor_kind" not in fields and reads_like_a_person(str(fields.get("title") or "")):
        notes.append(
            FieldNote("investor_kind", "", N_("is not told, and the name is like a person's: no page is made"))
        )
    put_country(fields, notes, terms)
    _put_cheque(fields, notes)


def _put_cheque(fields: dict[str, object], notes: list[FieldNote]) -> None:
    """One amount in a column that is not of the lower ends alone is both ends of the cheque."""
    column = "cheque" if "cheque" in fields else "cheque_min"
    said, upper = fields.get(column), fields.pop("cheque_max", None)
    put_amount(fields, notes, column, "cheque_min", "cheque_max")
    put_upper_end(fields, notes, upper, column, "cheque_min", "cheque_max")
    if column == "cheque" and upper is None and isinstance(said, dict) and said.get("min") == said.get("max", 0):
        fields["cheque_max"] = said["max"]


def is_person(content: Any) -> bool:
    """An angel is a natural person; where the list tells no kind, whoever has a person's name is taken for one."""
    if content.investor_kind is None:
        return reads_like_a_person(content.title)
    return bool(content.investor_kind == NATURAL_PERSON)


def cheque(content: Any) -> object:
    """For reports."""
    return amount_of(content, "cheque_min", "cheque_max")
