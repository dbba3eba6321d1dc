from __future__ import annotations

import re
from collections import Counter

from sqlalchemy.orm import Session

from ecosystem.catalogue.completeness import missing_for_publication
from ecosystem.catalogue.service import other_language
from ecosystem.demonstration.records import FOLDER, read_entries, read_organisations
from ecosystem.kernel import clock
from ecosystem.kernel.access.values import KNOWN_CODES
from ecosystem.taxonomy.queries import vocabularies
from ecosystem.technologies.input import TechnologyInput


def test_there_are_twenty_institutes_and_eighty_technologies_that_forms_would_take(session: Session) -> None:
    entries = list(read_entries({KNOWN_CODES: vocabularies(session).has}, clock.today()))
    assert Counter(entry.kind.name for entry in entries) == {"institute": 20, "technology": 80}
    assert len({(entry.kind.name, entry.key) for entry in entries}) == len(entries)


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
