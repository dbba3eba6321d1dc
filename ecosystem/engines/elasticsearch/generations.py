"""The indexes of one installation: `<prefix>-gen-<n>`, the one in use behind the alias `<prefix>-<digest>`.

The digest in the alias's name means that a process with another schema or analysis finds no index rather than a
wrong one, at no cost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from ecosystem.engines.elasticsearch.client import WRITE_SECONDS
from ecosystem.engines.elasticsearch.schema import REFRESH


@dataclass(frozen=True)
class Generation:
    """`digest` is empty while it is being filled, or was abandoned."""

    name: str
    number: int
    digest: str


class Generations:
    def __init__(self, client: Elasticsearch, prefix: str) -> None:
        self._client = client
        self._slow = client.options(request_timeout=WRITE_SECONDS)
        self._prefix = prefix

    def alias(self, digest: str) -> str:
        return f"{self._prefix}-{digest}"

    def filling_alias(self, name: str) -> str:
        return f"{name}-filling"

    def all(self) -> list[Generation]:
        """By number ascending."""
        found = self._client.indices.get_alias(index=f"{self._prefix}-gen-*", ignore_unavailable=True)
        made = [self._generation(name, list(about["aliases"])) for name, about in found.items()]
        return sorted((one for one in made if one is not None), key=lambda one: one.number)

    def create(self, settings: dict[str, Any], mapping: dict[str, Any]) -> Generation:
        """A new index, reachable by its filling alias alone; those that an aborted rebuild left behind go."""
        existing = self.all()
        self._delete([one.name for one in existing if not one.digest])
        number = max((one.number for one in existing), default=0) + 1
        name = f"{self._prefix}-gen-{number}"
        self._slow.indices.create(
            index=name, settings=settings, mappings=mapping, aliases={self.filling_alias(name): {}}
        )
        return Generation(name, number, "")

    def publish(self, generation: Generation, digest: str) -> None:
        """Makes it searchable and, in one step, puts it in the place of all others."""
        self._slow.indices.put_settings(index=generation.name, settings={"refresh_interval": REFRESH})
        self._slow.indices.refresh(index=generation.name)
        others = [one.name for one in self.all() if one.name != generation.name]
        self._slow.indices.update_aliases(
            actions=[
                {"add": {"index": generation.name, "alias": self.alias(digest)}},
                {"remove": {"index": generation.name, "alias": self.filling_alias(generation.name)}},
                *({"remove_index": {"index": name}} for name in others),
            ]
        )

    def remove(self) -> None:
        self._delete([one.name for one in self.all()])

    def _delete(self, names: Sequence[str]) -> None:
        for name in names:
            self._slow.indices.delete(index=name, ignore_unavailable=True)

    def _generation(self, name: str, aliases: Sequence[str]) -> Generation | None:
        found = re.fullmatch(rf"{re.escape(self._prefix)}-gen-(\d+)", name)
        if found is None:
            return None
        start = f"{self._prefix}-"
        digests = [
            alias.removeprefix(start)
            for alias in aliases
            if alias.startswith(start) and alias != self.filling_alias(name)
        ]
        return Generation(name, int(found[1]), digests[0] if digests else "")
