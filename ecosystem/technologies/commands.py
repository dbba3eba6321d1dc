"""The operator's command `import technologies FILE`."""

from __future__ import annotations

import click

from ecosystem.catalogue.import_rows import EntryRows
from ecosystem.kernel.tabular.command import ImportOptions, import_options, run_import
from ecosystem.kernel.web.languages import translate
from ecosystem.technologies.kind import KIND


@click.command("technologies")
@import_options
def import_technologies(options: ImportOptions) -> None:
    """Technology offers out of FILE, a table as people have it; public at once.

    A row that was imported before and says the same changes nothing. What people changed here since is not written
    over: the row is noted instead.
    """
    rows = EntryRows(KIND, owner_kind="institute", id_field="reference_code")
    run_import(
        "technologies", options, rows, default_mapping="technologies", id_field="reference_code", translate=translate
    )
