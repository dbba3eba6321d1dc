"""A file of any kind as records. Kinds of file meet their readers in `open_source`, and nowhere else."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Protocol, cast

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.tabular.csv_reader import physical_lines, read_records
from ecosystem.kernel.tabular.encoding import check_decodes, detect_encoding
from ecosystem.kernel.tabular.errors import UnreadableFile
from ecosystem.kernel.tabular.rows import Record
from ecosystem.kernel.tabular.separator import declared_separator, sniff_separator

_GZIP = b"\x1f\x8b"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SAMPLE = 1 << 16


class Source(Protocol):
    """A table to read. `size` and `position()` are bytes of the file as it lies on disk, for progress alone."""

    path: Path
    sha256: str
    size: int
    separator: str

    def records(self) -> Iterator[Record]:
        """All records from the first line on, the heading among them; each call reads anew."""

    def position(self) -> int:
        """How far the last `records()` has read."""

    def describe(self) -> str:
        """Encoding and separator, for the person."""


def open_source(path: Path, known_headers: frozenset[str] = frozenset()) -> Source:
    """The table in `path`, checked to be readable to its end.

    `known_headers` are keys (`header_key`) that help to tell the separator. Raises UnreadableFile, before anything is
    stored, for a missing, empty, truncated or binary file and for bytes that its encoding does not have.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(4)
    except OSError as error:
        raise UnreadableFile(N_("%(path)s cannot be opened: %(why)s", path=path, why=error.strerror)) from error
    if head in _WORKBOOKS:
        raise UnreadableFile(N_("This is a workbook. Save the sheet as CSV UTF-8 and send that."))
    return CsvSource(path, known_headers, is_gzip=head.startswith(_GZIP))


class CsvSource:
    """A CSV file, plain or gzipped."""

    def __init__(self, path: Path, known_headers: frozenset[str], *, is_gzip: bool) -> None:
        self.path = path
        self.size = path.stat().st_size
        self._is_gzip = is_gzip
        self._raw: IO[bytes] | None = None
        with path.open("rb") as stream:
            self.sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        with self._bytes() as stream:
            self.encoding = detect_encoding(stream.read(_SAMPLE))
        with self._bytes() as stream:
            check_decodes(stream, self.encoding)
        sample = self._sample()
        self._newline = "\n" if "\n" in sample else "\r"
        lines = [line.removesuffix("\r") for line in sample.split(self._newline)]
        declared = declared_separator(lines[0])
        self._skips_first = declared is not None
        self.separator = declared or sniff_separator(lines, known_headers)

    def records(self) -> Iterator[Record]:
        with self._bytes() as stream, self._text(stream) as text:
            lines = physical_lines(text)
            if self._skips_first:
                next(lines, None)
            yield from read_records(lines, self.separator)

    def position(self) -> int:
        return self._raw.tell() if self._raw is not None and not self._raw.closed else self.size

    def describe(self) -> str:
        names = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
        return f"{self.encoding}, {names.get(self.separator, self.separator)}"

    def _sample(self) -> str:
        with self._bytes() as stream, self._text(stream) as text:
            sample = text.read(_SAMPLE)
        if not sample.strip():
            raise UnreadableFile(N_("The file is empty."))
        # The last line of a sample is cut in two, unless it is the file's last.
        return sample if len(sample) < _SAMPLE else sample[: max(sample.rfind("\n"), sample.rfind("\r"))]

    @contextmanager
    def _bytes(self) -> Iterator[IO[bytes]]:
        with self.path.open("rb") as raw:
            self._raw = raw
            try:
                yield cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if self._is_gzip else raw
            except (EOFError, gzip.BadGzipFile, zlib.error) as error:
                raise UnreadableFile(N_("The compressed file is damaged or cut short.")) from error

    def _text(self, stream: IO[bytes]) -> closing[io.TextIOWrapper]:
        newline = getattr(self, "_newline", "")
        return closing(io.TextIOWrapper(stream, encoding=self.encoding, newline=newline))
