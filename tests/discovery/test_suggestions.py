"""What the box suggests while somebody types, as a page's script gets it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import State
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import transaction
from tests.factories import Factory
from tests.markup import Element, parse

INSTITUTES = "Viện, trường"
STARTUPS = "Khởi nghiệp"


@dataclass(frozen=True)
class Suggested:
    """The fragment, read as the script does."""

    page: Element

    @property
    def groups(self) -> dict[str, list[str]]:
        """The words of each group's options."""
        found = {}
        for group in self.page.all("div", role="group"):
            head = group.one("div", id=group.get("aria-labelledby"))
            found[head.text] = [option.text for option in group.all("a", role="option")]
        return found

    @property
    def addresses(self) -> list[str]:
        return [option.get("href") for option in self.page.all("a", role="option")]


def suggested(client: FlaskClient, text: str, *, kind: str = "", prefix: str = "") -> Suggested:
    answer = client.get(f"{prefix}/search/suggest", query_string={"q": text, "kind": kind})
    assert answer.status_code == 200
    return Suggested(parse(f"<main>{answer.text}</main>"))


@pytest.fixture
def entries(make: Factory) -> Factory:
    water = {"title": "Filter for brackish water"}
    make.entry(None, "Màng lọc nước lợ", translation=water)
    make.entry(None, "Đường Sạch", kind="startup")
    make.entry(None, "Dương Xuân", kind="startup")
    make.entry(None, "Viện Công nghệ Sinh học Hồng Hà", kind="institute")
    make.entry(None, "Viện Công nghệ kín", kind="institute", public=False)
    make.index()
    return make


NAMES = [
    "viện công ngh",
    "vien cong ngh",
    "vieenj coong ngh",
    "VIÊN CÔNG",
    "cong nghe sin",
    "sinh cong",
    "VCNSH",
    "viện CNSH",
    "hong h",
]


@pytest.mark.parametrize("typed", NAMES)
def test_a_name_is_suggested_however_it_is_begun(entries: Factory, client: FlaskClient, typed: str) -> None:
    assert suggested(client, typed).groups[INSTITUTES] == ["Viện Công nghệ Sinh học Hồng Hà"]


def test_marks_that_were_typed_come_first(entries: Factory, client: FlaskClient) -> None:
    for typed, names in (("đ", ["Đường Sạch", "Dương Xuân"]), ("dươ", ["Dương Xuân", "Đường Sạch"])):
        assert suggested(client, typed).groups[STARTUPS] == names
    assert set(suggested(client, "duong").groups[STARTUPS]) == {"Đường Sạch", "Dương Xuân"}


def test_a_title_is_shown_in_the_language_of_the_page(entries: Factory, client: FlaskClient) -> None:
    """Beside it the one in the other language, where only that was begun."""
    vietnamese, english = "Màng lọc nước lợ", "Filter for brackish water"
    for prefix, typed, shown, detail, language in (
        ("", "water", vietnamese, english, "en"),
        ("/en", "nước lợ", english, vietnamese, "vi"),
        ("", "lọc", vietnamese, "", ""),
        ("/en", "filter", english, "", ""),
    ):
        option = suggested(client, typed, prefix=prefix).page.all("a", role="option")[0]
        assert option.get("href").startswith(f"{prefix}/technologies/mang-loc-nuoc-lo-")
        title, *beside = option.all("span")
        assert (title.text, title.get("lang")) == (shown, "")
        assert [(one.text, one.get("lang")) for one in beside] == ([(detail, language)] if detail else [])


def test_a_title_that_is_not_translated_says_its_language(make: Factory, client: FlaskClient) -> None:
    make.entry(None, "Zinc paint", language="en")
    make.index()
    (option,) = suggested(client, "zinc").page.all("a", role="option")
    assert option.one("span").get("lang") == "en"


def test_what_was_typed_is_marked_and_the_rest_escaped(make: Factory, client: FlaskClient) -> None:
    make.entry(None, "Phần mềm <script>alert(1)</script> & kế toán")
    make.index()
    (option,) = suggested(client, "phan me").page.all("a", role="option")
    assert [one.text for one in option.all("mark")] == ["Phần", "mề"]
    assert option.text == "Phần mềm <script>alert(1)</script> & kế toán"


def test_words_of_the_vocabularies_lead_to_the_search_narrowed_to_them(make: Factory, client: FlaskClient) -> None:
    make.entry(None, "Màng lọc")
    make.index()
    for prefix, typed, words in (
        ("", "nước c", "Nước cấp, nước thải Lĩnh vực"),
        ("", "nuoc thai", "Nước cấp, nước thải Lĩnh vực"),
        ("", "wastew", "Nước cấp, nước thải Lĩnh vực"),
        ("/en", "thair", "Water and wastewater Sector"),
    ):
        found = suggested(client, typed, prefix=prefix)
        assert (typed, list(found.groups.values())) == (typed, [[words]])
        assert found.addresses == [f"{prefix}/search?sector=water-wastewater"]


def test_a_word_under_which_there_is_nothing_is_not_suggested(make: Factory, client: FlaskClient) -> None:
    make.entry(None, "Màng lọc", public=False)
    make.index()
    assert suggested(client, "nuoc thai").groups == {}


def test_the_list_of_a_kind_suggests_that_kind(entries: Factory, client: FlaskClient) -> None:
    assert set(suggested(client, "d", kind="startup").groups) == {STARTUPS}
    assert suggested(client, "d", kind="institute").groups == {}
    found = suggested(client, "nuoc", kind="technology")
    assert found.addresses[-1] == "/technologies?sector=water-wastewater"


def test_one_kind_does_not_push_out_the_others(make: Factory, client: FlaskClient) -> None:
    for number in range(12):
        make.entry(None, f"Lọc {number}")
    make.entry(None, "Nhà máy lọc", kind="startup")
    make.index()
    groups = suggested(client, "lọc").groups
    assert [len(group) for group in groups.values()] == [4, 1]


def test_what_was_withdrawn_is_suggested_no_more_at_once(
    entries: Factory, client: FlaskClient, session: Session
) -> None:
    """Before the index has heard of it."""
    made = entries.entry(None, "Kho lạnh di động")
    entries.index()
    assert suggested(client, "kho l").groups
    with transaction(), act_as(OPERATOR):
        made.state = State.WITHDRAWN.value
    assert suggested(client, "kho l").groups == {}


def test_nothing_typed_and_nothing_meant_are_no_errors(entries: Factory, client: FlaskClient) -> None:
    for typed in ("", " ", "?!", "\u200b", "🙂", "zzzzqq", "^", "=ab", "#", "không " * 500, "a_b:*", "\x00"):
        assert suggested(client, typed).groups == {}, repr(typed[:20])
    assert client.get("/search/suggest").text == ""
    assert client.get("/search/suggest?q=loc&kind=unknown").status_code == 200


def test_pages_name_the_address_for_their_box(client: FlaskClient) -> None:
    for page, address in (
        ("/", "/search/suggest"),
        ("/en/search", "/en/search/suggest"),
        ("/technologies", "/search/suggest?kind=technology"),
    ):
        box = parse(client.get(page).text).one("input", id="search-q")
        assert box.get("data-suggest") == address
        assert not any(name == "role" or name.startswith("aria-") for name in box.attributes)
