"""What a person wishes of the list of matches, read from the address: its order, what is relaxed, how it is shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import MultiDict

from ecosystem.kernel.access.messages import N_, Message

STOPS: Final[Mapping[str, float]] = {"1": 2.0, "2": 1.5, "3": 1.0, "4": 0.5, "5": 0.0}
"""The slider from "well known" to "undiscovered": what each stop multiplies being well known by. 3 is as it is."""
MIDDLE: Final = "3"

RELAXABLE: Final[Mapping[str, Message]] = {
    "not_raising": N_("not raising now"),
    "not_investing": N_("not investing now"),
    "ask_below_cheque": N_("ask below the smallest cheque"),
    "ticket_above_cheque": N_("minimum ticket above the largest cheque"),
    "sector_excluded": N_("sector excluded"),
    "place_outside": N_("outside the places stated"),
    "instrument_differs": N_("no instrument in common"),
    "price_above_ask": N_("price above the amount sought"),
}
"""What can stand between two, and can be looked past: the kinds of `matching.constraints`."""


@dataclass(frozen=True)
class Wishes:
    """`stop` is one of `STOPS`; `sort` a column of the table, "" for the order of matches.

    `kind` narrows to one of the kinds that the entry is matched with; "" is the first of them.
    """

    kind: str = ""
    stop: str = MIDDLE
    relaxed: frozenset[str] = frozenset()
    is_table: bool = False
    sort: str = ""
    is_descending: bool = False

    @property
    def activity(self) -> float:
        return STOPS[self.stop]


def read(args: MultiDict[str, str], columns: Collection[str], kinds: Sequence[str]) -> Wishes:
    """From the address; what it does not know is left out, never an error."""
    stop, sort, kind = args.get("known", MIDDLE), args.get("sort", ""), args.get("kind", "")
    return Wishes(
        kind=kind if kind in kinds else kinds[0],
        stop=stop if stop in STOPS else MIDDLE,
        relaxed=frozenset(one for one in args.getlist("relax") if one in RELAXABLE),
        is_table=args.get("view") == "table",
        sort=sort if sort in columns else "",
        is_descending=args.get("order") == "down",
    )
