"""What a page says where words were not taken as typed, each with the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ecosystem.kernel.web.paging import address_with
from ecosystem.search.language.normalise import normalise
from ecosystem.search.language.understanding import Understood

_MOST_MEANINGS: Final = 3
_MOST_EXPLAINED: Final = 3


@dataclass(frozen=True)
class Explanations:
    """For the template; an empty text or list: nothing to say.

    `shown`: the query that was searched instead, with `exact_url` to what was typed. `suggestions`: (what may be meant,
    its address), the likeliest first.
    `expanded` and `translated`: (typed, what it is called). `excluded` is left out of what `all_url` leads to.
    """

    shown: str = ""
    suggestions: Sequence[tuple[str, str]] = ()
    expanded: Sequence[tuple[str, str]] = ()
    translated: Sequence[tuple[str, str]] = ()
    excluded: str = ""
    all_url: str = ""
    exact_url: str = ""
    is_exact: bool = False
    loose_url: str = ""


def explain(understood: Understood | None, *, exact: bool) -> Explanations:
    """In words of the query; the template says the rest."""
    if understood is None or not understood.text:
        return Explanations()
    excluded = ", ".join(understood.excluded)
    all_url = address_with(q=understood.included or None, page=None) if excluded else ""
    if exact:
        loose_url = address_with(exact=None, page=None)
        return Explanations(is_exact=True, loose_url=loose_url, excluded=excluded, all_url=all_url)
    changed = any(understood.has(kind) for kind in ("decoded", "corrected", "restored"))
    return Explanations(
        shown=understood.text if changed else "",
        suggestions=[(text, address_with(q=text, page=None)) for text in understood.suggestions],
        expanded=_named(understood, "expanded"),
        translated=_named(understood, "translated"),
        excluded=excluded,
        all_url=all_url,
        exact_url=address_with(exact="1", page=None),
    )


def _named(understood: Understood, kind: str) -> Sequence[tuple[str, str]]:
    """What was typed and what else it is called; a name is told once on a page."""
    told = {normalise(understood.text)}
    pairs = []
    for note in understood.notes:
        if note.kind in {"expanded", "translated"}:
            names = [one for one in note.meant if normalise(one) not in told | {normalise(note.typed)}][:_MOST_MEANINGS]
            told |= set(map(normalise, names))
            if names and note.kind == kind:
                pairs.append((note.typed, ", ".join(names)))
    return pairs[:_MOST_EXPLAINED]
