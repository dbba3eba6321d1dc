"""How well searches answer judged questions: passages indexed, questions asked, answers compared.

The formats of the files and of the figures are those of `search evaluate` in `docs/search.md`. nDCG with the gain
2**grade - 1 and the discount log2(rank + 1): Järvelin and Kekäläinen 2002, Burges et al. 2005.
"""

from __future__ import annotations

import gzip
import json
import math
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ecosystem.search import loosening
from ecosystem.search.engine import Operation, SearchEngine
from ecosystem.search.language.understanding import Understood
from ecosystem.search.request import AnyOf, SearchRequest
from ecosystem.search.schema import KeywordField, Schema, SearchDocument, TextField

DEPTH: Final = 10
LANGUAGE: Final = "passage_language"
SCHEMA: Final = Schema.of([TextField("title", 4.0, suggested=True), TextField("body"), KeywordField(LANGUAGE)])
"""Weights of the product's own fields (`ecosystem/catalogue/search_document.py`)."""

Read = Callable[[str], Understood]
"""What a text asks for."""


@dataclass(frozen=True)
class Question:
    id: str
    language: str
    variant: str
    text: str
    grades: Mapping[str, int]


@dataclass(frozen=True)
class Answer:
    question: Question
    passage_language: str
    ranked: Sequence[str]
    seconds: float


@dataclass(frozen=True)
class Collection:
    """A folder of passages, questions and judgements. `checks` are questions with expectations instead."""

    passages: Sequence[Mapping[str, str]]
    questions: Sequence[Question]
    checks: Sequence[Mapping[str, Any]] = field(default=())

    @classmethod
    def read(cls, folder: Path) -> Collection:
        """From `passages`, `queries` and `qrels`, each `.jsonl` or `.jsonl.gz`; FileNotFoundError if one is missing."""
        grades: defaultdict[str, dict[str, int]] = defaultdict(dict)
        queries = list(_lines(folder, "queries"))
        checks = [one for one in queries if "expect" in one]
        judged = [one for one in queries if "expect" not in one]
        for line in _lines(folder, "qrels") if judged else ():
            grades[line["q"]][line["p"]] = int(line["rel"])
        questions = [Question(one["id"], one["lang"], one["variant"], one["text"], grades[one["id"]]) for one in judged]
        return cls(list(_lines(folder, "passages")), questions, checks)

    def operations(self) -> Iterator[Operation]:
        for passage in self.passages:
            texts = {"title": passage.get("title", ""), "body": passage["text"]}
            keywords = {LANGUAGE: (passage["lang"],)}
            yield Operation(
                passage["id"], 1, SearchDocument(passage["id"], "passage", {passage["lang"]: texts}, keywords)
            )

    @property
    def languages(self) -> Sequence[str]:
        return sorted({passage["lang"] for passage in self.passages})


def ask(engine: SearchEngine, read: Read, collection: Collection) -> Iterator[Answer]:
    """Every question, answered from the passages of each language by themselves; those without a judgement are not."""
    languages = {passage["id"]: passage["lang"] for passage in collection.passages}
    for language in collection.languages:
        for question in collection.questions:
            grades = {key: grade for key, grade in question.grades.items() if languages.get(key) == language}
            if grades:
                asked = Question(question.id, question.language, question.variant, question.text, grades)
                start = time.perf_counter()
                spoken = (AnyOf(LANGUAGE, (language,)),)
                request = SearchRequest(read(question.text).query, spoken, limit=DEPTH)
                ranked = [hit.id for hit in loosening.search(engine, request, spoken).hits]
                yield Answer(asked, language, ranked, time.perf_counter() - start)


def figures(answers: Iterable[Answer], engine: str) -> list[Mapping[str, Any]]:
    """A row for each variant, language of the question and language of the passages."""
    groups: defaultdict[tuple[str, str, str], list[Answer]] = defaultdict(list)
    for one in answers:
        groups[one.question.variant, one.question.language, one.passage_language].append(one)
    return [_row(engine, key, group) for key, group in sorted(groups.items())]


def _row(engine: str, key: tuple[str, str, str], group: Sequence[Answer]) -> Mapping[str, Any]:
    times = sorted(one.seconds * 1000 for one in group)
    measures: Mapping[str, Callable[[Answer], float]] = {
        "ndcg10": ndcg,
        "recall1": lambda one: recall(one, 1),
        "recall10": lambda one: recall(one, DEPTH),
        "mrr10": reciprocal_rank,
    }
    return {
        "engine": engine,
        **dict(zip(("variant", "query_lang", "passage_lang"), key, strict=True)),
        "queries": len(group),
        **{name: round(statistics.fmean(map(measure, group)), 4) for name, measure in measures.items()},
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(times[min(len(times) - 1, int(0.95 * len(times)))], 2),
    }


def ndcg(answer: Answer) -> float:
    """In [0, 1]; the ideal list holds all that is judged."""
    gains = [2 ** answer.question.grades.get(key, 0) - 1 for key in answer.ranked[:DEPTH]]
    ideal = sorted((2**grade - 1 for grade in answer.question.grades.values()), reverse=True)[:DEPTH]
    return _discounted(gains) / best if (best := _discounted(ideal)) else 0.0


def recall(answer: Answer, depth: int) -> float:
    """The share of the right passages (grade above 0) among the first `depth`."""
    right = {key for key, grade in answer.question.grades.items() if grade > 0}
    return len(right.intersection(answer.ranked[:depth])) / len(right) if right else 0.0


def reciprocal_rank(answer: Answer) -> float:
    """1 / the rank of the first right passage; 0 where none is among the first ten."""
    grades = answer.question.grades
    return next((1 / rank for rank, key in enumerate(answer.ranked[:DEPTH], 1) if grades.get(key, 0) > 0), 0.0)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def _lines(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    plain, packed = folder / f"{name}.jsonl", folder / f"{name}.jsonl.gz"
    with gzip.open(packed, "rt", encoding="utf-8") if packed.exists() else plain.open(encoding="utf-8") as stream:
        yield from (json.loads(line) for line in stream if line.strip())
