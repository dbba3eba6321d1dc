"""Which characters a TrueType font has, read off its cmap table: an answer that owes nothing to the product's."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path


def characters(path: Path) -> set[str]:
    data = path.read_bytes()
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {data[12 + 16 * n : 16 + 16 * n]: struct.unpack_from(">L", data, 20 + 16 * n)[0] for n in range(count)}
    start = tables[b"cmap"]
    found: set[str] = set()
    for number in range(struct.unpack_from(">H", data, start + 2)[0]):
        offset = start + struct.unpack_from(">L", data, start + 8 + 8 * number)[0]
        shape = struct.unpack_from(">H", data, offset)[0]
        if shape == 4:
            found |= set(_format_4(data, offset))
        elif shape == 12:
            found |= set(_format_12(data, offset))
    return found


def _format_4(data: bytes, offset: int) -> Iterator[str]:
    double = struct.unpack_from(">H", data, offset + 6)[0]
    segments = double // 2
    ends = struct.unpack_from(f">{segments}H", data, offset + 14)
    starts = struct.unpack_from(f">{segments}H", data, offset + 16 + double)
    deltas = struct.unpack_from(f">{segments}H", data, offset + 16 + 2 * double)
    at = offset + 16 + 3 * double
    for number, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        shift = struct.unpack_from(">H", data, at + 2 * number)[0]
        for code in range(first, last + 1):
            glyph = code
            if shift:
                glyph = struct.unpack_from(">H", data, at + 2 * number + shift + 2 * (code - first))[0]
            if (not shift or glyph) and (glyph + delta) & 0xFFFF:
                yield chr(code)


def _format_12(data: bytes, offset: int) -> Iterator[str]:
    for number in range(struct.unpack_from(">L", data, offset + 12)[0]):
        first, last, _glyph = struct.unpack_from(">LLL", data, offset + 16 + 12 * number)
        yield from map(chr, range(first, last + 1))
