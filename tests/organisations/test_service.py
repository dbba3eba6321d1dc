"""Creating, changing, verifying; places chosen and places read from the address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR, VISITOR, Role
from ecosystem.kernel.access.errors import Conflict, Forbidden, Invalid, NotFound
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations import service
from ecosystem.organisations.input import OrganisationInput
from ecosystem.organisations.input_verification import VerificationInput
from ecosystem.organisations.queries import members, organisations_of, similar
from ecosystem.taxonomy.queries import vocabularies
from tests.factories import Factory


def typed(**values: Any) -> OrganisationInput:
    return OrganisationInput.model_validate({"kind": "company", "legal_name": "Công ty Nước Thử", **values})


def ward(session: Session, name: str) -> str:
    (found,) = vocabularies(session).find("place", name)
    return found.code


def test_who_creates_it_owns_it(make: Factory, session: Session) -> None:
    user = make.user(confirmed=False)
    with transaction():
        made = service.create(session, make.actor(user), typed(tax_code="0100047516"))
    actor = make.actor(user)
    assert (actor.organisation_id, actor.roles[made.id]) == (made.id, Role.OWNER)
    assert [one.id for one in organisations_of(session, actor)] == [made.id]
    assert [(one.name, one.role) for one in members(session, made)] == [(user.name, Role.OWNER)]
    with pytest.raises(Forbidden):
        service.create(session, VISITOR, typed())


def test_the_same_name_or_tax_code_is_similar_and_persons_are_not(make: Factory, session: Session) -> None:
    with transaction():
        made = service.create(
            session, make.actor(make.user()), typed(legal_name="Vườn ươm Hòa Thụy", tax_code="0100047516")
        )
    make.organisation(name="Hoà Thuỵ Vườn ươm", kind="individual")
    for name in ("vuon uom hoa thuy", "Vườn  ươm Hoà-Thuỵ."):
        assert [one.id for one in similar(session, name)] == [made.id]
    assert [one.id for one in similar(session, "Tên khác hẳn", "0100047516")] == [made.id]
    assert similar(session, "Hoà Thuỵ Vườn ươm") == []
    assert similar(session, "…") == []


def test_a_place_is_read_where_the_address_is_sure(make: Factory, session: Session) -> None:
    with transaction():
        made = service.create(
            session, make.actor(make.user()), typed(address="Số 9 phố Hàng Mới, Phường Hoàn Kiếm, Hà Nội")
        )
    assert (made.province_code, made.ward_code) == ("01", ward(session, "Phường Hoàn Kiếm"))
    assert made.address == "Số 9 phố Hàng Mới, Phường Hoàn Kiếm, Hà Nội"


def test_what_is_chosen_wins_over_what_is_read(make: Factory, session: Session) -> None:
    chosen = ward(session, "Phường Ba Đình")
    with transaction():
        made = service.create(
            session,
            make.actor(make.user()),
            typed(address="Phường Hoàn Kiếm, Hà Nội", province_code="01", ward_code=chosen),
        )
    assert made.ward_code == chosen


@pytest.mark.parametrize(
    ("codes", "field"),
    [
        ({"province_code": "99"}, "province_code"),
        ({"province_code": "01", "ward_code": "99999"}, "ward_code"),
        ({"province_code": "01", "ward_code": "01"}, "ward_code"),
    ],
)
def test_places_that_do_not_fit_are_refused(make: Factory, session: Session, codes: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        service.create(session, make.actor(make.user()), typed(**codes))
    assert set(refused.value.errors) == {field}


def test_a_ward_needs_its_own_province(make: Factory, session: Session) -> None:
    code = ward(session, "Phường Hoàn Kiếm")
    for province in (None, "04"):
        with pytest.raises(Invalid):
            service.create(session, make.actor(make.user()), typed(province_code=province, ward_code=code))


def test_the_second_of_two_editors_is_told(make: Factory, session: Session) -> None:
    user = make.user()
    made = make.organisation(user)
    actor, version = make.actor(user), made.version
    with transaction():
        service.update(session, actor, made.public_id, typed(legal_name="Tên của người thứ nhất"), version)
    with pytest.raises(Conflict) as conflict, transaction():
        service.update(session, actor, made.public_id, typed(legal_name="Tên của người thứ hai"), version)
    assert conflict.value.current["legal_name"] == "Tên của người thứ nhất"
    assert conflict.value.version == version + 1


def test_saving_the_same_changes_nothing(make: Factory, session: Session) -> None:
    user = make.user()
    made = make.organisation(user, "Công ty Nước Thử", kind="company")
    version = made.version
    with transaction():
        service.update(session, make.actor(user), made.public_id, typed(), version)
    assert made.version == version


def test_another_ones_and_a_missing_one_are_the_same(make: Factory, session: Session) -> None:
    made = make.organisation(make.user())
    stranger = make.actor(make.user())
    for public_id in (made.public_id, "zzzzzzzzzz"):
        with pytest.raises(NotFound):
            service.update(session, stranger, public_id, typed(), 1)
    viewer = make.user()
    seen = make.organisation(viewer, role=Role.VIEWER)
    with pytest.raises(Forbidden):
        service.update(session, make.actor(viewer), seen.public_id, typed(), 1)


def checked(until: date) -> VerificationInput:
    return VerificationInput(checked_by="Giấy đăng ký, Sở KH&CN", valid_until=until)


def test_a_check_is_shown_until_its_last_day(make: Factory, session: Session) -> None:
    made = make.organisation()
    until = clock.today() + timedelta(days=30)
    with act_as(OPERATOR), transaction():
        service.verify(session, OPERATOR, made.public_id, checked(until))
    assert made.verification_on(until) is not None
    assert made.verification_on(until + timedelta(days=1)) is None
    act = session.scalars(select(AuditEvent).where(AuditEvent.table == "verification")).one()
    assert (act.by_operator, act.values) == (True, {"valid_until": until.isoformat()})
    with pytest.raises(Invalid):
        service.verify(session, OPERATOR, made.public_id, checked(clock.today() - timedelta(days=1)))
    with pytest.raises(NotFound):
        service.verify(session, VISITOR, made.public_id, checked(until))


def test_no_personal_value_of_an_organisation_is_audited(make: Factory, session: Session) -> None:
    with transaction():
        service.create(session, make.actor(make.user()), typed(email="a@thu.example", telephone="024 3826 1234"))
    values = [row.values for row in session.scalars(select(AuditEvent).where(AuditEvent.entity == "organisation"))]
    assert values
    assert "thu.example" not in str(values)
    assert "3826" not in str(values)
