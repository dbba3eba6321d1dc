from __future__ import annotations

import pytest

from ecosystem.catalogue.completeness import missing_for_publication
from ecosystem.discovery.parameters import CODED
from ecosystem.institutes.input import InstituteInput
from ecosystem.institutes.kind import KIND, meta
from ecosystem.institutes.models import Institute
from ecosystem.technologies.models import Technology


def test_the_steps_show_every_field_once() -> None:
    shown = [name for step in KIND.steps for name in step.fields]
    assert sorted(shown) == sorted(InstituteInput.model_fields)


def test_a_name_a_summary_and_a_sector_suffice_for_publication() -> None:
    lacking = missing_for_publication(KIND, {"title": "Viện Thử", "summary": "", "sectors": []})
    assert [name for _, name in lacking] == ["summary", "sectors"]


def test_every_facet_is_a_parameter_with_its_vocabulary() -> None:
    assert {facet.field: facet.vocabulary for facet in KIND.facets} == {
        facet.field: CODED[facet.field][1] for facet in KIND.facets
    }


@pytest.mark.parametrize(
    ("language", "line"), [("vi", ("1.250 người", "thành lập năm 1998")), ("en", ("1,250 people", "founded in 1998"))]
)
def test_the_meta_line_says_how_many_and_since_when(language: str, line: tuple[str, ...]) -> None:
    assert meta(Institute(staff_total=1250, founded_year=1998), language).extra == line


def test_the_meta_line_leaves_out_what_is_not_known() -> None:
    assert meta(Institute(), "vi").extra == ()


def test_another_kind_has_another_meta_line() -> None:
    with pytest.raises(TypeError):
        meta(Technology(), "vi")
