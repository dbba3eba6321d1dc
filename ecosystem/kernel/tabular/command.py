"""The options that every `import …` command has, and what such a command does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

import click

from ecosystem.kernel.access.errors import DomainError
from ecosystem.kernel.access.messages import Message
from ecosystem.kernel.tabular.errors import UnknownHeading
from ecosystem.kernel.tabular.errors_file import ErrorsFile
from ecosystem.kernel.tabular.mapping import TableMapping
from ecosystem.kernel.tabular.mapping_file import better_kind, default_of, kind_of, load_mapping, nearest
from ecosystem.kernel.tabular.report_file import ReportFile
from ecosystem.kernel.tabular.runner import Apply, ImportResult, Observer, import_table, rehearse_table
from ecosystem.kernel.tabular.summary import ProgressLine, print_preview, print_summary
from ecosystem.kernel.tabular.table import Table

_ANOTHER_KIND = (
    "By its columns this is a list of {other}; nothing was imported. Read it by: import {other} FILE. "
    "If it is a list of {kind} all the same, say so: --mapping {mapping}"
)
ROWS_REJECTED = 3
"""Exit status when some rows did not go in; 1 when the file could not be imported at all."""


@dataclass(frozen=True)
class ImportOptions:
    """What a person gave to an import command."""

    file: Path
    mapping: str = ""
    source: str = ""
    is_dry_run: bool = False
    errors: Path | None = None
    report: Path | None = None
    restarts: bool = False
    as_json: bool = False


def import_options(command: Callable[[ImportOptions], None]) -> Callable[..., None]:
    """FILE and the options of an import command, given to it as one ImportOptions."""
    output = click.Path(dir_okay=False, writable=True, path_type=Path)

    @click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
    @click.option(
        "--mapping", default="", metavar="NAME-OR-FILE", help="What the columns mean: a shipped mapping or a TOML file."
    )
    @click.option(
        "--source", default="", metavar="NAME", help="Where the rows come from, instead of the mapping's own source."
    )
    @click.option(
        "--dry-run", "is_dry_run", is_flag=True, help="Print the mapping and the first rows, count, and store nothing."
    )
    @click.option(
        "--errors",
        type=output,
        metavar="FILE",
        help="Write the rows that did not go in, or not whole, as they came, with line and reason.",
    )
    @click.option("--report", type=output, metavar="FILE", help="Write what became of every row, as JSON.")
    @click.option(
        "--restart", "restarts", is_flag=True, help="Begin anew instead of going on with an interrupted import."
    )
    @click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
    @wraps(command)
    def with_options(**given: object) -> None:
        command(ImportOptions(**given))  # type: ignore[arg-type]  # click has made each of its option's type

    return with_options


def run_import(
    kind: str,
    options: ImportOptions,
    apply: Apply,
    *,
    default_mapping: str = "",
    id_field: str = "",
    names: Mapping[str, str] | None = None,
    translate: Callable[[Message], str] = str,
) -> ImportResult:
    """Import `options.file` as `kind` and print the counts; progress goes to standard error.

    The terminal is told in English; the files are in the language of the mapping, Vietnamese by `translate`.

    A row without an external id goes by its `id_field`. `names`: fields as the report calls them, where it calls them
    otherwise than the mapping.

    Ends the process with status 3 when rows were rejected, and with 1 and a message when the file or the mapping
    cannot be used.
    """
    _refuse_overwriting(options)
    try:
        name = options.mapping or default_of(default_mapping or kind)
        mapping = load_mapping(name, kind, source=options.source)
        table = _opened(options, mapping, id_field, _ANOTHER_KIND.format(other="{other}", kind=kind, mapping=name))
        for remark in table.remarks():
            click.echo(remark, err=True)
        if options.is_dry_run:
            print_preview(table)
        result = _import(table, options, apply, names or {}, str if mapping.language == "en" else translate)
        for remark in table.unread():
            click.echo(remark, err=True)
    except DomainError as error:
        raise click.ClickException(str(error.message)) from error
    _tell(result, options)
    if result.counts.rejected:
        sys.exit(ROWS_REJECTED)
    return result


def _opened(options: ImportOptions, mapping: TableMapping, id_field: str, another: str) -> Table:
    """The file under the mapping. Raises ClickException, with `another` for what is a list of another kind."""
    try:
        table = Table.open(options.file, mapping, id_field)
        other = better_kind(table.heading, mapping)
    except UnknownHeading as error:
        other = kind_of(error.rows, mapping)
        if options.mapping or not other:
            raise click.ClickException(f"{error.message}\n{_nearest(error)}") from error
        raise click.ClickException(another.format(other=other)) from error
    if other and not options.mapping:
        raise click.ClickException(another.format(other=other))
    return table


def _nearest(error: UnknownHeading) -> str:
    """Where to look further: what ships and knows some of the columns."""
    found = [f"--mapping {name} (import {kind}): {columns} known" for name, kind, columns in nearest(error.rows)]
    return "\n".join(["Nearest mappings:", *(f"  {each}" for each in found)] if found else ["No mapping is near."])


def _tell(result: ImportResult, options: ImportOptions) -> None:
    if result.resumed_after:
        click.echo(f"Went on after line {result.resumed_after}, where the last import of this file stopped.", err=True)
    print_summary(result.counts, as_json=options.as_json)
    if (result.counts.noted or result.counts.rejected) and not (options.errors or options.report):
        click.echo("To see why, add --errors FILE: noted and rejected rows come back with the reason.", err=True)


def _refuse_overwriting(options: ImportOptions) -> None:
    for output in (options.errors, options.report):
        if output is not None and output.exists() and options.file.exists() and output.samefile(options.file):
            raise click.UsageError(f"{output} is the file to import: give another name to write to")


def _import(
    table: Table,
    options: ImportOptions,
    apply: Apply,
    names: Mapping[str, str],
    translate: Callable[[Message], str],
) -> ImportResult:
    observers: list[Observer] = []
    if options.errors:
        observers.append(ErrorsFile(options.errors, translate))
    if options.report:
        observers.append(ReportFile(options.report, translate, names))
    with ProgressLine() as progress:
        if options.is_dry_run:
            return rehearse_table(table, apply, observers=observers, progress=progress)
        return import_table(table, apply, observers=observers, progress=progress, restart=options.restarts)
