"""A CSV file, plain or gzipped."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Final, cast

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.tabular.csv_reader import physical_lines, read_records
from ecosystem.kernel.tabular.encoding import Encoding, detect_encoding
from ecosystem.kernel.tabular.errors import UnreadableFile
from ecosystem.kernel.tabular.formulas import without_apostrophe
from ecosystem.kernel.tabular.rows import Record
from ecosystem.kernel.tabular.separator import declared_separator, sniff_separator

_SAMPLE: Final = 1 << 16
_NAMES: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


class CsvSource:
    """Records of a text table. A record's line is the physical one that an editor shows."""

    epoch_1904 = False

    def __init__(self, path: Path, known_headers: frozenset[str], *, is_gzip: bool) -> None:
        self.path = path
        self.size = path.stat().st_size
        self._is_gzip = is_gzip
        self._raw: IO[bytes] | None = None
        self._newline = ""
        with path.open("rb") as stream:
            self.sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        self.encoding: Encoding = detect_encoding(self._bytes)
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
            convert = self.encoding.convert
            for record in read_records(lines, self.separator):
                cells = record.cells if convert is None else tuple(map(convert, record.cells))
                if convert is None and not any(cell.startswith("'") for cell in cells):
                    yield record
                else:
                    yield replace(record, cells=tuple(map(without_apostrophe, cells)))

    def position(self) -> int:
        return self._raw.tell() if self._raw is not None and not self._raw.closed else self.size

    def describe(self) -> str:
        return f"{self.encoding.name}, {_NAMES.get(self.separator, self.separator)}"

    def remarks(self) -> list[Message]:
        if self.encoding.is_certain:
            return []
        return [
            N_(
                "Read as %(encoding)s and converted to Unicode: please look at the first rows.",
                encoding=self.encoding.name,
            )
        ]

    def _sample(self) -> str:
        with self._bytes() as stream, self._text(stream) as text:
            sample = text.read(_SAMPLE)
        if self.encoding.convert:
            sample = self.encoding.convert(sample)
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
        return closing(
            io.TextIOWrapper(stream, encoding=self.encoding.codec, errors=self.encoding.errors, newline=self._newline)
        )
