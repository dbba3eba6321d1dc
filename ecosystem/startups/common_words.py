"""What many startups count, and in what: such words are read in both languages, whichever they were typed in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from ecosystem.kernel.access.language import writing_in
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.search.language.normalise import fold

_COMMON: Final = (
    N_("Revenue"),
    N_("Monthly revenue"),
    N_("Orders"),
    N_("Customers"),
    N_("Paying customers"),
    N_("Users"),
    N_("Active users"),
    N_("Downloads"),
    N_("Output"),
    N_("Households"),
    N_("million VND"),
    N_("billion VND"),
    N_("thousand"),
    N_("million"),
    N_("people"),
    N_("thousand people"),
    N_("households"),
    N_("tonnes"),
    N_("thousand tonnes"),
    N_("hours"),
    N_("orders"),
    N_("customers"),
)


def common_words(text: str, written_in: str) -> str:
    """`text`, typed in the language `written_in`, in the language of the page; "" for what is not common."""
    if not text or written_in == page_language():
        return ""
    known = _known(written_in).get(_key(text))
    return translate(known) if known else ""


@cache
def _known(language: str) -> Mapping[str, Message]:
    with writing_in(language):
        return {_key(translate(message)): message for message in reversed(_COMMON)}


def _key(text: str) -> str:
    """A unit is written small, what is counted begins with a capital."""
    return ("A" if text[:1].isupper() else "a") + fold(text)
