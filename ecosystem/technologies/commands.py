"""The operator's command `import technologies FILE`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import click

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.values import KNOWN_CODES
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.tabular.assemble import MappedRow
from ecosystem.kernel.tabular.command import ImportOptions, import_options, run_import
from ecosystem.kernel.tabular.errors import RowRejected
from ecosystem.kernel.tabular.outcome import FieldNote, RowOutcome
from ecosystem.kernel.tabular.validation import validated
from ecosystem.taxonomy.queries import vocabularies
from ecosystem.technologies.importing import LONGEST_ID, ImportedOwner, Origin, import_technology
from ecosystem.technologies.input import TechnologyInput


@click.command("technologies")
@import_options
def import_technologies(options: ImportOptions) -> None:
    """Technology offers out of FILE, a CSV file, plain or gzipped; public at once.

    A row that was imported before and says the same changes nothing. What people changed here since is not written
    over: the row is noted instead.
    """
    run_import("technologies", options, apply, default_mapping="technologies", id_field="reference_code")


def apply(record: Mapping[str, object], row: MappedRow) -> RowOutcome:
    """Write one row in the running transaction; the outcome's values are as the input keeps them.

    Raises RowRejected for one without a title or without an id.
    """
    session = current_session()
    fields = dict(record)
    notes: list[FieldNote] = []
    owner = _owner(fields.pop("owner", None), notes)
    if fields.pop("confidential_detail", None) is not None:
        notes.append(FieldNote("confidential_detail", "", N_("is never taken from a list")))
    context = {KNOWN_CODES: vocabularies(session).has}
    content, doubtful = validated(TechnologyInput, fields, required={"title"}, context=context)
    origin = Origin(row.source, _external_id(row, content), row.language)
    effect, kept = import_technology(session, content, origin, owner)
    return RowOutcome.accepted(effect, notes=(*notes, *doubtful, *kept), values=_values(content, owner))


def _values(content: TechnologyInput, owner: ImportedOwner | None) -> dict[str, object]:
    values = content.model_dump(exclude_unset=True)
    return {**values, "owner": owner.model_dump(exclude_unset=True)} if owner else values


def _owner(given: object, notes: list[FieldNote]) -> ImportedOwner | None:
    if not isinstance(given, dict) or not given:
        return None
    try:
        owner, doubtful = validated(ImportedOwner, given, required={"name"})
    except RowRejected as error:
        raise RowRejected(error.message, field=f"owner.{error.field}") from error
    notes.extend(replace(note, field=f"owner.{note.field}") for note in doubtful)
    return owner


def _external_id(row: MappedRow, content: TechnologyInput) -> str:
    """The id in the source, or the owner's own reference code: by a title alone two offers would become one."""
    external_id = row.external_id or content.reference_code
    if not external_id:
        raise RowRejected(N_("has no id or reference code by which the next import would find it again"))
    if len(external_id) > LONGEST_ID:
        raise RowRejected(N_("has an id of more than %(limit)s characters", limit=LONGEST_ID))
    return external_id
