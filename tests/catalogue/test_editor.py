"""The steps of the editor through their pages: what is typed comes back, rows come and go."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Draft, Entry
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.technologies.models import Technology
from tests.catalogue.editing import begin, entry_of, errors, note

LONG = "Một đoạn dài, có dấu.\r\n\r\n<b>và thẻ</b> & ký tự “lạ”.\r\n" * 40


def test_what_is_wrong_comes_back_by_field_with_all_that_was_typed(signed_in: FlaskClient, session: Session) -> None:
    editing = begin(signed_in)
    typed = {
        "trl": "5",
        "trl_target": "2",
        "trl_evidence": LONG,
        "trl_date": "31/02/2026",
        "parameters-0-name": "Lưu lượng",
        "parameters-0-value": "nhiều",
        "parameters-0-unit": "m³/h",
        "parameters-1-name": "",
        "parameters-2-name": "Áp suất",
        "parameters-2-value": "1,5",
        "standards": "QCVN 40\r\nQCVN 41",
        "publications-0-title": "Bài báo",
        "publications-0-url": "javascript:alert(1)",
    }
    before = session.scalar(select(Entry.version))
    answer = editing.save("readiness", **typed)
    assert answer.status_code == 422
    assert re.search(r"<title>\s*Lỗi", answer.text)
    found = errors(answer)
    assert {"trl_date", "parameters-0-value", "publications-0-url"} <= set(found)
    shown = editing.again(answer, "readiness").data
    assert shown["trl_evidence"].replace("\r\n", "\n") == LONG.replace("\r\n", "\n")
    assert (shown["trl"], shown["trl_target"], shown["trl_date"]) == ("5", "2", "31/02/2026")
    assert (shown["parameters-0-value"], shown["parameters-0-unit"]) == ("nhiều", "m³/h")
    assert (shown["parameters-1-name"], shown["parameters-1-value"]) == ("Áp suất", "1,5")
    assert shown["publications-0-url"] == "javascript:alert(1)"
    assert shown["standards"].split() == ["QCVN", "40", "QCVN", "41"]
    assert entry_of(session).version == before
    mended = {
        "trl_evidence": LONG[:1500],
        "trl_target": "7",
        "trl_date": "",
        "parameters-0-value": "20",
        "publications-0-url": "https://thu.example",
    }
    saved = editing.again(answer, "readiness").send(signed_in, **mended)
    assert saved.status_code == 303, errors(saved)
    session.expire_all()
    technology = entry_of(session)
    assert [row["name"] for row in technology.parameters] == ["Lưu lượng", "Áp suất"]  # type: ignore[attr-defined]  # a technology
    assert editing.step("readiness").data["parameters-1-value"] in {"1.5", "1,5"}


def test_rows_come_and_go_with_a_button_and_nothing_else_changes(signed_in: FlaskClient, session: Session) -> None:
    editing = begin(signed_in)
    shown = editing.step("rights")
    assert [name for name in shown.data if name.startswith("rights-")]
    more = shown.send(signed_in, **{"rights-0-number": "VN 1", "mission_code": "ĐT.01", "_add": "rights"})
    assert more.status_code == 200
    shown = editing.again(more, "rights")
    assert (shown.data["rights-0-number"], shown.data["rights-1-number"], shown.data["mission_code"]) == (
        "VN 1",
        "",
        "ĐT.01",
    )
    less = shown.send(signed_in, **{"rights-1-number": "VN 2", "_remove": "rights-0"})
    shown = editing.again(less, "rights")
    assert shown.data["rights-0-number"] == "VN 2"
    assert "rights-1-number" not in shown.data
    assert shown.data["mission_code"] == "ĐT.01"
    assert shown.send(signed_in, **{"rights-0-kind": "patent"}).status_code == 303
    assert editing.step("rights").data["rights-0-number"] == "VN 2"
    assert session.scalar(select(func.count()).select_from(Draft)) == 0


def test_what_was_saved_can_be_taken_out_again(signed_in: FlaskClient, session: Session) -> None:
    """Rows of a table of their own, and the text that is kept apart."""
    editing = begin(signed_in)
    rights = {"rights-0-kind": "patent", "rights-0-number": "VN 1", "confidential_detail": "Bí quyết."}
    assert editing.save("rights", **rights).status_code == 303
    assert editing.step("rights").data["confidential_detail"] == "Bí quyết."
    shown = editing.again(editing.save("rights", _remove="rights-0"), "rights")
    assert shown.send(signed_in, confidential_detail="").status_code == 303
    assert editing.step("rights").data["rights-0-number"] == ""
    assert editing.step("rights").data["confidential_detail"] == ""
    session.rollback()
    changes = session.scalars(select(AuditEvent.table).where(AuditEvent.action == "delete"))
    assert set(changes) == {"technology_right", "technology_confidential"}


def test_a_currency_that_is_typed_counts_more_than_the_one_in_the_list(
    signed_in: FlaskClient, session: Session
) -> None:
    draft = begin(signed_in)
    assert draft.save("terms", price_from="500k USD", price_to="1M", currency="VND").status_code == 303
    assert session.execute(select(Technology.price_from, Technology.currency)).one() == (500_000, "USD")
    assert "tính bằng USD, như bạn đã ghi" in note(signed_in.get(f"{draft.address}/edit"))
    shown = draft.step("terms")
    assert (shown.data["price_from"], shown.data["price_to"]) == ("500.000", "1.000.000")
    assert draft.save("terms", price_from="500k USD", currency="USD").status_code == 303
    assert "tính bằng" not in note(signed_in.get(f"{draft.address}/edit"))
    mixed = draft.save("terms", price_from="1.200.000.000đ", price_to="500k USD")
    assert mixed.status_code == 422
    assert "loại tiền" in errors(mixed)["price_to"]
    assert "thỏa thuận" in errors(draft.save("terms", price_from="thỏa thuận"))["price_from"]


def test_what_is_too_long_is_kept_whole_and_said_to_be(signed_in: FlaskClient) -> None:
    editing = begin(signed_in)
    assert "maxlength" not in signed_in.get(f"{editing.address}/edit/basics").text, "a browser cuts what is pasted"
    typed = "nước sạch " * 90
    answer = editing.save("basics", summary=typed)
    assert answer.status_code == 422
    assert all(number in errors(answer)["summary"] for number in ("600", "900"))
    assert editing.again(answer, "basics").data["summary"].strip() == typed.strip()
