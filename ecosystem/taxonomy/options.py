"""Options of form controls, by vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ecosystem.kernel.db.transaction import current_session
from ecosystem.taxonomy.queries import vocabularies
from ecosystem.taxonomy.vocabularies import VocabularyTerm

_FIXED: Final = {
    "currency": {
        "vi": [("VND", "đồng (VND)"), ("USD", "đô la Mỹ (USD)"), ("EUR", "euro (EUR)")],
        "en": [("VND", "VND"), ("USD", "USD"), ("EUR", "EUR")],
    },
    "language": {"vi": [("vi", "Tiếng Việt"), ("en", "Tiếng Anh")], "en": [("vi", "Vietnamese"), ("en", "English")]},
}


def option_source(vocabulary: str, language: str) -> Sequence[tuple[str, str]]:
    """(code, label) pairs in order; a term below another one is named after it."""
    if vocabulary in _FIXED:
        return _FIXED[vocabulary][language]
    terms = vocabularies(current_session())
    if vocabulary == "trl":
        return [(term.code, f"TRL {term.code}: {term.label(language)}") for term in terms.terms(vocabulary, language)]
    ordered: list[tuple[str, str]] = []
    for top in terms.children(vocabulary, "", language):
        ordered.append((top.code, _label(top, language)))
        ordered += [(one.code, _label(one, language)) for one in terms.children(vocabulary, top.code, language)]
    return ordered


def _label(term: VocabularyTerm, language: str) -> str:
    return f"· {term.label(language)}" if term.parent else term.label(language)
