"""The one gate for text: what comes in by form, import or API is made clean here before anything else sees it."""

from __future__ import annotations

import re
import unicodedata

# Cc, Cf (zero-width, soft hyphen, direction marks), surrogates and unassigned say nothing to a reader and hide
# differences between equal names; U+FFFD is the scar of a wrong decoding. Joiners go too: no Vietnamese or English
# word needs them.
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})
_KEPT_CONTROLS = frozenset({"\n", "\t"})
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\x0b\x0c]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def _keep(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return True
    return character != "\ufffd" and unicodedata.category(character) not in _DROPPED_CATEGORIES


def clean(text: str, *, multiline: bool = False) -> str:
    """`text` in NFC without control, invisible or replacement characters, trimmed, spaces made single.

    One line unless `multiline`, which keeps line breaks (at most one blank line in a row). Never raises.
    """
    text = _LINE_ENDS.sub("\n", text)
    if not text.isprintable() or "\ufffd" in text:
        text = "".join(character for character in text if _keep(character))
    text = unicodedata.normalize("NFC", text)
    if not multiline:
        return " ".join(text.split())
    lines = (_SPACES.sub(" ", line).rstrip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
