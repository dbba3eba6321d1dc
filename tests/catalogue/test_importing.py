from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.imported_keys import keys_of
from ecosystem.catalogue.imported_owner import ImportedOwner
from ecosystem.catalogue.importing import EntryImporter, Origin
from ecosystem.catalogue.models import Entry, State
from ecosystem.catalogue.service import assign, values_of
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.tabular.outcome import Effect
from ecosystem.organisations.models import Organisation
from ecosystem.taxonomy.queries import vocabularies
from ecosystem.technologies.input import TechnologyInput
from ecosystem.technologies.kind import KIND
from ecosystem.technologies.models import Technology
from tests.factories import Factory

ORIGIN = Origin("T-1", "en")
OWNER = ImportedOwner(name="Test Institute", external_id="TI")


def write(
    owner: ImportedOwner | None = OWNER, origin: Origin = ORIGIN, source: str = "a list", **values: Any
) -> tuple[Effect, list[str]]:
    """The effect, and the fields that were noted; in a session that knows nothing yet, as another day's import."""
    content = TechnologyInput.model_validate({"title": "A valve", **values})
    with transaction() as session:
        session.expunge_all()
        importer = EntryImporter(KIND, source, "institute")
        effect, notes = importer.write(session, content, origin, owner)
        importer.settle(session)
    return effect, [note.field for note in notes]


def stored(session: Session) -> Technology:
    entry = session.scalars(select(Technology).execution_options(populate_existing=True)).one()
    session.refresh(entry, ["rights", "confidential"])
    return entry


def by_hand(session: Session, **values: Any) -> None:
    """A person saves the entry with these values."""
    with transaction():
        entry = stored(session)
        assign(session, KIND, entry, TechnologyInput.model_validate({**values_of(KIND, entry), **values}))


def test_a_new_row_is_public_at_once_and_knows_where_it_came_from(session: Session) -> None:
    assert write(rights=[{"kind": "patent", "number": "12345", "expires_on": "10/03/2031"}]) == (Effect.NEW, [])
    entry = stored(session)
    assert (entry.source, entry.external_id, entry.language) == ("a list", "T-1", "en")
    assert entry.state == State.PUBLIC
    assert entry.slug == "a-valve"
    assert not entry.is_demo
    assert [(right.kind, right.number, str(right.expires_on)) for right in entry.rights] == [
        ("patent", "12345", "2031-03-10")
    ]
    assert entry.owner is not None
    assert (entry.owner.kind, entry.owner.legal_name, entry.owner.external_id) == ("institute", "Test Institute", "TI")


def test_the_same_row_writes_nothing(session: Session) -> None:
    write(trl=4)
    events = session.scalar(select(func.count()).select_from(AuditEvent))
    before = stored(session).version, stored(session).updated_at
    assert write(trl=4) == (Effect.UNCHANGED, [])
    assert (stored(session).version, stored(session).updated_at) == before
    assert session.scalar(select(func.count()).select_from(AuditEvent)) == events


def test_what_the_source_changes_is_taken_over(session: Session) -> None:
    write(trl=4, keywords=["valve"], rights=[{"kind": "patent", "number": "1"}])
    changed: dict[str, Any] = {"trl": 5, "rights": [{"kind": "patent", "number": "2"}]}
    assert write(**changed) == (Effect.CHANGED, [])
    entry = stored(session)
    assert (entry.trl, entry.keywords, [right.number for right in entry.rights]) == (5, [], ["2"])


def test_what_a_person_changed_stays_and_is_noted(session: Session) -> None:
    write(trl=4, summary="Old.")
    by_hand(session, trl=6)
    assert write(trl=5, summary="New.") == (Effect.CHANGED, ["trl"])
    entry = stored(session)
    assert (entry.trl, entry.summary) == (6, "New.")


def test_a_persons_right_is_not_written_over(session: Session) -> None:
    write(rights=[{"kind": "patent", "number": "1"}])
    by_hand(session, rights=[{"kind": "patent", "number": "1-0099"}])
    assert write(rights=[{"kind": "patent", "number": "2"}]) == (Effect.UNCHANGED, ["rights"])
    assert [right.number for right in stored(session).rights] == ["1-0099"]


