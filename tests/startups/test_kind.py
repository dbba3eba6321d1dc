from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ecosystem.catalogue.completeness import missing_for_publication
from ecosystem.discovery.facets import AMOUNT_FACETS
from ecosystem.discovery.parameters import CODED, SORTS
from ecosystem.kernel import clock
from ecosystem.startups.input import StartupInput
from ecosystem.startups.kind import KIND, meta
from ecosystem.startups.models import Startup
from ecosystem.technologies.models import Technology

ASK: dict[str, Any] = {
    "raising": "now",
    "amount_sought": 8_000_000_000,
    "amount_sought_to": 12_000_000_000,
    "currency": "VND",
}


def test_the_steps_show_every_field_once_and_say_what_they_give() -> None:
    shown = [name for step in KIND.steps for name in step.fields]
    assert sorted(shown) == sorted(StartupInput.model_fields)
    assert all(step.unlocks for step in KIND.steps)


def test_a_name_a_summary_and_a_sector_suffice_for_publication() -> None:
    lacking = missing_for_publication(KIND, {"title": "Lúa Xanh Số", "summary": "", "sectors": []})
    assert [name for _, name in lacking] == ["summary", "sectors"]


def test_every_facet_is_a_parameter_with_its_vocabulary() -> None:
    coded = [facet for facet in KIND.facets if facet.field not in AMOUNT_FACETS]
    assert {facet.field: facet.vocabulary for facet in coded} == {facet.field: CODED[facet.field][1] for facet in coded}
    assert len(KIND.facets) - len(coded) == 1
    assert set(KIND.sorts) <= set(SORTS)


@pytest.mark.parametrize(
    ("language", "money", "founded"),
    [("vi", "cần gọi 8–12 tỷ đồng", "thành lập năm 2023"), ("en", "seeks VND 8–12 billion", "founded in 2023")],
)
def test_the_meta_line_says_stage_round_and_ask(language: str, money: str, founded: str) -> None:
    day = clock.today() + timedelta(days=9)
    made = meta(
        Startup(**ASK, stage="growth", round="seed", round_closes_on=day, founded_on="2023-05", country="SG"), language
    )
    assert (made.stage, made.money, made.closes_on) == ("growth", money, day)
    assert made.terms == (("round", "seed"), ("country", "SG"))
    assert made.extra == (founded,)


def test_one_amount_is_no_beginning_of_a_range() -> None:
    assert meta(Startup(raising="now", amount_sought=300_000, currency="USD"), "vi").money == "cần gọi 300.000 USD"


def test_a_round_that_is_over_is_no_ask() -> None:
    made = meta(Startup(**ASK, round="seed", round_closes_on=clock.today() - timedelta(days=1)), "vi")
    assert (made.money, made.closes_on, made.terms) == ("", None, ())


def test_what_became_of_it_stands_first() -> None:
    assert meta(Startup(status="closed", country="US"), "vi").terms[0] == ("startup_status", "closed")
    assert meta(Startup(status="operating"), "vi").terms == ()


def test_the_meta_line_leaves_out_what_is_not_known() -> None:
    made = meta(Startup(), "vi")
    assert (made.stage, made.money, made.terms, made.extra) == ("", "", (), ())


def test_another_kind_has_another_meta_line() -> None:
    with pytest.raises(TypeError):
        meta(Technology(), "vi")
