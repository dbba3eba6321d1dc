"""Fields by path ("rights.0.number") made into structures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Nesting:
    """Builds the structures of one mapping: its paths are taken apart once, not for every row."""

    def __init__(self, paths: Iterable[str], defaults: Mapping[str, object]) -> None:
        self._defaults = defaults
        self._paths = [(path, path.split(".")) for path in sorted({*paths, *defaults}, key=_order)]
        self._lists = {parts[0] for _, parts in self._paths if any(map(str.isdigit, parts))}

    def build(self, filled: Mapping[str, object]) -> dict[str, object]:
        """Rows of a list stand in the order of their numbers, gaps closed.

        Defaults go in where nothing stands; those inside a structure only where `filled` has begun it.
        """
        begun = {path.rpartition(".")[0] for path in filled} if self._defaults else set()
        tree: dict[str, Any] = {}
        for path, (*parents, last) in self._paths:
            if path in filled:
                value = filled[path]
            elif path in self._defaults and (not parents or ".".join(parents) in begun):
                value = self._defaults[path]
            else:
                continue
            branch = tree
            for parent in parents:
                branch = branch.setdefault(parent, {})
            branch[last] = list(value) if isinstance(value, tuple) else value
        for name in self._lists & tree.keys():
            tree[name] = _with_lists(tree[name])
        return tree


def _order(path: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in path.split(".")]


def _with_lists(value: object) -> object:
    if not isinstance(value, dict):
        return value
    below = {key: _with_lists(each) for key, each in value.items()}
    return list(below.values()) if all(map(str.isdigit, below)) else below
