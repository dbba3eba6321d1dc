"""Where a person goes after signing in: only ever to a page of ours."""

from __future__ import annotations

from urllib.parse import urlsplit


def own_path(address: str | None, script_root: str) -> str | None:
    """`address` as a path of this site, under `script_root` ("/en" on English pages); None for anything else."""
    if not address or not address.startswith("/") or address.startswith("//") or len(address) > 2000:
        return None
    if any(ord(character) < 33 or character == "\\" for character in address):
        return None
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    if script_root and not address.startswith(f"{script_root}/"):
        return f"{script_root}{address}"
    return address
