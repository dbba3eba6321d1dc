from __future__ import annotations

from datetime import timedelta

import pytest

from ecosystem.catalogue.completeness import missing_for_publication
from ecosystem.discovery.facets import AMOUNT_FACETS
from ecosystem.discovery.parameters import CODED, SORTS
from ecosystem.institutes.models import Institute
from ecosystem.investors.input import InvestorInput
from ecosystem.investors.kind import KIND, meta
from ecosystem.investors.models import Investor
from ecosystem.kernel import clock


def test_the_steps_show_every_field_once_and_say_what_they_give() -> None:
    shown = [name for step in KIND.steps for name in step.fields]
    assert sorted(shown) == sorted(InvestorInput.model_fields)
    assert all(step.unlocks for step in KIND.steps)


def test_the_first_step_suffices_for_publication() -> None:
    said = {"title": "Quỹ Thử", "summary": "Một quỹ.", "sectors": ["energy"]}
    lacking = missing_for_publication(KIND, said)
    assert [(step.name, name) for step, name in lacking] == [("basics", "investor_kind")]
    assert missing_for_publication(KIND, {**said, "investor_kind": "fund"}) == []


def test_every_facet_is_a_parameter_with_its_vocabulary() -> None:
    coded = {facet.field: facet.vocabulary for facet in KIND.facets if facet.field not in AMOUNT_FACETS}
    assert coded == {name: CODED[name][1] for name in coded}
    assert {facet.field for facet in KIND.facets} - coded.keys() == {"cheque"}
    assert set(KIND.sorts) <= SORTS.keys()


@pytest.mark.parametrize(
    ("language", "money"), [("vi", "200.000–500.000 USD mỗi thương vụ"), ("en", "USD 200,000–500,000 a deal")]
)
def test_the_meta_line_says_kind_state_stages_and_cheque(language: str, money: str) -> None:
    entry = Investor(
        investor_kind="fund",
        investing="now",
        stages=["idea", "prototype", "first-customers", "growth"],
        cheque_min=200_000,
        cheque_max=500_000,
        currency="USD",
    )
    found = meta(entry, language)
    assert found.money == money
    assert found.terms == (
        ("investor_kind", "fund"),
        ("investing", "now"),
        ("stage", "idea"),
        ("stage", "prototype"),
        ("stage", "first-customers"),
    )


def test_the_meta_line_leaves_out_what_is_not_known() -> None:
    found = meta(Investor(stages=[], currency="VND"), "vi")
    assert (found.terms, found.money) == ((), "")


def test_another_kind_has_another_meta_line() -> None:
    with pytest.raises(TypeError):
        meta(Institute(), "vi")


def test_the_meta_line_does_not_say_what_was_said_for_a_time_that_is_over() -> None:
    yesterday = clock.today() - timedelta(days=1)
    for until, said in ((yesterday, False), (clock.today(), True)):
        entry = Investor(investing="now", investing_until=until, stages=[], currency="VND")
        assert (("investing", "now") in meta(entry, "vi").terms) is said
