"""The words of the index: counted by a rebuild, kept in the database, the same for every engine and process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from threading import Lock

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.db.inserts import insert_into
from ecosystem.kernel.indexing.models import NewWord, StoredLexicon
from ecosystem.search.engine import Operation
from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.lexicon_builder import LexiconBuilder, empty
from ecosystem.search.language.normalise import tokens


@dataclass
class Counting:
    """Counts the words of documents that pass by. `known`: texts whose words are right, whatever documents hold."""

    known: Callable[[], Iterable[str]]
    builder: LexiconBuilder = field(default_factory=LexiconBuilder)

    def watch(self, operations: Iterable[Operation]) -> Iterator[Operation]:
        for operation in operations:
            if operation.document is not None:
                for language, text in operation.document.written:
                    self.builder.add(language, text)
            yield operation

    def build(self) -> bytes:
        """What `Lexicon` reads; once all documents have passed."""
        for text in self.known():
            self.builder.add_known(text)
        return self.builder.build()

    def store(self, session: Session) -> None:
        """In the place of the former one; words that came since it was counted are counted by now."""
        session.execute(delete(StoredLexicon))
        session.execute(delete(NewWord))
        session.add(StoredLexicon(made_at=clock.now(), content=self.build()))


@dataclass
class Lexicons:
    """The newest lexicon, read once by each process and completed by the words that came since."""

    _lock: Lock = field(default_factory=Lock)
    _current: Lexicon = field(default_factory=empty)
    _lexicon_id: int = 0
    _word_id: int = 0

    @property
    def latest(self) -> Lexicon:
        """As it was last read."""
        return self._current

    def current(self, session: Session) -> Lexicon:
        """One statement where nothing is new."""
        lexicon_id, word_id = session.execute(_newest()).one()
        if (lexicon_id or 0, word_id or 0) != (self._lexicon_id, self._word_id):
            with self._lock:
                self._read(session, lexicon_id or 0, word_id or 0)
        return self._current

    def _read(self, session: Session, lexicon_id: int, word_id: int) -> None:
        current = self._current
        if lexicon_id != self._lexicon_id:
            content = session.scalar(select(StoredLexicon.content).where(StoredLexicon.id == lexicon_id))
            current, self._word_id = Lexicon(content) if content else empty(), 0
        statement = select(NewWord.language, NewWord.word).where(NewWord.id > self._word_id)
        self._current = current.with_words(session.execute(statement).all())
        self._lexicon_id, self._word_id = lexicon_id, word_id


@cache
def _newest() -> Select[int | None, int | None]:
    """Of both tables; made once, since making it takes longer than running it."""
    return select(select(func.max(StoredLexicon.id)).scalar_subquery(), select(func.max(NewWord.id)).scalar_subquery())


def note_new_words(session: Session, lexicon: Lexicon, operations: Sequence[Operation]) -> None:
    """Remember the words of written documents that the lexicon does not know yet."""
    rows = {
        (language, word): {"language": language, "word": word}
        for operation in operations
        if operation.document is not None
        for language, text in operation.document.written
        for word in tokens(text)
        if not lexicon.is_written(language, word)
    }
    if rows:
        session.execute(insert_into(session, NewWord).on_conflict_do_nothing(), [rows[key] for key in sorted(rows)])
