"""A mail as a page under a strict policy: browsers refuse styles in tags, which mail programs need."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Final

_STYLE: Final = re.compile(r' style="([^"]*)"')
_ELEMENT: Final = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_IN_DARK: Final = "(prefers-color-scheme:dark)"
_PHONE: Final = "html{max-width:360px;margin:0 auto}"


def with_one_stylesheet(mail: str, theme: str = "") -> tuple[str, str]:
    """The same mail with the styles of its tags in an element, and the policy that allows just the page's elements.

    `theme`: "light" or "dark" shows the mail in it, as wide as a phone; "" as the reader's system says, and as wide as
    the window.
    """
    names: dict[str, int] = {}

    def named(found: re.Match[str]) -> str:
        return f' data-style="{names.setdefault(found[1], len(names))}"'

    page = _STYLE.sub(named, mail)
    rules = "".join(f'[data-style="{number}"]{{{style}}}' for style, number in names.items())
    if theme:
        page = page.replace(_IN_DARK, "all" if theme == "dark" else "not all")
        rules += _PHONE
    page = page.replace("</head>", f"<style>{rules}</style></head>", 1)
    hashes = " ".join(f"'sha256-{_digest(element)}'" for element in _ELEMENT.findall(page))
    policy = f"default-src 'none'; style-src {hashes}; base-uri 'none'; frame-ancestors 'none'"
    return page, policy


def _digest(rules: str) -> str:
    return base64.b64encode(hashlib.sha256(rules.encode()).digest()).decode()
