from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
from sqlalchemy.orm import Session

from ecosystem.catalogue.completeness import missing_for_publication
from ecosystem.catalogue.service import other_language
from ecosystem.demonstration.records import FOLDER, by_month, read_deals, read_entries, read_organisations, read_rates
from ecosystem.kernel import clock
from ecosystem.kernel.access.values import KNOWN_CODES
from ecosystem.startups.input import StartupInput
from ecosystem.taxonomy.queries import vocabularies
from ecosystem.technologies.input import TechnologyInput


def test_there_are_as_many_of_each_kind_as_the_readme_says_and_forms_would_take_them(session: Session) -> None:
    context = {KNOWN_CODES: vocabularies(session).has}
    entries = list(read_entries(context, clock.today()))
    counts = {"institute": 20, "technology": 80, "startup": 60, "investor": 25}
    assert Counter(entry.kind.name for entry in entries) == counts
    assert len(list(read_deals(context))) == 63
    assert len({(entry.kind.name, entry.key) for entry in entries}) == len(entries)
    assert len({one.key for one in read_organisations()}) == len(list(read_organisations())) == 105


def test_the_startups_are_of_every_shape() -> None:
    startups = [one.content for one in read_entries({}, clock.today()) if isinstance(one.content, StartupInput)]
    assert {one.stage for one in startups} == {"idea", "prototype", "first-customers", "growth", "expansion"}
    assert {(one.raising, one.currency) for one in startups} >= {("now", "VND"), ("now", "USD"), ("not-now", "VND")}
    assert sum(bool(one.traction) for one in startups) > 20
    assert {one.kind for one in (record.content for record in read_organisations())} >= {"company", "team", "fund"}


def test_every_leaf_of_the_sectors_has_a_startup(session: Session) -> None:
    named = {
        code for one in read_entries({}, clock.today()) if one.kind.name == "startup" for code in one.content.sectors
    }
    leaves = {term.code for term in vocabularies(session).terms("sector") if term.parent}
    assert leaves - named == set()


def test_what_names_another_entry_names_one_that_is_there() -> None:
    entries = list(read_entries({}, clock.today()))
    keys = {
        kind: {one.key for one in entries if one.kind.name == kind} for kind in ("technology", "startup", "investor")
    }
    assert {key for one in entries for key in one.technologies} <= keys["technology"]
    deals = [one.content for one in read_deals({})]
    assert {one.startup_id for one in deals} <= keys["startup"]
    assert {one.investor_id for one in deals if one.investor_id} <= keys["investor"]
    assert len({one.key for one in read_deals({})}) == len(deals)
    assert {len(one.dated or "") for one in deals} == {0, 4, 7, 10}
    assert any(one.amount is None for one in deals)


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (date(2026, 1, 31), ["2025-10", "2025-11", "2025-12"]),
        (date(2027, 3, 1), ["2026-12", "2027-01", "2027-02"]),
        (date(2026, 12, 15), ["2026-09", "2026-10", "2026-11"]),
    ],
)
def test_monthly_figures_end_with_last_month(today: date, months: list[str]) -> None:
    rows = list(by_month({"metric": "Ao", "unit": "ao", "monthly": [1, 2.5, 3]}, today))
    assert [row["month"] for row in rows] == months
    assert [str(row["value"]) for row in rows] == ["1", "2.5", "3"]


def test_a_rounds_last_day_lies_ahead_of_the_day_of_loading() -> None:
    today = clock.today()
    startups = [one.content for one in read_entries({}, today) if isinstance(one.content, StartupInput)]
    days = [one.round_closes_on for one in startups if one.round_closes_on]
    assert len(days) > 20
    assert min(days) > today


def test_the_rate_is_of_a_day_that_is_over() -> None:
    (rate,) = read_rates(clock.today())
    assert rate.currency == "USD"
    assert rate.vnd == 26000
    assert rate.day < clock.today()


def test_every_entry_is_complete_and_its_translation_too(session: Session) -> None:
    for entry in read_entries({KNOWN_CODES: vocabularies(session).has}, clock.today()):
        assert missing_for_publication(entry.kind, entry.content.model_dump()) == [], entry.key
        if entry.translation:
            assert other_language(entry.language) in {"vi", "en"}
            assert set(entry.translation) <= set(entry.kind.translated), entry.key
            entry.kind.input.model_validate(entry.translation)


def test_the_organisations_stand_in_wards_of_the_city(session: Session) -> None:
    terms = vocabularies(session)
    for record in read_organisations():
        if record.content.province_code is None:  # at home elsewhere
            continue
        ward = terms.get("place", record.content.ward_code or "")
        assert ward is not None, record.key
        assert ward.parent == record.content.province_code, record.key


def test_deadlines_lie_ahead_of_the_day_of_loading() -> None:
    today = clock.today()
    days = [e.content.closes_on for e in read_entries({}, today) if isinstance(e.content, TechnologyInput)]
    assert all(day > today for day in days if day)
    assert any(day is None for day in days)


def test_nobody_real_can_be_reached_through_it() -> None:
    for path in FOLDER.glob("*.json"):
        text = path.read_text(encoding="utf-8")
        for host in re.findall(r"(?:https?://|@)([\w.-]+\w)", text):
            assert host.endswith(".example"), (path.name, host)
