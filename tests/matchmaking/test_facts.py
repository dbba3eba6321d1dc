"""Which facts count, when they differ enough to be told, and the words for it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from ecosystem.institutes.models import Institute
from ecosystem.investors.models import Investor
from ecosystem.matchmaking.facts import FACTS, changed_facts, changes, facts_of
from ecosystem.startups.models import Startup
from ecosystem.taxonomy.queries import vocabularies
from ecosystem.technologies.models import Right, Technology
from tests.matchmaking.world import revenue

TODAY = date(2026, 11, 1)
ASK: dict[str, Any] = {"raising": "now", "amount_sought": 8 * 10**9, "amount_sought_to": 12 * 10**9}


def startup(**values: Any) -> Startup:
    empty: dict[str, Any] = {"sectors": [], "traction": [], "currency": "VND"}
    return Startup(title="Lúa Xanh", **{**empty, **values})


def told(session: Session, before: Startup, now: Startup, language: str = "vi") -> list[tuple[str, str, str]]:
    kept = json.loads(json.dumps(facts_of(before, TODAY)))
    found = changes(kept, facts_of(now, TODAY), vocabularies(session))
    return [(one.label.id, one.before[language], one.now[language]) for one in found]


def test_a_higher_revenue_is_told_with_its_unit_once(session: Session) -> None:
    before, now = startup(traction=revenue("120")), startup(traction=revenue("120") + revenue("180", "2026-09"))
    assert told(session, before, now) == [("Monthly revenue", "120", "180 triệu đồng")]


def test_figures_in_another_unit_keep_it(session: Session) -> None:
    other = [{**revenue("1.5")[0], "unit": "tỷ đồng"}]
    assert told(session, startup(traction=revenue("1200.5")), startup(traction=other)) == [
        ("Monthly revenue", "1.200,5 triệu", "1,5 tỷ đồng")
    ]
    assert told(session, startup(traction=revenue("1200.5")), startup(traction=other), "en")[0][1:] == (
        "1,200.5 million",
        "1.5 billion VND",
    )


@pytest.mark.parametrize(
    ("unit", "vietnamese", "english"),
    [
        ("triệu đồng", "triệu đồng", "million VND"),
        ("million VND", "triệu đồng", "million VND"),
        ("mớ rau", "mớ rau", ""),
    ],
)
def test_a_common_unit_is_read_in_either_language(session: Session, unit: str, vietnamese: str, english: str) -> None:
    """And no Vietnamese one stands in an English sentence."""
    before, now = ([{**revenue(value)[0], "unit": unit}] for value in ("238", "412"))
    found = {one: told(session, startup(traction=before), startup(traction=now), one)[0][1:] for one in ("vi", "en")}
    assert found == {"vi": ("238", f"412 {vietnamese}"), "en": ("238", f"412 {english}".strip())}


@pytest.mark.parametrize(
    ("before", "now", "language", "words"),
    [
        ({**ASK}, {**ASK, "amount_sought_to": 20 * 10**9}, "vi", ("8–12", "8–20 tỷ đồng")),
        ({**ASK}, {**ASK, "currency": "USD"}, "en", ("VND 8–12", "USD 8–12 billion")),
        ({"stage": "prototype"}, {"stage": "growth"}, "en", ("Prototype", "Growth")),
        ({"employees": 5}, {"employees": 8, "employees_to": 10}, "vi", ("5", "8–10 người")),
        (
            {**ASK, "round_closes_on": date(2026, 12, 31)},
            {**ASK, "round_closes_on": date(2027, 2, 28)},
            "en",
            ("31 Dec 2026", "28 Feb 2027"),
        ),
        ({}, {**ASK, "amount_sought_to": None}, "vi", ("chưa công bố", "8 tỷ đồng")),
    ],
)
def test_words_are_those_that_people_read(
    session: Session, before: dict[str, Any], now: dict[str, Any], language: str, words: tuple[str, str]
) -> None:
    found = told(session, startup(**before), startup(**now), language)
    assert [one[1:] for one in found] == [words]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"traction": revenue("120")}, {"traction": revenue("125")}),
        ({"traction": revenue("120")}, {"traction": revenue("120", "2026-10")}),
        ({"employees": 12}, {"employees": 13}),
        ({**ASK}, {}),
        ({**ASK}, {**ASK, "raising": "not-now"}),
        ({"sectors": ["crops", "dairy"]}, {"sectors": ["dairy", "crops"]}),
        ({"summary": "Một."}, {"summary": "Hai."}),
    ],
)
def test_what_is_no_reason_to_look_again(session: Session, before: dict[str, Any], now: dict[str, Any]) -> None:
    assert told(session, startup(**before), startup(**now)) == []


def test_an_ask_ends_with_its_last_day() -> None:
    raising = startup(**ASK, round="seed", round_closes_on=TODAY)
    assert set(facts_of(raising, TODAY)) == {"ask", "round", "round_closes_on"}
    assert facts_of(raising, TODAY + timedelta(days=1)) == {}


def test_facts_of_other_kinds(session: Session) -> None:
    right = Right(kind="patent", status="granted", position=0)
    technology = Technology(
        title="T", sectors=["crops"], trl=6, currency="VND", price_to=10**9, transfers=["assignment"], rights=[right]
    )
    investor = Investor(
        title="I", sectors=[], stages=["growth"], geographies=["hanoi"], currency="USD", cheque_min=50_000
    )
    institute = Institute(title="V", sectors=[], fields=["2.4"])
    investor.investing = "now"
    assert set(facts_of(technology, TODAY)) == {"sectors", "trl", "price", "transfers", "rights"}
    assert set(facts_of(investor, TODAY)) == {"cheque", "stages", "geographies", "investing"}
    assert set(facts_of(institute, TODAY)) == {"fields"}
    now = facts_of(technology, TODAY) | {"trl": 7, "rights": [["patent", "granted"], ["trademark", ""]]}
    found = changes(facts_of(technology, TODAY), now, vocabularies(session))
    assert [(one.before["en"], one.now["en"]) for one in found] == [
        ("TRL 6", "TRL 7"),
        ("Patent (Granted)", "Patent (Granted); Trademark"),
    ]


NUMBER = st.integers(min_value=0, max_value=10**14)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "ask": st.fixed_dictionaries({"low": NUMBER, "high": st.none() | NUMBER, "currency": st.just("VND")}),
        "stage": st.sampled_from(["prototype", "growth"]),
        "revenue": st.fixed_dictionaries({"value": NUMBER.map(str), "unit": st.sampled_from(["", "triệu đồng"])}),
        "employees": st.fixed_dictionaries({"low": NUMBER, "high": NUMBER}),
        "sectors": st.lists(st.sampled_from(["crops", "dairy"]), min_size=1, unique=True).map(sorted),
        "trl": st.integers(1, 9),
    },
)


@given(VALUES, VALUES)
def test_laws_of_change(before: dict[str, Any], now: dict[str, Any]) -> None:
    """Nothing changes against itself; only what is stated now is told; whether two differ does not depend on order."""
    assert changed_facts(before, before) == []
    found = changed_facts(before, now)
    assert set(found) <= set(now)
    assert set(now) - set(before) <= set(found)
    both = {name for name in found if name in before}
    assert both == {name for name in changed_facts(now, before) if name in now}
    assert found == [name for name in FACTS if name in found]
