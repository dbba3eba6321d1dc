"""E-mail addresses, links and names at messengers, in a text without marks (`masking_shadow.py`). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_OPEN, _CLOSE = r"\s*[\[({<]\s*", r"\s*[\])}>]\s*"
_WORD_DOT: Final = rf"(?:{_OPEN}(?:dot|cham)\b{_CLOSE}|[_\-*|](?:dot|cham)[_\-*|]|\s+(?:dot|cham)\s+)"
_DOT: Final = rf"(?:[.。]|\s{{1,2}}\.\s{{1,2}}|{_OPEN}\.{_CLOSE}|{_WORD_DOT})"
_CONG: Final = r"a[\s.\-]{0,2}cong"
_AT: Final = rf"(?:\s{{0,2}}@\s{{0,2}}|{_OPEN}(?:at|tai|@|{_CONG}){_CLOSE})"
_WEAK_AT: Final = rf"(?:{_OPEN}a{_CLOSE}|[_\-*|]at[_\-*|]|\s+{_CONG}\s+)"
"""These are an address only where a domain with a dot follows: "mục (a) nội dung", "nhà máy A công suất"."""
_NAME: Final = r"[\w.+%-]{1,64}"
_LABEL: Final = r"(?:[^\W_]|-){1,63}"
_TOP: Final = r"(?:com|net|org|edu|gov|info|biz|asia|vn|io|co|me|ai|app|dev|tech|xyz|us|uk|sg|jp|kr|de|fr|example)"
_PROVIDER: Final = r"(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|icloud|proton|protonmail|zoho)"
_ENGLISH: Final = (
    r"(?:us|me|it|him|them|you|more|look|available|website|site|page|visit|details|info|information|found|online|here"
    r"|read|see|seen|demo|products?|office|team|work|working|data|sold|listed|published|learn|out|live|shop|book|apply)"
)
"""What stands before "at" and the address of a website."""
_ADDRESSES: Final = (
    re.compile(rf"{_NAME}{_AT}{_LABEL}(?:{_DOT}{_LABEL})*"),
    re.compile(rf"{_NAME}{_WEAK_AT}{_LABEL}(?:{_DOT}{_LABEL})+"),
    re.compile(rf"{_NAME}\s+at\s+{_LABEL}(?:{_WORD_DOT}{_LABEL})+"),
    re.compile(rf"(?<![\w.+%-])(?!{_ENGLISH}\s){_NAME}\s+at\s+{_LABEL}(?:{_DOT}{_LABEL})*{_DOT}{_TOP}(?!\w)"),
    re.compile(rf"{_NAME}\s+tai\s+{_LABEL}(?:{_DOT}{_LABEL})*{_WORD_DOT}{_TOP}(?!\w)"),
    re.compile(rf"{_NAME}(?:{_AT}|{_WEAK_AT}|\s+(?:at|tai)\s+){_PROVIDER}(?!\w)(?:(?:{_DOT}|\s{{1,3}}){_TOP}(?!\w))*"),
    re.compile(rf"{_NAME}[\s.]{{1,3}}{_PROVIDER}(?:(?:{_DOT}|\s{{1,3}}){_TOP}(?!\w))+"),
    re.compile(r"(?<!\w)(?:[\w.+-]\s{1,2}){1,40}@(?:\s{1,2}[\w.-])+(?!\w)"),
    re.compile(r"(?<!\w)@[\w.]{3,}"),
)
_LINKS: Final = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(?:zalo\.me|zaloapp\.com|t\.me|telegram\.(?:me|dog|org)|wa\.me|whatsapp\.com|m\.me"
    r"|messenger\.com|facebook\.com|fb\.(?:com|me)|viber\.(?:com|me)|line\.me|wechat\.com|instagram\.com|tiktok\.com"
    r"|linkedin\.com|lnkd\.in|calendly\.com|cal\.com|skype\.com|signal\.me|discord\.(?:gg|com)|linktr\.ee"
    r"|zoom\.(?:us|com)|meet\.google\.com|teams\.(?:microsoft|live)\.com|webex\.com|whereby\.com|jit\.si)"
    r"(?:/[^\s,;)]*)?(?![\w.])"
    r"|(?:tel|mailto|skype|viber|zalo|tg|sms):(?://)?[\w@.+?=&/%-]+"
)
_MESSENGER: Final = r"(?<!\w)(?:zalo|telegram|skype|wechat|viber|facebook|fb|instagram|messenger|linkedin|tiktok)"
_HANDLES: Final = (
    re.compile(rf"{_MESSENGER}\s*(?:id)?\s*[:=]\s*([\w.@-]{{3,}})(?!\s*(?:trieu|ty|ti|nghin|ngan|dong|vnd|usd)\b)"),
    re.compile(rf"{_MESSENGER}\s+(?:id\s+|la\s+|cua\s+\w+\s+)?([a-z][\w-]*[._][\w.-]*\w|(?=\w{{5}})[a-z]+\d\w*)"),
)
"""With a colon any word is one; without, a word with a dot, a line or a digit in it."""


def addresses(shadow: str) -> Iterator[tuple[int, int]]:
    """From where to where each stands."""
    for pattern in (*_ADDRESSES, _LINKS):
        yield from (one.span() for one in pattern.finditer(shadow))
    for pattern in _HANDLES:
        yield from (one.span(1) for one in pattern.finditer(shadow))
