"""Questions with expectations instead of judgements: what a good engine must do with difficult input."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

_TAG: Final = re.compile(r"</?([a-zA-Z][^\s>/]*)")
_MARKS: Final = frozenset({"mark", "em", "strong"})


@dataclass(frozen=True)
class Shown:
    """What a question brought: ids in rank order, how many there are, what is shown of them, and what is said."""

    ids: Sequence[str]
    total: int
    html: Sequence[str] = ()
    notes: frozenset[str] = field(default=frozenset())
    suggestion: str = ""


Ask = Callable[[str, str], Shown]
"""(action, text) to what is shown; the action is `search` or `suggest`. May raise."""


def failed(checks: Sequence[Mapping[str, Any]], ask: Ask, documents: int) -> list[Mapping[str, str]]:
    """(id, op) of every expectation that does not hold; `documents`: how many there are."""
    texts = {check["id"]: (check["action"], check["text"]) for check in checks}
    wrong: list[Mapping[str, str]] = []
    for check in checks:
        try:
            shown = ask(check["action"], check["text"])
        except Exception as error:  # noqa: BLE001 -- that nothing raises is what is checked
            wrong.append({"id": check["id"], "op": "no_error", "error": repr(error)})
            continue
        wrong += [
            {"id": check["id"], "op": expected["op"]}
            for expected in check["expect"]
            if not _holds(expected, shown, documents, lambda key: ask(*texts[key]))
        ]
    return wrong


Expected = Mapping[str, Any]


def _holds(expected: Expected, shown: Shown, documents: int, other: Callable[[str], Shown]) -> bool:
    """Raises KeyError for an operation that is not known."""
    if expected["op"] == "not_all":
        return shown.total * 2 < documents
    if expected["op"] == "same_ranking_as":
        first = slice(int(expected["n"]))
        return list(other(expected["query_id"]).ids)[first] == list(shown.ids)[first]
    return _OPERATIONS[expected["op"]](expected, shown)


def _is_above(expected: Expected, shown: Shown) -> bool:
    ids = list(shown.ids)
    return expected["a"] in ids and expected["b"] not in ids[: ids.index(expected["a"])]


def _is_clean(_expected: Expected, shown: Shown) -> bool:
    return all(tag.lower() in _MARKS for html in shown.html for tag in _TAG.findall(html))


_OPERATIONS: Final[Mapping[str, Callable[[Expected, Shown], bool]]] = {
    "all_in_top": lambda expected, shown: set(expected["ids"]) <= set(shown.ids[: expected["n"]]),
    "not_in_top": lambda expected, shown: not set(expected["ids"]) & set(shown.ids[: expected["n"]]),
    "above": _is_above,
    "empty": lambda _expected, shown: shown.total == 0,
    "max_total": lambda expected, shown: shown.total <= int(expected["n"]),
    "no_raw_html": _is_clean,
    "notes": lambda expected, shown: set(expected["kinds"]) <= shown.notes,
    "suggests": lambda expected, shown: shown.suggestion == expected["text"],
    "no_error": lambda _expected, _shown: True,
    "max_ms": lambda _expected, _shown: True,
}
"""That nothing raises is seen by asking; how long an answer takes is a benchmark's to say."""
