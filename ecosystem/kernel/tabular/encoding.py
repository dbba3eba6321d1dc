"""Which encoding a file is in, and whether all of it can be read so.

Encodings without a mark of their own are recognised in `detect_encoding` alone.
"""

from __future__ import annotations

import codecs
from typing import IO

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.tabular.errors import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLOCK = 1 << 20
_BINARY_SHARE = 0.1


def detect_encoding(head: bytes) -> str:
    """The codec's name for a file that begins with `head`: by its byte order mark, else UTF-8.

    Raises UnreadableFile when `head` holds so many NUL bytes that it is no text.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if head.count(0) > len(head) * _BINARY_SHARE:
        raise UnreadableFile(N_("This file is not plain text. Save it as CSV UTF-8 and send it again."))
    return "utf-8"


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
