"""A mail as a page under a strict policy: browsers refuse styles in tags, which mail programs need."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Final

_STYLE: Final = re.compile(r' style="([^"]*)"')


def with_one_stylesheet(mail: str) -> tuple[str, str]:
    """The same mail with its styles in one element, and the policy that allows just this element."""
    names: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        return f' class="{names.setdefault(found[1], f"s{len(names)}")}"'

    page = _STYLE.sub(named, mail)
    rules = "".join(f".{name}{{{style}}}" for style, name in names.items())
    digest = base64.b64encode(hashlib.sha256(rules.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'"
    return page.replace("</head>", f"<style>{rules}</style></head>", 1), policy
