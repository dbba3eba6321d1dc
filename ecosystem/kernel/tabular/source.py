"""A file of any kind as records. Kinds of file meet their readers in `open_source`, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.tabular.csv_source import CsvSource
from ecosystem.kernel.tabular.errors import UnreadableFile
from ecosystem.kernel.tabular.rows import Record
from ecosystem.kernel.tabular.workbook_source import WorkbookSource
from ecosystem.kernel.tabular.xls_workbook import XlsWorkbook
from ecosystem.kernel.tabular.xlsx_workbook import XlsxWorkbook

_GZIP: Final = b"\x1f\x8b"
_XLSX: Final = b"PK\x03\x04"
_XLS: Final = b"\xd0\xcf\x11\xe0"
_MARKUP: Final = (b"<html", b"<!doctype", b"<?xml", b"<table")


class Source(Protocol):
    """A table to read. `size` and `position()` are bytes of the file as it lies on disk, for progress alone.

    `separator` is what a text table between its cells has, or would have. `epoch_1904`: bare day numbers count from
    1904.
    """

    path: Path
    sha256: str
    size: int
    separator: str
    epoch_1904: bool

    def records(self) -> Iterator[Record]:
        """All records from the first line on, the heading among them; each call reads anew."""

    def position(self) -> int:
        """How far the last `records()` has read."""

    def describe(self) -> str:
        """Encoding and separator, or the sheet, for the person."""

    def remarks(self) -> list[Message]:
        """What a person should know about how the file is read."""


def open_source(path: Path, known_headers: frozenset[str] = frozenset(), sheet: str = "") -> Source:
    """The table in `path`, checked to be readable to its end.

    `known_headers` are keys (`header_key`) that help to tell the separator and the sheet; a `sheet` that is named is
    read. Raises UnreadableFile, before anything is stored, for a missing, empty, truncated, locked or binary file and
    for bytes that no encoding explains.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(512)
    except OSError as error:
        raise UnreadableFile(N_("%(path)s cannot be opened: %(why)s", path=path, why=error.strerror)) from error
    if head.startswith(_XLSX):
        return WorkbookSource(path, XlsxWorkbook, known_headers, sheet)
    if head.startswith(_XLS):
        return WorkbookSource(path, XlsWorkbook, known_headers, sheet)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise UnreadableFile(N_("This is a web page or XML under another name. Save it as XLSX or CSV UTF-8."))
    return CsvSource(path, known_headers, is_gzip=head.startswith(_GZIP))
