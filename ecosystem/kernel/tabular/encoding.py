"""Which encoding a file is in: its mark, else UTF-8 where all of it decodes so, else what makes Vietnamese of it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO, Final

from ecosystem.kernel.access.legacy_text import from_tcvn3, from_vni
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.syllables import is_syllable
from ecosystem.kernel.tabular.errors import UnreadableFile

_BLOCK: Final = 1 << 20
_HEAD: Final = 1 << 16
_BINARY_SHARE: Final = 0.1
_UTF_16_SHARE: Final = 0.25
_VIETNAMESE_SHARE: Final = 0.7
_WESTERN_SHARE: Final = 0.98

_UTF_8_LETTER: Final = re.compile(b"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CUT_LETTER: Final = re.compile(b"[\xc3-\xf4]\\Z")
_HIGH_BYTE: Final = re.compile(b"[\x80-\xff]")
_LINE_WITH_HIGH_BYTES: Final = re.compile(b"[^\r\n]*[\x80-\xff][^\r\n]*")
_WORD: Final = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u00a1-\u00bf\u00d7\u00f7])+")
_WESTERN: Final = re.compile(
    "[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u00a0\u00a3\u00a7\u00a9\u00ab\u00ae\u00b0\u00b2\u00b3\u00b7\u00bb\u0152\u0153\u0160\u0161\u017d\u017e\u0178\u2013-\u2026\u20ac\u2122]"
)


@dataclass(frozen=True)
class Encoding:
    """How bytes become text: by `codec`, then by `convert` where there is one. `name` is for people.

    `is_certain` is False for one that was found by what makes sense.
    """

    name: str
    codec: str
    convert: Callable[[str], str] | None = None
    is_certain: bool = True
    errors: str = "strict"


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


_WINDOWS_1258: Final = Encoding("Windows-1258", "cp1258", _composed, is_certain=False, errors="replace")
_WINDOWS_1252: Final = Encoding("Windows-1252", "cp1252", is_certain=False, errors="replace")
_TCVN3: Final = Encoding("TCVN3 (ABC)", "cp1252", from_tcvn3, is_certain=False, errors="replace")
_VNI: Final = Encoding("VNI", "cp1252", from_vni, is_certain=False, errors="replace")
_MARKS: Final = (
    (codecs.BOM_UTF8, Encoding("utf-8-sig", "utf-8-sig")),
    (codecs.BOM_UTF16_LE, Encoding("utf-16", "utf-16")),
    (codecs.BOM_UTF16_BE, Encoding("utf-16", "utf-16")),
)

OpenBytes = Callable[[], AbstractContextManager[IO[bytes]]]


def detect_encoding(open_bytes: OpenBytes) -> Encoding:
    """The encoding of the whole file that `open_bytes` opens.

    Raises UnreadableFile for what is no text, and, with its first wrong byte, for a file that no encoding explains.
    """
    with open_bytes() as stream:
        head = stream.read(_HEAD)
    encoding = _by_mark(head)
    try:
        with open_bytes() as stream:
            check_decodes(stream, encoding.codec)
    except UnreadableFile:
        if encoding.codec != "utf-8":
            raise
        with open_bytes() as stream:
            found = _by_sense(_lines_with_high_bytes(stream))
        if found is None:
            raise
        return found
    return encoding


def _by_mark(head: bytes) -> Encoding:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    zeros = head.count(0)
    if zeros:
        half = max(len(head) // 2, 1)
        low, high = head[1::2].count(0) / half, head[::2].count(0) / half
        if low > _UTF_16_SHARE and high < _UTF_16_SHARE / 10:
            return Encoding("utf-16-le", "utf-16-le")
        if high > _UTF_16_SHARE and low < _UTF_16_SHARE / 10:
            return Encoding("utf-16-be", "utf-16-be")
    if zeros > len(head) * _BINARY_SHARE:
        raise UnreadableFile(N_("This file is not plain text. Save it as CSV UTF-8 and send it again."))
    return Encoding("utf-8", "utf-8")


def _lines_with_high_bytes(stream: IO[bytes]) -> bytes:
    """Up to 64 KiB of the lines that are not ASCII."""
    found: list[bytes] = []
    size = 0
    while size < _HEAD and (block := stream.read(_BLOCK)):
        for line in _LINE_WITH_HIGH_BYTES.findall(block):
            found.append(line)
            size += len(line)
    return b"\n".join(found)[:_HEAD]


def _by_sense(sample: bytes) -> Encoding | None:
    """The one-byte encoding under which most words are Vietnamese, or which is plainly Western; None for neither.

    A file that is mostly UTF-8, or UTF-8 but for its end, is damaged, not of another encoding.
    """
    letters = len(_UTF_8_LETTER.findall(sample))
    others = _HIGH_BYTE.findall(_UTF_8_LETTER.sub(b"", sample))
    if letters >= len(others) or (len(others) == 1 and _CUT_LETTER.search(sample)):
        return None
    shares = {encoding: _vietnamese_share(sample, encoding) for encoding in (_WINDOWS_1258, _TCVN3, _VNI)}
    best = max(shares, key=lambda encoding: shares[encoding])
    if shares[best] >= _VIETNAMESE_SHARE:
        return best
    western = sample.decode("cp1252", "replace")
    high = [character for character in western if not character.isascii()]
    return _WINDOWS_1252 if len(_WESTERN.findall(western)) >= _WESTERN_SHARE * len(high) else None


def _vietnamese_share(sample: bytes, encoding: Encoding) -> float:
    """How many of the words with letters beyond ASCII can be Vietnamese."""
    text = sample.decode(encoding.codec, encoding.errors)
    pairs = [word for word in _WORD.findall(text) if not word.isascii()]
    convert = encoding.convert or str
    return sum(is_syllable(convert(word)) for word in pairs) / len(pairs) if pairs else 0.0


def check_decodes(stream: IO[bytes], encoding: str) -> None:
    """Read all of `stream`; raises UnreadableFile that names the first byte that is not `encoding`, and its line."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    offset, line = 0, 1
    while True:
        block = stream.read(_BLOCK)
        pending = len(decoder.getstate()[0])
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            at = error.start
            # A decoder that eats its byte order mark reports positions after it, hence bytes are compared.
            skipped = len(block) + pending - len(error.object)
            line += error.object[:at].count(b"\n")
            raise UnreadableFile(
                N_(
                    "Byte %(offset)d (line %(line)d) is 0x%(byte)02X, which is not %(encoding)s. "
                    "Save the file as CSV UTF-8 and send it again.",
                    offset=offset - pending + skipped + at,
                    line=line,
                    byte=error.object[at] if at < len(error.object) else 0,
                    encoding=encoding.removesuffix("-sig").upper(),
                )
            ) from error
        if not block:
            return
        offset += len(block)
        line += text.count("\n")
