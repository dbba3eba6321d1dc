"""The operator's command `import deals FILE`."""

from __future__ import annotations

from collections.abc import Mapping

import click

from ecosystem.catalogue.import_words import is_negotiable, negotiable, put_codes
from ecosystem.deals.importing import DealImporter
from ecosystem.deals.input import DealInput
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.values import KNOWN_CODES
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.tabular.assemble import MappedRow
from ecosystem.kernel.tabular.command import ImportOptions, import_options, run_import
from ecosystem.kernel.tabular.errors import RowRejected
from ecosystem.kernel.tabular.outcome import FieldNote, RowOutcome
from ecosystem.kernel.tabular.validation import validated
from ecosystem.kernel.web.languages import translate
from ecosystem.taxonomy.queries import vocabularies

_REQUIRED = frozenset({"startup_id", "startup_name", "round_id", "investor_id", "investor_name"})
"""What a deal hangs on: a row where one of them cannot be read does not go in without it."""


@click.command("deals")
@import_options
def import_deals(options: ImportOptions) -> None:
    """Investments in rounds of startups out of FILE, a table as people have it.

    Startups must be here already, imported from the same source: deals find them by their ids there, or, in lists
    without ids, by the names that they have there; so do investors, of whom a bare name stays where the source has
    none. A row that was imported before and says the same changes nothing.
    """
    run_import("deals", options, DealRows(), default_mapping="deals", translate=translate)


class DealRows:
    """Applies the rows of one run."""

    def __init__(self) -> None:
        self._importer: DealImporter | None = None

    def __call__(self, record: Mapping[str, object], row: MappedRow) -> RowOutcome:
        """Write one row in the running transaction. What is rejected is returned: it has written nothing."""
        session = current_session()
        if self._importer is None:
            self._importer = DealImporter(session, OPERATOR, row.source)
        terms = vocabularies(session)
        fields, notes = dict(record), list[FieldNote]()
        put_codes(fields, notes, terms, {"code": "round"})
        if fields.get("source_code"):
            notes = [note for note in notes if note.field != "code"]  # the list's own word is kept, and shown
        _put_amount(fields, notes, "amount", "currency")
        _put_amount(fields, notes, "invested", "invested_currency")
        try:
            _refuse_unread_date(record, row)
            deal, doubtful = validated(DealInput, fields, required=_REQUIRED, context={KNOWN_CODES: terms.has})
            effect, told = self._importer.write(deal, row.external_id or "")
        except RowRejected as error:
            return RowOutcome.rejected(error.message, field=error.field)
        return RowOutcome.accepted(
            effect, notes=(*notes, *doubtful, *told), values=lambda: deal.model_dump(exclude_unset=True)
        )

    def settle(self) -> None:
        """Write the new deals, which wait to go in together."""
        if self._importer is not None:
            self._importer.settle()

    def forget(self) -> None:
        if self._importer is not None:
            self._importer.forget()


def _refuse_unread_date(record: Mapping[str, object], row: MappedRow) -> None:
    """Without an id the date tells a deal from others: put right later, it would make a second one."""
    unread = next((note for note in row.notes if note.field == "dated" and "dated" not in record), None)
    if unread and not row.external_id:
        raise RowRejected(unread.reason, field="dated")


def _put_amount(fields: dict[str, object], notes: list[FieldNote], name: str, currency: str) -> None:
    """An amount as columns of amounts give it, when it is a single one."""
    said = fields.get(name)
    if not isinstance(said, dict):
        return
    low, high = said.get("min"), said.get("max")
    if low is None and high is None:
        fields.pop(name)
        if is_negotiable(said):
            notes.append(negotiable(name))
    elif low is None or (high is not None and high != low):
        fields.pop(name)
        notes.append(FieldNote(name, str(said), N_("is no single amount")))
    else:
        fields.update({name: low, currency: said["currency"]})
