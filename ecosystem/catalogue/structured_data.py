"""JSON-LD of an entry, in schema.org's words."""

from __future__ import annotations

import json
from typing import Any

from ecosystem.catalogue.kinds import Kind
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.texts import Texts

_TYPES = {"institute": "ResearchOrganization", "investor": "Organization", "startup": "Organization"}


def structured_data(entry: Entry, kind: Kind, texts: Texts, url: str) -> str:
    """A JSON object, safe inside a script element: "<" never stands in it."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Person" if kind.is_natural_person(entry) else _TYPES.get(kind.name, "Product"),
        "@id": url,
        "url": url,
        "name": texts.values.get("title"),
        "description": texts.values.get("summary"),
        "inLanguage": texts.language,
        "keywords": ", ".join(entry.keywords),
    }
    if entry.owner is not None and not kind.introduces_owner:
        data["manufacturer"] = {"@type": "Organization", "name": entry.owner.legal_name}
    kept = {key: value for key, value in data.items() if value}
    return json.dumps(kept, ensure_ascii=False).replace("<", "\\u003c")
