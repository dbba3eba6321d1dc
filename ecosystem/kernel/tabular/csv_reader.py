"""Records of a text table, one after the other: quotes that never close cost one row, not the rest of the file."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.tabular.csv_lexer import RecordLexer
from ecosystem.kernel.tabular.rows import Record

MAX_LINE = 1_000_000
"""Characters of a physical line; a longer one is no table's."""
MAX_LINES = 1_000
"""Physical lines of one record; a quote open for longer was never meant to be."""
MAX_RECORD = 2_000_000
"""Characters of one record."""


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line: its number from 1, its text without the line end, and that end."""

    number: int
    text: str
    ending: str
    is_cut: bool = False


def physical_lines(stream: TextIO) -> Iterator[Line]:
    """The lines of `stream`, which leaves line ends as they are; one longer than MAX_LINE comes cut and says so."""
    number = 0
    while text := stream.readline(MAX_LINE):
        number += 1
        is_cut = len(text) == MAX_LINE and text[-1] not in "\r\n"
        if is_cut:
            _drop_rest(stream)
        body = text.removesuffix("\n").removesuffix("\r")
        yield Line(number, body, text[len(body) :], is_cut=is_cut)


def _drop_rest(stream: TextIO) -> None:
    while (rest := stream.readline(MAX_LINE)) and rest[-1] not in "\r\n":
        pass


class _Lines:
    """Lines that can be put back."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._again: deque[Line] = deque()

    def take(self) -> Line | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def put_back(self, lines: list[Line]) -> None:
        self._again.extendleft(reversed(lines))


def read_records(lines: Iterator[Line], separator: str) -> Iterator[Record]:
    """Every record of `lines`: each line belongs to exactly one of them.

    A record whose quotes do not pair comes with a `fault`; the lines that it would have swallowed follow as records
    of their own, which say so in `opened_on`.
    """
    source = _Lines(lines)
    opened_on, doubtful_until = None, 0
    while (first := source.take()) is not None:
        if first.number > doubtful_until:
            opened_on = None
        record, swallowed = _record(first, source, separator, opened_on)
        if record.fault is not None and swallowed:
            opened_on = first.number if opened_on is None else opened_on
            doubtful_until = max(doubtful_until, swallowed[-1].number)
            source.put_back(swallowed)
        yield record


def _record(first: Line, source: _Lines, separator: str, opened_on: int | None) -> tuple[Record, list[Line]]:
    """The record that begins on `first`, and the lines taken in vain when it is faulty."""
    lexer = RecordLexer(separator)
    taken = [first]
    characters = 0
    while not (is_whole := lexer.feed(taken[-1].text, taken[-1].ending)):
        characters += len(taken[-1].text)
        following = None if _runs_too_far(lexer, len(taken), characters) else source.take()
        if following is None:
            break
        taken.append(following)
    if any(line.is_cut for line in taken):
        fault = N_("the line is longer than %(most)d characters", most=MAX_LINE)
        return Record(first.number, first.number, (first.text[:200],), fault, opened_on), taken[1:]
    if is_whole:
        return Record(first.number, taken[-1].number, tuple(lexer.cells), opened_on=opened_on), []
    fault = N_("a quote opens on line %(line)d and never closes", line=first.number)
    return Record(first.number, first.number, tuple(first.text.split(separator)), fault, opened_on), taken[1:]


def _runs_too_far(lexer: RecordLexer, lines: int, characters: int) -> bool:
    return lexer.is_misplaced or lines >= MAX_LINES or characters >= MAX_RECORD
