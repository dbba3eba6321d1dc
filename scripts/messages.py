"""Bring the Vietnamese catalogue up to date: extract the English message ids, keep what is translated, say what lacks.

Message ids are the English texts, so English needs no catalogue of its own. Files in `translations/parts/` are merged
in and removed. Exit status 1 while a message has no translation.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
VIETNAMESE = ROOT / "translations" / "vi" / "LC_MESSAGES" / "messages.po"
PARTS = ROOT / "translations" / "parts"


def has_messages(folder: str) -> bool:
    """Whether a folder may hold texts of the product (Babel would skip `_macros` by itself)."""
    inside = Path(folder).relative_to(ROOT).parts
    return not inside or inside[0] in {"ecosystem", "templates"}


def extracted() -> Catalog:
    """All message ids of code and templates, with where they stand."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel leaves it untyped
    catalog = Catalog()
    for found in extract_from_dir(ROOT, methods, options, directory_filter=has_messages):
        filename, line, message, _comments, context = found
        catalog.add(message, None, [(filename, line)], context=context)
    return catalog


def read(path: Path) -> Catalog:
    """A catalogue file; an empty one when there is none."""
    return read_po(BytesIO(path.read_bytes()), locale="vi") if path.exists() else Catalog(locale="vi")


def merged(template: Catalog, *sources: Catalog) -> Catalog:
    """The template's messages with the first translation found for each."""
    made = Catalog(locale="vi", project="Nhịp Cầu", header_comment="# Vietnamese texts of Nhịp Cầu.", fuzzy=False)
    for message in template:
        if not message.id:
            continue
        known = (source.get(message.id, message.context) for source in sources)
        translated = next((one.string for one in known if one is not None and is_translated(one.string)), None)
        files = sorted({filename for filename, _line in message.locations})
        made.add(message.id, translated, [(filename, 0) for filename in files], context=message.context)
    return made


def is_translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    """Whether every form of a translation says something."""
    return all(string) if isinstance(string, tuple | list) else bool(string)


def missing(catalog: Catalog) -> list[str]:
    """The message ids without a translation."""
    return [str(message.id) for message in catalog if message.id and not is_translated(message.string)]


def main() -> int:
    parts = sorted(PARTS.glob("*.po"))
    catalog = merged(extracted(), *(read(part) for part in parts), read(VIETNAMESE))
    VIETNAMESE.parent.mkdir(parents=True, exist_ok=True)
    with VIETNAMESE.open("wb") as file:
        write_po(file, catalog, width=120, sort_output=True, omit_header=False, include_lineno=False)
    lacking = missing(catalog)
    sys.stdout.write(f"{len(catalog)} messages, {len(lacking)} without Vietnamese\n")
    sys.stdout.writelines(f"  {text}\n" for text in lacking)
    if "--keep-parts" not in sys.argv:
        for part in parts:
            part.unlink()
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
