"""A writing session: one at a time for a generation, versions compared, tombstones kept."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import tantivy

from ecosystem.engines import projection
from ecosystem.engines.projection import Projection
from ecosystem.engines.tantivy.faults import engine_faults
from ecosystem.engines.tantivy.schema import index_document, index_schema
from ecosystem.search.engine import Operation, Outcome

_BATCH: Final = 1_000
_COMMIT_EVERY: Final = 20_000


Made = dict[str, tuple[int, tantivy.Document]]
"""From an id to its version and the document that was made of it."""


class Session:
    """Made by `writing`, which commits it. `made` is what it wrote, for `join`; None: it is not kept."""

    def __init__(
        self, made_by: Projection, index: tantivy.Index, writer: tantivy.IndexWriter, made: Made | None = None
    ) -> None:
        self.made = made
        self._projection = made_by
        self._index = index
        self._writer = writer
        self._versions: dict[str, int] = {}
        self._searcher = index.searcher()

    def apply(self, operations: Sequence[Operation]) -> list[Outcome]:
        """In order. What is not committed yet counts for the versions too."""
        with engine_faults():
            self._load_versions({operation.id for operation in operations})
            return [self._apply(operation) for operation in operations]

    def apply_all(self, operations: Iterable[Operation]) -> None:
        """The same for any number, committing now and then."""
        batch: list[Operation] = []
        for operation in operations:
            batch.append(operation)
            if len(batch) == _BATCH:
                self._apply_batch(batch)
                batch = []
        self._apply_batch(batch)

    def join(self, young: Made) -> None:
        """Write these once more, into the piece of this session, unless another process has written them since.

        Each commit makes a piece of its own. Of eight pieces below 10,000 documents (its `LogMergePolicy`, which Python
        cannot set) the library makes one, a large one among them too: of an index of 5,000 that is all of it, at every
        seventh edit. The piece that these leave behind is empty then, and goes.
        """
        others = {key: one for key, one in young.items() if self.made is None or key not in self.made}
        with engine_faults():
            self._load_versions(set(others))
            for key, (version, document) in others.items():
                if self._versions.get(key) == version:
                    self._add(key, version, document)

    def add_tombstones(self, tombstones: Sequence[Operation]) -> None:
        """Those of ids that the generation does not hold: what it holds was loaded after they were deleted."""
        with engine_faults():
            self._load_versions({one.id for one in tombstones})
        self.apply([one for one in tombstones if one.id not in self._versions])

    def commit(self) -> None:
        if not self._versions:
            return  # a commit costs some 50 ms, also one of nothing
        with engine_faults():
            self._writer.commit()
            self._index.reload()
            self._searcher = self._index.searcher()
        self._versions.clear()

    def _apply_batch(self, batch: list[Operation]) -> None:
        self.apply(batch)
        if len(self._versions) >= _COMMIT_EVERY:
            self.commit()

    def _apply(self, operation: Operation) -> Outcome:
        stored = self._versions.get(operation.id)
        if stored is not None and operation.version < stored:
            return "stale"
        self._add(operation.id, operation.version, index_document(self._projection, operation))
        return "applied"

    def _add(self, key: str, version: int, document: tantivy.Document) -> None:
        if key in self._versions:
            self._writer.delete_documents_by_term(projection.ID, key)
        self._writer.add_document(document)
        self._versions[key] = version
        if self.made is not None:
            self.made[key] = (version, document)

    def _load_versions(self, ids: set[str]) -> None:
        unknown = sorted(ids - self._versions.keys())
        if unknown and self._searcher.num_docs:
            query = tantivy.Query.term_set_query(self._index.schema, projection.ID, unknown)
            self._versions |= dict(versions(self._searcher, query, len(unknown)))


@contextmanager
def writing(made_by: Projection, path: Path, *, heap: int, keep: bool = False) -> Iterator[Session]:
    """Opens the index afresh (objects that live long leave orphaned files) and commits at the end.

    `heap`: bytes of memory, at least 15 MB; `keep` what is made. The caller holds the lock. What the body raises passes
    as it is, and nothing since the last commit is kept.
    """
    with engine_faults():
        index = tantivy.Index(index_schema(made_by.schema), path=str(path))
        index.config_reader("manual", 1)
        index.reload()
        writer = index.writer(heap, 1)
    try:
        session = Session(made_by, index, writer, {} if keep else None)
        yield session
        session.commit()
    finally:
        with engine_faults():
            writer.wait_merging_threads()  # it also closes the writer and frees the library's own lock


def versions(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> list[tuple[str, int]]:
    """(id, version) of what matches, by id ascending; read from columns, not from stored documents."""
    hits = searcher.search(
        query, limit=max(limit, 1), count=False, order_by_field=projection.ID, order=tantivy.Order.Asc
    ).hits
    numbers = searcher.fast_field_values(projection.VERSION, [address for _, address in hits])
    return [(key, int(number or 0)) for (key, _), number in zip(hits, numbers, strict=True)]


def recent_tombstones(snapshot_schema: tantivy.Schema, searcher: tantivy.Searcher) -> list[Operation]:
    """Those that a rebuild has to carry over."""
    since = int(time.time()) - projection.TOMBSTONE_SECONDS
    query = tantivy.Query.range_query(
        snapshot_schema, projection.DELETED, tantivy.FieldType.Unsigned, lower_bound=since
    )
    found = versions(searcher, query, searcher.num_docs)
    return [Operation(key, version, None) for key, version in found]
