from __future__ import annotations

from datetime import date, timedelta

from ecosystem.startups.milestones import milestones

TODAY = date(2026, 11, 25)


def test_newest_first_with_what_is_to_come_before_it() -> None:
    found = milestones(
        {
            "founded_on": "2023",
            "recognition_number": "12",
            "recognition_date": date(2026, 8, 14),
            "earlier_rounds": [{"closed_on": "2025-03", "round": "pre-seed"}, {"closed_on": None, "round": "grant"}],
            "raising": "now",
            "round_closes_on": date(2027, 3, 31),
        },
        TODAY,
    )
    assert [(one.kind, one.when, one.is_done) for one in found] == [
        ("closing", "2027-03-31", False),
        ("recognised", "2026-08-14", True),
        ("round", "2025-03", True),
        ("founded", "2023", True),
        ("round", "", True),
    ]


def test_a_round_that_is_over_is_no_plan() -> None:
    asked = {"raising": "now", "round_closes_on": TODAY}
    assert [one.kind for one in milestones(asked, TODAY)] == ["closing"]
    assert milestones(asked, TODAY + timedelta(days=1)) == []
    assert milestones({**asked, "raising": "not-now"}, TODAY) == []


def test_what_a_viewer_may_not_see_is_not_told() -> None:
    assert milestones({}, TODAY) == []
