"""What the contract's tests put into an index."""

from __future__ import annotations

from ecosystem.search.engine import Operation, SearchEngine
from ecosystem.search.language.analysis import Analyser
from ecosystem.search.language.collation import collation_key
from ecosystem.search.language.glossary import Glossary
from ecosystem.search.language.lexicon_builder import empty
from ecosystem.search.language.synonyms import Synonyms
from ecosystem.search.language.understanding import Interpreter
from ecosystem.search.request import SearchRequest
from ecosystem.search.schema import KeywordField, NumberField, Schema, SearchDocument, TextField
from ecosystem.search.text_query import TextQuery

SCHEMA = Schema.of(
    [
        TextField("title", weight=4.0, suggested=True),
        TextField("summary", weight=1.0),
        KeywordField("sector"),
        KeywordField("place"),
        KeywordField("name", sortable=True),
        NumberField("trl"),
        NumberField("updated"),
    ]
)
PLAIN = Analyser(Glossary(()))
"""Without a word of the other language."""

OTHER_SCHEMA = Schema.of([TextField("title"), KeywordField("sector")])


def document(
    id: str,  # noqa: A002 - the field's name
    title: str = "",
    *,
    summary: str = "",
    kind: str = "technology",
    language: str = "vi",
    sector: tuple[str, ...] = (),
    place: tuple[str, ...] = (),
    **numbers: int,
) -> SearchDocument:
    keywords = {"sector": sector, "place": place, "name": (collation_key(title),) if title else ()}
    return SearchDocument(id, kind, {language: {"title": title, "summary": summary}}, keywords, numbers)


def put(made: SearchDocument, version: int = 1) -> Operation:
    return Operation(made.id, version, made)


def asking(text: str) -> TextQuery | None:
    """What a text asks for where no word is known."""
    return Interpreter(empty(), Synonyms(()), Glossary(())).read(text).query


def fill(engine: SearchEngine, *documents: SearchDocument) -> None:
    """An index with these documents alone."""
    engine.rebuild([put(one) for one in documents], list)


def ids(engine: SearchEngine, text: str = "", **asked: object) -> list[str]:
    request = SearchRequest(asking(text), **asked)  # type: ignore[arg-type]  # whatever a request takes
    return [hit.id for hit in engine.search(request).hits]
