"""What the product knows of words, put together for a search: its word lists, and the words of the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from ecosystem.kernel.indexing.lexicons import Lexicons
from ecosystem.search.language.analysis import Analyser
from ecosystem.search.language.glossary import Glossary
from ecosystem.search.language.synonyms import Synonyms
from ecosystem.search.language.understanding import Interpreter


@dataclass(frozen=True)
class Language:
    """`phrases`: what people say in questions and documents hardly."""

    glossary: Glossary
    synonyms: Synonyms
    phrases: tuple[str, ...]
    lexicons: Lexicons = field(default_factory=Lexicons)

    @classmethod
    def read(cls, folder: Path) -> Language:
        """From the files of `data/language`."""
        lines = (folder / "phrases.txt").read_text(encoding="utf-8").splitlines()
        return cls(
            Glossary.read(folder / "glossary.tsv"),
            Synonyms.read(folder / "synonyms.txt"),
            tuple(line for line in lines if line and not line.startswith("#")),
        )

    @property
    def analyser(self) -> Analyser:
        return Analyser(self.glossary)

    def known(self) -> Iterator[str]:
        """Texts whose words are right, whatever the index holds."""
        yield from (" ".join(key) for key in self.glossary.keys)
        yield from (" ".join(phrase) for phrase in self.synonyms.phrases)
        yield from self.phrases

    def interpreter(self, session: Session) -> Interpreter:
        return Interpreter(self.lexicons.current(session), self.synonyms, self.glossary)
