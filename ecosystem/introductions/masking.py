"""Ways to reach a person, taken out of a message until both sides agreed to meet. Pure.

Caught: e-mail addresses, also with spaces, words or codes in them ("lan (at) thu chấm vn", "lan a-còng thu.vn",
"lan gmail com", "l a n @ t h u . v n", "lan&#64;thu.vn"); telephone numbers as they are written in Vietnam
(0912.345.678, +84 24 3825 1234, 0084…, 84…, 1900 6868, with O for 0 and l for 1, in words, in words and digits), with a
plus anywhere, whatever unit follows them, and without the 0 beside a word such as SĐT, gọi or "số của tôi"; links of
messengers, social networks and meetings (zalo.me, t.me, facebook.com, zoom.us, meet.google.com…) and names there
("@name", "Zalo: name", "Zalo lan.nguyen"). What one side wrote is looked at together, so that a number spread over the
end of one text and the beginning of the next is caught.

Left: amounts of money, years, dates, sizes, counting up; a right tax code after "MST" or "mã số thuế"; web addresses of
companies, which stand on their pages anyway.

Not caught, and not to be promised: a number with other words between its parts, spelt in hundreds or in another
language, drawn, or written in letters of another script; an address told as a riddle ("my name at our website").
Whoever is determined gets through; the report button is for that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from ecosystem.introductions.masking_addresses import addresses
from ecosystem.introductions.masking_numbers import numbers
from ecosystem.introductions.masking_shadow import shadow_of

MASK: Final = "•••"


@dataclass(frozen=True)
class Masked:
    """The text with `MASK` in place of each of the `count` ways to reach somebody."""

    text: str
    count: int


def mask(text: str) -> Masked:
    """`text` without ways to reach a person. Idempotent; never raises."""
    return _without(text, _spans(text))


def mask_together(texts: Mapping[str, str]) -> dict[str, Masked]:
    """The same for texts by name that one person wrote one after the other."""
    spans = _spans("\n".join(texts.values()))
    starts = list(accumulate((len(text) + 1 for text in texts.values()), initial=0))
    masked = {}
    for (name, text), first in zip(texts.items(), starts, strict=False):
        own = ((max(start - first, 0), min(stop - first, len(text))) for start, stop in spans)
        masked[name] = _without(text, [(start, stop) for start, stop in own if start < stop])
    return masked


def _without(text: str, spans: list[tuple[int, int]]) -> Masked:
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [text[end:start], MASK]
        end = stop
    return Masked("".join([*pieces, text[end:]]), len(spans))


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the ways to reach somebody stand, in order, apart from each other."""
    shadow = shadow_of(text)
    found = sorted({*addresses(shadow.text), *numbers(shadow.text)})
    joined: list[tuple[int, int]] = []
    for start, stop in (shadow.original(*span) for span in found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined
