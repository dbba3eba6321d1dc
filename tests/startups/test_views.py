from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue import service
from ecosystem.catalogue.models import Entry
from ecosystem.kernel import clock
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import transaction
from ecosystem.rates.service import set_rate
from ecosystem.startups.kind import KIND
from ecosystem.startups.models import Startup
from tests.catalogue.editing import Editing, begin, errors
from tests.factories import Factory, sign_in
from tests.markup import Element, parse

TITLE = "Lúa Xanh Số Thử"
FULL: dict[str, Any] = {
    "summary": "Đo khí mê-tan trên ruộng lúa.",
    "stage": "first-customers",
    "founded_on": "2023-05",
    "employees": 19,
    "traction": [
        {"metric": "Doanh thu", "month": "2026-09", "value": "-12,5", "unit": "triệu đồng"},
        {"metric": "Doanh thu", "month": "2026-10", "value": "1.238", "unit": "triệu đồng"},
        {"metric": "Hợp tác xã trả phí", "month": "2026-10", "value": "42"},
    ],
    "revenue": [{"year": 2025, "amount": "2,75 tỷ"}],
    "team": [{"name": "Nguyễn Minh Trang", "role": "Giám đốc", "link": "trang.example/cv"}],
    "raising": "now",
    "amount_sought": 300_000,
    "amount_sought_to": 400_000,
    "currency": "USD",
    "round": "seed",
    "instruments": ["convertible-note"],
    "valuation": 2_345_678,
    "valuation_basis": "cap",
    "committed": 360_000,
    "use_of_funds": [{"purpose": "Mở rộng ra 12 tỉnh", "share": "55,5"}, {"purpose": "Dự phòng"}],
    "round_closes_on": clock.today() + timedelta(days=9),
    "earlier_rounds": [{"closed_on": "03/2025", "round": "pre-seed", "amount": "2,4 tỷ", "lead": "Quỹ Mầm"}],
    "recognition_number": "12/QĐ-UBND",
    "recognition_date": "14/08/2026",
}


def page_of(client: FlaskClient, entry: Entry, prefix: str = "") -> Element:
    answer = client.get(f"{prefix}/startups/{entry.address}")
    assert answer.status_code == 200
    return parse(answer.text)


def lacking(page: Element, *words: str) -> list[str]:
    return [one for one in words if one not in page.text]


@pytest.fixture
def startup(make: Factory) -> Entry:
    with act_as(OPERATOR), transaction() as session:
        set_rate(session, OPERATOR, "USD", Decimal(26_000), date(2026, 11, 20))
    owner = make.organisation(make.user(), "Công ty Cổ phần Lúa Xanh Số Thử", kind="company")
    return make.entry(owner, TITLE, kind="startup", translation={"title": "Green Rice"}, **FULL)


def test_its_page_says_how_far_it_is_and_what_it_raises(client: FlaskClient, startup: Entry) -> None:
    page = page_of(client, startup)
    words = (
        TITLE,
        "Có khách hàng đầu tiên",
        "thành lập 05/2023",
        "19 người",
        "1.238",
        "−12,5",
        "42",
        "Nguyễn Minh Trang",
    )
    assert lacking(page, *words, "300.000–400.000 USD", "7,8–10 tỷ đồng", "26.000", "Còn 9 ngày", "55,5%") == []
    assert lacking(page, "Vòng tiền hạt giống: 2,4 tỷ đồng", "03/2025", "Quỹ Mầm", "12/QĐ-UBND", "14/08/2026") == []
    assert lacking(page, "120%", "vượt số vốn cần gọi") == []


def test_the_english_page_has_english_words(client: FlaskClient, startup: Entry) -> None:
    page = page_of(client, startup, "/en")
    assert (
        lacking(page, "Green Rice", "Raising now", "founded May 2023", "USD 300,000–400,000", "1,238", "Mar 2025") == []
    )


def test_the_english_page_says_what_is_not_translated(client: FlaskClient, make: Factory, startup: Entry) -> None:
    texts = {"title": "Rice", "summary": "Rice."}
    quiet = make.entry(startup.owner, TITLE, kind="startup", translation=texts, team=[{"name": "Lê Lúa"}])
    assert "some texts" not in page_of(client, quiet, "/en").text
    rows: dict[str, Any] = {"team": [{"name": "Lê Lúa", "role": "Giám đốc"}], "use_of_funds": [{"purpose": "Dự phòng"}]}
    entry = make.entry(startup.owner, TITLE, kind="startup", translation=texts, raising="now", **rows)
    page = page_of(client, entry, "/en")
    assert "some texts are in Vietnamese" in page.text
    assert "Dự phòng" in [one.text for one in page.all("span", lang="vi")]
    assert page.one("ul", class_="cards team").get("lang") == "vi"
    assert "Vietnamese" not in page_of(client, entry).one("article").text


def test_what_many_count_is_read_in_both_languages(client: FlaskClient, startup: Entry) -> None:
    page = page_of(client, startup, "/en")
    drawn = page.one("figure", class_="chart")
    assert drawn.one("figcaption").text == "Revenue (million VND)"
    assert not drawn.one("figcaption").all(lang="vi")
    assert drawn.one("svg").get("aria-label").startswith("Revenue: from −12.5 million VND (Sep 2026)")
    assert page.one("dl", class_="figures").one("span", lang="vi").text == "Hợp tác xã trả phí"


def test_the_chart_is_drawn_and_told_in_words(client: FlaskClient, startup: Entry) -> None:
    page = page_of(client, startup)
    drawing = page.one("svg", class_="chart-drawing")
    assert len(list(drawing.all("rect"))) == 2
    told = "Doanh thu: từ −12,5 triệu đồng (09/2026) đến 1.238 triệu đồng (10/2026)"
    assert drawing.get("aria-label") == told
    assert not any(element.get("style") for element in page.all("rect"))
    assert [row.text for row in page.one("table").all("td")][:2] == ["09/2026", "−12,5 triệu đồng"]


def test_what_is_not_stated_says_so(client: FlaskClient, make: Factory) -> None:
    page = page_of(client, make.entry(make.organisation(), TITLE, kind="startup"))
    assert page.text.count("Chưa công bố") > 4
    assert "Chưa nêu nhu cầu gọi vốn" in page.text
    assert list(page.all("svg", class_="chart-drawing")) == []


def test_an_imported_one_has_no_representative(client: FlaskClient, make: Factory, startup: Entry) -> None:
    imported = page_of(
        client, make.entry(None, "Wetpaint", kind="startup", country="US", city="Seattle", founded_on="2005")
    )
    assert lacking(imported, "Chưa có người đại diện", "Seattle, Hoa Kỳ", "thành lập 2005") == []
    assert "Chưa có người đại diện" not in page_of(client, startup).text


@pytest.mark.parametrize(
    ("source", "licence"), [("yc-2014", "CC BY-SA 4.0"), ("crunchbase-2013", "CC BY 4.0"), ("list", "")]
)
def test_the_licence_of_its_list_is_named(client: FlaskClient, startup: Entry, source: str, licence: str) -> None:
    """By which Alice Corona and Crunchbase let others show it; also when the page is represented."""
    with transaction() as session:
        session.merge(startup).source = source
    text = client.get(f"/startups/{startup.address}").text
    assert licence in text
    assert ("CC BY" in text) is bool(licence)


def test_members_see_revenue_and_valuation_and_others_do_not(
    client: FlaskClient, make: Factory, startup: Entry
) -> None:
    secret = ("2,75 tỷ đồng", "2,35 triệu USD", "Mức trần định giá")
    assert lacking(page_of(client, startup), *secret) == list(secret)
    member = sign_in(client, make.user())
    assert lacking(page_of(member, startup), *secret) == []


def test_what_is_offered_can_be_done_today(client: FlaskClient, make: Factory, startup: Entry) -> None:
    bare = make.entry(make.organisation(make.user()), "Bếp Làng", kind="startup", contact_name="Lê Bếp")
    sign_in(client, make.user())
    assert not page_of(client, bare).one("main").all("a", class_="btn btn-primary")
    with transaction() as session:
        found = session.get_one(Startup, startup.id)
        found.website, found.contact_name = "https://luaxanh.example", "Nguyễn Minh Trang"
    offered = page_of(client, startup).all("a", rel="nofollow noopener")
    buttons = [one for one in offered if "btn" in one.get("class").split()]
    assert {one.get("href") for one in buttons} == {"https://luaxanh.example"}
    assert len(buttons) == 1, "in the panel; the foot of phones asks for an introduction"
    assert "đề nghị kết nối" in page_of(client, startup).one("section", id="lien-he").text


def test_an_unconfirmed_member_is_no_member(client: FlaskClient, make: Factory, startup: Entry) -> None:
    somebody = sign_in(client, make.user(confirmed=False))
    assert "2,75 tỷ đồng" not in page_of(somebody, startup).text


def test_a_round_that_is_over_is_no_longer_an_ask(client: FlaskClient, startup: Entry) -> None:
    with clock.travel(timedelta(days=10)):
        page = page_of(client, startup)
    assert lacking(page, "Vòng gọi vốn đã khép lại", TITLE) == []
    assert [word for word in ("300.000", "Đang gọi vốn", "Còn ", "120%") if word in page.text] == []


def test_linked_technologies_are_shown_while_they_are_public(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    owner = make.organisation(user)
    public, draft = make.entry(owner, "Cảm biến mê-tan"), make.entry(owner, "Bản nháp kín", public=False)
    ended = make.entry(owner, "Đã hết hạn", closes_on=clock.today() - timedelta(days=1))
    links = [f"/technologies/{one.address}" for one in (public, draft, ended)] + ["/technologies/x-zzzzzzzzzz"]
    startup = make.entry(owner, TITLE, kind="startup", technologies=links)
    page = page_of(client, startup)
    assert f"/technologies/{public.address}" in {link.get("href") for link in page.all("a")}
    assert [word for word in ("Bản nháp kín", "Đã hết hạn", "zzzzzzzzzz", "không công khai") if word in page.text] == []
    own = page_of(sign_in(client, user), startup)
    assert "3 công nghệ bạn ghi hiện không công khai" in own.text
    assert "Bản nháp kín" not in own.text
    with transaction() as session:
        service.withdraw(session, OPERATOR, make.kind(), public.public_id)
    assert "Cảm biến mê-tan" not in page_of(client.application.test_client(), startup).text


def test_what_people_type_is_text(client: FlaskClient, make: Factory) -> None:
    evil = "<script>alert(1)</script>"
    rows = [{"metric": evil, "month": f"2026-0{month}", "value": 1, "unit": evil[:40]} for month in (1, 2)]
    entry = make.entry(
        make.organisation(),
        evil,
        kind="startup",
        traction=rows,
        team=[{"name": evil, "role": evil}],
        use_of_funds=[{"purpose": evil, "share": 1}],
        earlier_rounds=[{"lead": evil}],
        recognition_number=evil,
        recognition_issuer=evil,
        city=evil,
        raising="now",
    )
    html = client.get(f"/startups/{entry.address}").text
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert") > 8


def test_the_editor_leads_from_a_name_to_the_chart(client: FlaskClient, make: Factory, session: Session) -> None:
    user = make.user()
    make.organisation(user, kind="team")
    editing = begin(sign_in(client, user), "startups", title="Q")
    assert editing.save("traction", _add="traction").status_code == 200
    typed: dict[str, str] = {}
    for row, (month, value) in enumerate((("9/2026", "1.284"), ("10/2026", "0"))):
        typed |= {f"traction-{row}-metric": "Khách", f"traction-{row}-month": month, f"traction-{row}-value": value}
    wrong = editing.save("traction", **{**typed, "traction-1-month": "9/2026"})
    assert wrong.status_code == 422
    assert errors(wrong) == {"traction-1-month": "Tháng này bị ghi hai lần cho cùng một chỉ số"}
    assert editing.save("traction", **typed).status_code == 303
    assert editing.save("traction").status_code == 303
    [traction] = session.scalars(select(Startup.traction))
    assert [(row["month"], row["value"]) for row in traction] == [("2026-09", "1284"), ("2026-10", "0")]


def test_every_step_opens_and_saves_what_it_shows(client: FlaskClient, make: Factory, session: Session) -> None:
    user = make.user()
    owner = make.organisation(user, kind="company")
    entry = make.entry(owner, TITLE, kind="startup", **FULL)
    kept = service.values_of(KIND, entry)
    editing = Editing(sign_in(client, user), f"/startups/{entry.public_id}")
    for step in KIND.steps:
        assert editing.save(step.name).status_code == 303, step.name
    session.expire_all()
    assert service.values_of(KIND, session.get_one(Startup, entry.id)) == kept
