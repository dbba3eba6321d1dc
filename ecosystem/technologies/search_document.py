"""The public search document of a technology."""

from __future__ import annotations

from typing import Final

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.search_document import comparable, shared_document
from ecosystem.rates.rates import Rates
from ecosystem.search.schema import Field, KeywordField, NumberField, SearchDocument
from ecosystem.taxonomy.vocabularies import Vocabularies
from ecosystem.technologies.input import TechnologyInput
from ecosystem.technologies.models import Technology

SEARCH_FIELDS: Final[tuple[Field, ...]] = (
    KeywordField("transfer"),
    KeywordField("ip"),
    NumberField("trl"),
    NumberField("price"),
)
"""`price` is where the price begins, in VND by the latest rate; without a lower end, where it ends."""


def document(entry: Entry, terms: Vocabularies, rates: Rates) -> SearchDocument:
    """The technology as everybody may see it. Its confidential text is not even loaded here."""
    if not isinstance(entry, Technology):
        raise TypeError(f"entry {entry.public_id} is a {entry.kind}")
    price = entry.price_from if entry.price_from is not None else entry.price_to
    return shared_document(
        entry,
        terms,
        TechnologyInput,
        keywords={"transfer": entry.transfers, "ip": list(dict.fromkeys(right.kind for right in entry.rights))},
        identifiers=[*entry.standards, *(right.number for right in entry.rights if right.number)],
        numbers={"trl": entry.trl, "price": comparable(rates.in_vnd(price, entry.currency))},
    )
