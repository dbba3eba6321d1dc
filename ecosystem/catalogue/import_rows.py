"""What `import <kinds>` does with a row, whatever the kind: owner apart, what is doubtful noted, the rest written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from ecosystem.catalogue.imported_keys import keys_of
from ecosystem.catalogue.imported_owner import LONGEST_ID, ImportedOwner, place_codes
from ecosystem.catalogue.importing import EntryImporter, Origin
from ecosystem.catalogue.input import EntryInput
from ecosystem.catalogue.kinds import Kind
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.values import KNOWN_CODES
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.tabular.assemble import MappedRow
from ecosystem.kernel.tabular.errors import RowRejected
from ecosystem.kernel.tabular.outcome import FieldNote, RowOutcome
from ecosystem.kernel.tabular.validation import validated
from ecosystem.organisations.names import folded_name
from ecosystem.taxonomy.queries import vocabularies

_NEVER_TAKEN: Final = "confidential_detail"

Prepare = Callable[[dict[str, object], list[FieldNote]], None]
"""Puts right, in place, what a list says in another shape than the input; adds notes."""


def _nothing_to_prepare(_fields: dict[str, object], _notes: list[FieldNote]) -> None:
    pass


@dataclass
class EntryRows:
    """Applies the rows of one run. `owner_kind` is of organisations that are made; `id_field` of the input is a code.

    `is_person` says of which rows (as the input has them) a natural person is the subject: those are kept, and have
    no page. `amounts` are what reports show as one value and the input keeps in several fields.
    """

    kind: Kind
    owner_kind: str
    id_field: str = ""
    prepare: Prepare = _nothing_to_prepare
    is_person: Callable[[Any], bool] = lambda _content: False
    amounts: Mapping[str, Callable[[Any], object]] = field(default_factory=dict)
    _importer: EntryImporter | None = None
    _named: dict[str, int] = field(default_factory=dict)

    def __call__(self, record: Mapping[str, object], row: MappedRow) -> RowOutcome:
        """Write one row in the running transaction; the outcome's values are as the input keeps them.

        Rejected, with nothing written, is one without a title, or that the next import could not find again.
        """
        try:
            content, origin, owner, notes = self._read(record, row)
        except RowRejected as error:
            return RowOutcome.rejected(error.message, field=error.field)
        if self._importer is None:
            self._importer = EntryImporter(self.kind, row.source, self.owner_kind)
        effect, kept = self._importer.write(current_session(), content, origin, owner)
        values = partial(self._values, content, owner)
        return RowOutcome.accepted(effect, notes=(*notes, *kept), values=values)

    def settle(self) -> None:
        """Write the new entries, which wait to go in together."""
        if self._importer is not None:
            self._importer.settle(current_session())

    def forget(self) -> None:
        """Nothing that is remembered may be trusted: it was rolled back."""
        if self._importer is not None:
            self._importer.forget()

    def _read(
        self, record: Mapping[str, object], row: MappedRow
    ) -> tuple[EntryInput, Origin, ImportedOwner | None, list[FieldNote]]:
        """Raises RowRejected."""
        fields, notes = dict(record), list[FieldNote]()
        if fields.pop(_NEVER_TAKEN, None) is not None:
            notes.append(FieldNote(_NEVER_TAKEN, "", N_("is never taken from a list")))
        owner = _owner(fields, notes)
        self.prepare(fields, notes)
        context = {KNOWN_CODES: vocabularies(current_session()).has}
        content, doubtful = validated(self.kind.input, fields, required={"title"}, context=context)
        if owner and self.is_person(content) and folded_name(owner.name) == folded_name(content.title):
            notes.append(FieldNote("owner", "", N_("is a natural person: how to reach them is not kept")))
            owner = None
        return content, self._origin(row, content, owner), owner, [*notes, *doubtful]

    def _values(self, content: EntryInput, owner: ImportedOwner | None) -> Mapping[str, object]:
        values = content.model_dump(exclude_unset=True)
        values |= {name: amount(content) for name, amount in self.amounts.items()}
        if owner is None:
            return values
        place = place_codes(current_session(), owner.address) if owner.address else {}
        return {**values, "owner": {**owner.model_dump(exclude_unset=True), **place}}

    def _origin(self, row: MappedRow, content: EntryInput, owner: ImportedOwner | None) -> Origin:
        external_id = row.external_id or str(getattr(content, self.id_field, "") if self.id_field else "")
        if len(external_id) > LONGEST_ID:
            raise RowRejected(N_("has an id of more than %(limit)s characters", limit=LONGEST_ID))
        is_public = not self.is_person(content)
        if external_id:
            return Origin(external_id, row.language, is_public=is_public)
        keys = keys_of(
            content.title,
            owner=owner.name if owner and owner.name != content.title else "",
            tax_code=owner.tax_code if owner and owner.name == content.title else "",
            website=str(getattr(content, "website", None) or ""),
        )
        self._refuse_twins(row.line, keys)
        return Origin("", row.language, keys, is_public=is_public)

    def _refuse_twins(self, line: int, keys: Mapping[str, str]) -> None:
        """Two rows of one file that only their key holds apart must not become one in silence."""
        strongest = next((f"{scheme}:{value}" for scheme, value in keys.items()), "")
        first = self._named.setdefault(strongest, line)
        if first != line:
            raise RowRejected(N_("cannot be told apart from line %(line)s; give each a code of its own", line=first))


def _owner(fields: dict[str, object], notes: list[FieldNote]) -> ImportedOwner | None:
    given = fields.pop("owner", None)
    if not isinstance(given, dict) or not given:
        return None
    if "name" not in given and fields.get("title"):
        given = {**given, "name": fields["title"]}
    try:
        owner, doubtful = validated(ImportedOwner, given, required={"name"})
    except RowRejected as error:
        raise RowRejected(error.message, field=f"owner.{error.field}") from error
    notes.extend(replace(note, field=f"owner.{note.field}") for note in doubtful)
    return owner