def test_what_a_person_added_is_no_conflict(session: Session) -> None:
    write(trl=4)
    by_hand(session, description="Ours.", confidential_detail="Secret.")
    assert write(trl=5) == (Effect.CHANGED, [])
    entry = stored(session)
    assert (entry.trl, entry.description) == (5, "Ours.")
    assert entry.confidential is not None
    assert entry.confidential.detail == "Secret."


def test_a_person_and_the_source_who_say_the_same_agree(session: Session) -> None:
    write(trl=4)
    by_hand(session, trl=5)
    assert write(trl=5) == (Effect.UNCHANGED, [])
    assert write(trl=6) == (Effect.CHANGED, [])


def test_what_is_noted_once_is_not_noted_again(session: Session) -> None:
    write(trl=4)
    by_hand(session, trl=6)
    write(trl=5)
    assert write(trl=5) == (Effect.UNCHANGED, [])


def test_a_withdrawn_entry_stays_withdrawn(session: Session) -> None:
    write(trl=4)
    with transaction():
        stored(session).state = State.WITHDRAWN.value
    assert write(trl=5) == (Effect.CHANGED, [])
    assert stored(session).state == State.WITHDRAWN


@pytest.mark.parametrize("external_id", ["TI", ""])
def test_one_owner_owns_all_its_rows(session: Session, external_id: str) -> None:
    write(ImportedOwner(name="Viện Hoà Bình", external_id=external_id))
    again = ImportedOwner(name="VIỆN HÒA BÌNH", external_id=external_id)
    write(again, Origin("T-2", "en"))
    assert session.scalar(select(func.count()).select_from(Organisation)) == 1


def test_a_name_in_another_source_is_another_organisation(session: Session) -> None:
    write(ImportedOwner(name="Viện Thử"))
    write(ImportedOwner(name="Viện Thử"), source="another list")
    assert session.scalar(select(func.count()).select_from(Organisation)) == 2
    assert session.scalar(select(func.count()).select_from(Entry)) == 2


def test_a_row_may_have_no_owner_and_get_one(session: Session) -> None:
    assert write(None) == (Effect.NEW, [])
    assert stored(session).owner_id is None
    assert write(OWNER) == (Effect.CHANGED, [])
    assert stored(session).owner_id is not None


def test_an_entry_that_was_claimed_keeps_its_owner(session: Session, make: Factory) -> None:
    write(OWNER)
    claimer = make.organisation()
    with transaction():
        stored(session).owner_id = claimer.id
    assert write(ImportedOwner(name="Another Institute")) == (Effect.UNCHANGED, ["owner"])
    assert stored(session).owner_id == claimer.id


def test_the_digest_is_of_the_row_last_imported(session: Session) -> None:
    write(trl=4)
    write(trl=5)
    write(origin=Origin("T-2", "en"), trl=5)
    assert len(set(session.scalars(select(Entry.imported_digest)))) == 1


def by_keys(title: str, **more: str) -> Effect:
    """A row without an id."""
    return write(None, Origin("", "vi", keys_of(title, **more)), title=title)[0]


def test_without_an_id_the_tax_code_finds_the_entry_whatever_its_name(session: Session) -> None:
    assert by_keys("Máy sấy A", tax_code="0100047516") is Effect.NEW
    assert by_keys("Máy sấy A và B", tax_code="0100047516") is Effect.CHANGED
    assert by_keys("Máy sấy A và B", tax_code="0100047516") is Effect.UNCHANGED
    assert stored(session).title == "Máy sấy A và B"


def test_then_the_website_and_then_the_name_that_it_had_once(session: Session) -> None:
    assert by_keys("Sợi Tre Non", website="https://www.soitrenon.example/vi") is Effect.NEW
    assert by_keys("Công ty Sợi Tre Non", website="http://soitrenon.example") is Effect.CHANGED
    assert by_keys("SOI TRE NON") is Effect.CHANGED
    assert session.scalar(select(func.count()).select_from(Entry)) == 1


