"""An entry's texts in the language of the page, or in the one they have; always said which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ecosystem.catalogue.completeness import is_filled
from ecosystem.catalogue.kinds import Kind
from ecosystem.catalogue.models import Entry


@dataclass(frozen=True)
class Texts:
    """`languages` says for each filled field in which language it is; `language` is that of the title."""

    language: str
    values: Mapping[str, Any]
    languages: Mapping[str, str]

    def others(self, language: str) -> frozenset[str]:
        """The languages, other than `language`, in which some of the filled texts stand."""
        return frozenset(self.languages[name] for name, value in self.values.items() if is_filled(value)) - {language}


def texts_in(entry: Entry, kind: Kind, language: str, names: tuple[str, ...] | None = None) -> Texts:
    """The text fields (`names`, or all) in `language` where they exist in it, otherwise in the original."""
    translation = None if language == entry.language else entry.translation(language)
    values: dict[str, Any] = {}
    languages: dict[str, str] = {}
    for name in names or kind.translated:
        translated = translation.texts.get(name) if translation else None
        values[name] = translated if is_filled(translated) else getattr(entry, name)
        languages[name] = language if is_filled(translated) else entry.language
    return Texts(languages.get("title", entry.language), values, languages)
