"""The one gate for text: what comes in by form, import or API is made clean here before anything else sees it."""

from __future__ import annotations

import re
import unicodedata

from ecosystem.kernel.access.legacy_text import recognise

# Cc, Cf (zero-width, soft hyphen, direction marks), surrogates and unassigned say nothing to a reader and hide
# differences between equal names; U+FFFD is the scar of a wrong decoding. Joiners go too: no Vietnamese or English
# word needs them.
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})
_KEPT_CONTROLS = frozenset({"\n", "\t"})
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\x0b\x0c]")
_SPACES = re.compile(r"[^\S\n\t]+")
_LINE_SPACES = re.compile(r"[ \t]+\n")
_BLANK_LINES = re.compile(r"\n{3,}")


def _keep(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return True
    return character != "\ufffd" and unicodedata.category(character) not in _DROPPED_CATEGORIES


def clean(text: str, *, multiline: bool = False) -> str:
    """`text` in NFC without control, invisible or replacement characters, trimmed, spaces made single.

    Vietnamese in an encoding from before Unicode is converted first (`legacy_text`): one of them writes ư as an
    invisible character. One line unless `multiline`, which keeps tabs and line breaks (at most one blank line in a
    row). Never raises.
    """
    while (found := recognise(text)) is not None:
        text = found.text
    cleaned = tidy(text, multiline=multiline)
    if cleaned != text and recognise(cleaned) is not None:
        return clean(cleaned, multiline=multiline)
    return cleaned


def tidy(text: str, *, multiline: bool = False) -> str:
    """`clean` for text of which it is known that it is in no encoding from before Unicode."""
    if is_tidy(text):
        return text
    text = _LINE_ENDS.sub("\n", text)
    if not text.isprintable() or "\ufffd" in text:
        text = "".join(character for character in text if _keep(character))
    text = unicodedata.normalize("NFC", text)
    if not multiline:
        return " ".join(text.split())
    lines = _LINE_SPACES.sub("\n", _SPACES.sub(" ", text))
    return _BLANK_LINES.sub("\n\n", lines).strip()


def is_tidy(text: str) -> bool:
    """Whether `tidy` has nothing to do, as far as is seen quickly: printable, NFC, single spaces, none at the ends."""
    return (
        text.isprintable()
        and "  " not in text
        and "\ufffd" not in text
        and text[:1] != " "
        and text[-1:] != " "
        and unicodedata.is_normalized("NFC", text)
    )