def test_the_same_name_with_another_tax_code_is_another(session: Session) -> None:
    by_keys("Lúa Xanh", tax_code="0100047516")
    assert by_keys("Lúa Xanh", tax_code="0999120634") is Effect.NEW
    assert session.scalar(select(func.count()).select_from(Entry)) == 2


def test_a_page_on_a_shared_host_tells_nobody_apart(session: Session) -> None:
    by_keys("Lúa Xanh", website="https://facebook.com/luaxanh")
    assert by_keys("Tre Vàng", website="https://facebook.com/trevang") is Effect.NEW


def test_a_natural_person_is_kept_without_a_page(session: Session) -> None:
    write(None, Origin("p:1", "en", is_public=False))
    assert (stored(session).state, stored(session).slug) == (State.DRAFT, None)


def test_an_owner_is_filled_in_but_not_over_its_own_people(session: Session, make: Factory) -> None:
    write(ImportedOwner(name="Viện Thử", telephone="024 3826 1234"))
    again = ImportedOwner(name="Viện Thử", telephone="024 3826 9999", address="1 Phố Thử")
    write(again, Origin("T-2", "en"))
    owner = session.scalars(select(Organisation)).one()
    assert (owner.telephone, owner.address) == ("024 3826 1234", "1 Phố Thử")


def test_an_owner_is_placed_where_its_address_is_sure(session: Session) -> None:
    write(ImportedOwner(name="Viện Thử", address="Số 9, Phường Hoàn Kiếm, Hà Nội"))
    write(ImportedOwner(name="Viện Hai", address="Thôn Đoài, Xã Kim Chung, Hà Nội"), Origin("T-2", "en"))
    sure, doubtful = session.scalars(select(Organisation).order_by(Organisation.id))
    assert (sure.province_code, vocabularies(session).label("place", sure.ward_code or "", "vi")) == (
        "01",
        "Phường Hoàn Kiếm",
    )
    assert (doubtful.province_code, doubtful.ward_code) == ("01", None)


def test_a_row_without_an_id_finds_the_new_entry_of_the_same_run(session: Session) -> None:
    """The second row's strongest key is new; its name is that of a row which still waits to be written."""
    importer = EntryImporter(KIND, "a list", "institute")
    first = Origin("", "en", {"tax_code": "0100109106", **keys_of("A valve")})
    second = Origin("", "en", {"website": "valve.example", **keys_of("A valve")})
    with transaction():
        effects = [
            importer.write(session, TechnologyInput.model_validate({"title": "A valve", "trl": trl}), origin, None)[0]
            for origin, trl in ((first, None), (second, 4))
        ]
        importer.settle(session)
    assert effects == [Effect.NEW, Effect.CHANGED]
    assert stored(session).trl == 4


def test_what_was_rolled_back_is_written_again(session: Session) -> None:
    """As the runner does with a chunk that fails: undone, then row by row."""
    importer = EntryImporter(KIND, "a list", "institute")
    content = TechnologyInput(title="A valve")
    origins = (ORIGIN, Origin("", "en", keys_of("A valve")))
    with transaction():
        savepoint = session.begin_nested()
        assert [importer.write(session, content, origin, OWNER)[0] for origin in origins] == [Effect.NEW] * 2
        importer.settle(session)
        assert [importer.write(session, content, Origin("T-2", "en"), OWNER)[0]] == [Effect.NEW]
        savepoint.rollback()
        importer.forget()
        assert [importer.write(session, content, origin, OWNER)[0] for origin in origins] == [Effect.NEW] * 2
        importer.settle(session)
        importer.forget()
        assert [importer.write(session, content, origin, OWNER)[0] for origin in origins] == [Effect.UNCHANGED] * 2
    assert session.scalars(select(Entry.external_id).order_by(Entry.id)).all() == ["T-1", None]
    assert len(session.scalars(select(Organisation)).all()) == 1
