from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ecosystem.institutes.input import InstituteInput
from ecosystem.kernel import clock
from ecosystem.kernel.access.values import KNOWN_CODES


def refused(**values: Any) -> str:
    """The field at fault."""
    with pytest.raises(ValidationError) as caught:
        InstituteInput.model_validate({"title": "Viện Thử", **values}, context={KNOWN_CODES: lambda *_: False})
    error = caught.value.errors()[0]
    cause = error.get("ctx", {}).get("error")
    return str(error["loc"][0]) if error["loc"] else str(getattr(cause, "field", ""))


def test_a_name_alone_is_a_draft() -> None:
    made = InstituteInput(title="Viện Thử")
    assert made.groups == []
    assert made.staff_total is None
    assert made.ror_id is None


def test_empty_fields_of_a_form_are_nothing() -> None:
    empty = dict.fromkeys(("institute_kind", "founded_year", "ror_id", "staff_total", "staff_researchers"), "")
    made = InstituteInput.model_validate({"title": "Viện Thử", **empty})
    assert made.model_dump(include=set(empty)) == dict.fromkeys(empty)


def test_rows_are_read() -> None:
    made = InstituteInput.model_validate(
        {
            "title": "Viện Thử",
            "groups": [{"name": "Nhóm Vật liệu", "staff": "11"}],
            "accreditations": [{"name": "ISO/IEC 17025:2017", "expires_on": "30/06/2027"}],
        }
    )
    assert made.groups[0].staff == 11
    assert str(made.accreditations[0].expires_on) == "2027-06-30"


def test_more_researchers_than_people_are_refused() -> None:
    assert refused(staff_total=10, staff_researchers=11) == "staff_researchers"
    assert InstituteInput(title="Viện Thử", staff_total=10, staff_researchers=10).staff_researchers == 10


def test_a_year_to_come_is_refused() -> None:
    assert refused(founded_year=clock.today().year + 1) == "founded_year"
    assert InstituteInput(title="Viện Thử", founded_year=clock.today().year).founded_year


def test_a_kind_that_is_no_term_is_refused() -> None:
    assert refused(institute_kind="academy") == "institute_kind"


def test_a_mistyped_ror_id_is_refused() -> None:
    assert refused(ror_id="https://ror.org/02mhbdp95") == "ror_id"
