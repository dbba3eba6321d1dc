"""Which build of the static files this is."""

from __future__ import annotations

import hashlib
from pathlib import Path


def build_id(static: Path) -> str:
    """A hash of the static files' names, sizes and times: a new address whenever one of them changes."""
    digest = hashlib.sha256()
    for path in sorted(static.rglob("*")):
        if path.is_file():
            stat = path.stat()
            digest.update(f"{path.relative_to(static)}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]
