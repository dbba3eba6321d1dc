"""The numbers behind each term: enough for one sentence. Deals are told of with how many there are.

A deal is the first investment of an investor in a startup, so sentences count startups.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ecosystem.matching import attributes, theses
from ecosystem.matching.asks import Asks
from ecosystem.matching.history import History
from ecosystem.matching.model import Model
from ecosystem.matching.profiles import StartupProfile

Facts = Mapping[str, float | str | None]

LATEST: Final = 20
"""So many of an investor's last deals are told of."""
_NEAR: Final = {"age": 1, "amount": attributes.ALIKE_AMOUNTS}
"""How many codes away counts as alike: a year; between half and twice the amount."""
_YEAR: Final = 1.0


def facts_of(model: Model, term: str, startup: StartupProfile, asked: Asks, position: int) -> Facts:
    """The facts of `term` for the only ask and the investor at `position` of the history; all keys stand below."""
    history = model.history
    latest = _latest(history, position)
    if term in model.lifts:
        return _attribute_facts(model, term, asked, position, latest)
    if term in {"popularity", "popularity_now", "recency"}:
        return _activity_facts(history, position)
    if term == "ticket":
        return _round_facts(history, position, latest)
    if term in {"coinvestors", "closest_coinvestor", "circle"}:
        circle = _circle_facts(history, startup, position) if term == "circle" else {}
        return {**_company_facts(history, startup, position), **circle}
    investor = history.investors[position]
    return {"home": investor.country, "country": startup.country} if term == "home" else {"kind": investor.kind}


def _latest(history: History, position: int) -> NDArray[np.int64]:
    """The investor's last deals, the latest first."""
    own = np.flatnonzero(history.edges.investor == position)
    chosen: NDArray[np.int64] = own[np.argsort(-history.edges.day[own], kind="stable")][:LATEST]
    return chosen


def _attribute_facts(model: Model, term: str, asked: Asks, position: int, latest: NDArray[np.int64]) -> Facts:
    """`deals` like the startup among `of` of the last `latest`, those whose value is known; `times` everybody's share.

    `declared` is 1 where the thesis names the startup's value; it names `others` besides. Of counts, `low` and `high`
    are what counts as alike.
    """
    lift = model.lifts[term]
    alike = _alike(term, asked.values[term].indices, len(lift.average))
    rows = lift.deals[latest]
    deals, known = int(np.count_nonzero(rows @ alike)), int(np.count_nonzero(np.diff(rows.indptr)))
    usual = float(lift.average @ alike)
    thesis = model.history.investors[position].thesis
    named = theses.codes(thesis, model.words, term, model.history.least_amount) if thesis else []
    own, (low, high) = asked.values[term].indices.tolist(), _bounds(term, asked)
    return {
        "deals": deals,
        "of": known,
        "latest": len(latest),
        "times": deals / known / usual if known and usual else None,
        "declared": float(any(code in named for code in own)),
        "others": float(len(set(named) - set(own))),
        "low": low,
        "high": high,
    }


def _bounds(term: str, asked: Asks) -> tuple[int | None, int | None]:
    codes = asked.values[term].indices
    if term not in {"owned", "busiest"} or not len(codes):
        return None, None
    return attributes.bounds(term, int(codes[0]))


def _alike(term: str, codes: NDArray[np.int64], size: int) -> NDArray[np.float64]:
    """1 for the values that count as the startup's."""
    alike = np.zeros(size)
    for code in codes:
        reach = _NEAR.get(term, 0)
        alike[max(0, code - reach) : code + reach + 1] = 1
    return alike


def _activity_facts(history: History, position: int) -> Facts:
    """`deals` new ones in the last year, `usual` what investors have on the average; `years` since the last deal.

    `all` is in how many startups it has ever invested.
    """
    lately = np.bincount(history.edges.investor[history.edges.age <= _YEAR], minlength=len(history.investors))
    years = float(history.last_deal[position])
    return {
        "deals": float(lately[position]),
        "usual": float(lately.mean()),
        "all": float(np.count_nonzero(history.edges.investor == position)),
        "years": None if np.isnan(years) else years,
    }


def _round_facts(history: History, position: int, latest: NDArray[np.int64]) -> Facts:
    """`median` of the rounds in its last `of` deals with a known amount; its declared cheque from `low` to `high`."""
    logs = history.edges.log[latest]
    logs = logs[~np.isnan(logs)]
    thesis = history.investors[position].thesis
    return {
        "of": float(len(logs)),
        "median": float(10 ** np.median(logs)) if len(logs) else None,
        "low": thesis.cheque_min if thesis else None,
        "high": thesis.cheque_max if thesis else None,
    }


def _company_facts(history: History, startup: StartupProfile, position: int) -> Facts:
    """In `deals` startups it stands beside one of this startup's `owners`; most often, `times`, beside `closest`.

    `company` is the startup where it came in last of those that it shares with `closest`.
    """
    edges = history.edges
    own = set(edges.startup[edges.investor == position].tolist())
    owners = history.owners.get(startup.id, np.array([], dtype=np.int64)).tolist()
    shared = {one: own & set(edges.startup[edges.investor == one].tolist()) for one in owners}
    closest = max(owners, key=lambda one: (len(shared[one]), -one), default=None)
    return {
        "owners": float(len(owners)),
        "deals": float(len(set().union(*shared.values()))),
        "closest": "" if closest is None else history.investors[closest].id,
        "times": 0.0 if closest is None else float(len(shared[closest])),
        "company": "" if closest is None else _last_of(history, shared[closest], position),
    }


def _last_of(history: History, startups: set[int], position: int) -> str:
    edges = history.edges
    own = [(int(edges.day[one]), int(edges.startup[one])) for one in np.flatnonzero(edges.investor == position)]
    found = [(day, one) for day, one in own if one in startups]
    return history.startups[max(found)[1]].id if found else ""


def _circle_facts(history: History, startup: StartupProfile, position: int) -> Facts:
    """`circle` others have invested beside this startup's investors; it has invested beside `known` of them."""
    edges, owners = history.edges, history.owners.get(startup.id, np.array([], dtype=np.int64))

    def beside(investors: NDArray[np.int64]) -> set[int]:
        """Who has backed a startup that one of these has."""
        theirs = np.isin(edges.startup, edges.startup[np.isin(edges.investor, investors)])
        return set(edges.investor[theirs].tolist()) - set(investors.tolist())

    circle = beside(owners) - {position}
    return {"circle": float(len(circle)), "known": float(len(circle & beside(np.array([position]))))}
