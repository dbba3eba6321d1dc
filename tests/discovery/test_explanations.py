"""What the page says where words were not taken as typed, and the way back; and what it offers instead of nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.discovery.world import Results, results
from tests.factories import Factory
from tests.installation import inside, installation
from tests.markup import Element

COATING = "Anti-rust coating for steel bridges"
FILTER = "Màng lọc nước lợ"
NOODLES = "Dây chuyền làm bún"
SLUDGE = "Máy ép bùn, bùn và bùn"
ROBOT = "Trí tuệ nhân tạo đọc ảnh siêu âm"


@pytest.fixture(scope="module")
def app(template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with installation(template_database, tmp_path_factory.mktemp("explanations")) as made:
        with inside(made):
            make = Factory()
            make.entry(None, FILTER, sectors=["water-wastewater"])
            make.entry(None, ROBOT, summary="Chẩn đoán sớm bệnh gan.")
            make.entry(None, NOODLES, summary="Sợi làm từ gạo.")
            make.entry(None, SLUDGE, summary="Ép khô bùn.")
            make.entry(None, COATING, language="en", summary="Keeps rust off for ten years.")
            made.extensions["rebuild"].run()
        yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def said(page: Results) -> str:
    return " ".join(one.text for one in page.page.all("p") if "spelling" in one.get("class"))


def also(page: Results) -> str:
    return " ".join(one.text for one in page.page.all("p", class_="also-searched"))


def link(page: Results, text: str) -> Element:
    return next(one for one in page.page.all("a") if one.text == text)


@pytest.mark.parametrize(("typed", "meant"), [("mangf locj", "màng lọc"), ("màng lọc nuwóc", "màng lọc nước")])
def test_a_correction_is_said_with_the_way_back(client: FlaskClient, typed: str, meant: str) -> None:
    page = results(client, "/search", ("q", typed))
    assert page.titles[:1] == [FILTER]
    assert said(page) == f"Đang hiện kết quả cho {meant}. Vẫn tìm: {typed}"
    exactly = client.get(link(page, typed).get("href")).text
    assert "Đang tìm đúng như đã gõ." in exactly


def test_exactly_means_exactly(client: FlaskClient) -> None:
    page = results(client, "/search", ("q", "mangf locj"), ("exact", "1"))
    assert page.total == 0
    assert "Đang hiện" not in said(page)
    loosely = client.get(link(page, "Tìm cả cách viết gần giống và từ cùng nghĩa").get("href")).text
    assert FILTER.split(maxsplit=1)[0] in loosely
    assert "exact" not in link(page, "Tìm cả cách viết gần giống và từ cùng nghĩa").get("href")


def test_nothing_is_said_where_words_were_taken_as_typed(client: FlaskClient) -> None:
    assert said(results(client, "/search", ("q", "siêu âm"))) == ""


def test_a_short_form_is_explained(client: FlaskClient) -> None:
    page = results(client, "/search", ("q", "TTNT"))
    assert page.titles == [ROBOT]
    assert "Tìm cả: TTNT → trí tuệ nhân tạo" in also(page)


def test_what_a_short_form_finds_is_not_found_by_meaning(client: FlaskClient) -> None:
    for typed in ("TTNT", "ttnt", "AI"):
        page = results(client, "/search", ("q", typed))
        row = page.page.one("li", data_id=page.ids[0])
        assert "Tìm theo nghĩa" not in row.text
        assert [mark.text for mark in row.all("mark")] == ["Trí tuệ nhân tạo"]


def test_other_names_are_told_as_people_write_them(client: FlaskClient) -> None:
    told = also(results(client, "/search", ("q", "nc&pt"), ("sort", "title")))
    assert "nc&pt → nghiên cứu và phát triển, nghiên cứu phát triển, R&D" in told
    assert "graphene → graphen" in also(results(client, "/search", ("q", "graphene bún")))
    assert "gra phen" not in also(results(client, "/search", ("q", "graphene bún")))
    assert "TMDT" not in also(results(client, "/search", ("q", "tmđt bún")))


def test_half_marked_words_are_restored_with_the_way_back(client: FlaskClient) -> None:
    page = results(client, "/search", ("q", "trí tue nhân tao"))
    assert page.titles[:1] == [ROBOT]
    assert said(page).startswith("Đang hiện kết quả cho trí tuệ nhân tạo. Vẫn tìm: trí tue nhân tao")


def test_a_common_phrase_a_slip_away_is_offered(client: FlaskClient) -> None:
    page = results(client, "/search", ("q", "nuoc thia"))
    assert link(page, "nước thải").get("href").endswith("q=n%C6%B0%E1%BB%9Bc+th%E1%BA%A3i")


def test_what_is_found_by_meaning_says_so(client: FlaskClient) -> None:
    page = results(client, "/search", ("q", "sơn chống gỉ"))
    assert page.titles == [COATING]
    assert "Tìm theo nghĩa: sơn chống gỉ → anti-rust coating" in also(page)
    row = page.page.one("li", data_id=page.ids[0])
    assert "Tìm theo nghĩa" in row.text
    assert [mark.text for mark in row.all("mark")][:1] == ["Anti-rust coating"]
    assert results(client, "/search", ("q", "sơn chống gỉ"), ("exact", "1")).total == 0


def test_the_english_page_says_it_in_english(client: FlaskClient) -> None:
    page = results(client, "/en/search", ("q", "mangf locj"))
    assert said(page) == "Showing results for màng lọc. Search exactly: mangf locj"


def test_nothing_found_offers_a_word_less_with_its_count(client: FlaskClient) -> None:
    page = results(client, "/search", ("q", "siêu âm -gan"))
    assert page.total == 0
    offer = link(page, "“siêu âm”: 1 kết quả")
    assert results(client, offer.get("href")).titles == [ROBOT]


def test_nothing_found_in_quotes_is_offered_without_them(client: FlaskClient) -> None:
    page = results(client, "/search", ("q", '"lọc màng"'))
    assert page.total == 0
    assert results(client, link(page, "“lọc màng”: 1 kết quả").get("href")).titles == [FILTER]


def offers(page: Results) -> list[str]:
    return [one.text for one in page.page.all("a") if one.text.startswith("“")]


def test_a_phrase_is_left_out_as_a_whole(client: FlaskClient) -> None:
    page = results(client, "/search", ("q", '"lọc màng" nước'))
    assert page.total == 0
    assert {one.partition(":")[0] for one in offers(page)} == {"“nước”", "“lọc màng nước”"}


def test_a_quote_that_nobody_closed_is_no_phrase(client: FlaskClient) -> None:
    page = results(client, "/search", ("q", '"siêu âm -gan'))
    assert page.total == 0
    assert "“siêu âm”: 1 kết quả" in offers(page)
    assert not any('"' in one for one in offers(page))


def test_a_word_that_nothing_has_is_offered_as_the_nearest_known_one(client: FlaskClient) -> None:
    """Two slips, which no search corrects by itself."""
    page = results(client, "/search", ("q", "brdiegs"))
    assert page.total == 0
    assert offers(page) == ["“bridges”: 1 kết quả"]
    assert results(client, link(page, offers(page)[0]).get("href")).titles == [COATING]


def test_a_shorter_text_keeps_the_filters(client: FlaskClient) -> None:
    page = results(client, "/search", ("q", '"lọc màng"'), ("sector", "water-wastewater"))
    assert page.total == 0
    offer = link(page, "“lọc màng”: 1 kết quả").get("href")
    assert "sector=water-wastewater" in offer
    assert results(client, offer).titles == [FILTER]
    elsewhere = results(client, "/search", ("q", '"lọc màng"'), ("sector", "crops"))
    assert not [one for one in elsewhere.page.all("a") if "lọc màng" in one.text]


def test_what_merely_comes_close_stands_below_a_line(client: FlaskClient) -> None:
    page = results(client, "/search", ("q", "bún"))
    assert page.titles == [NOODLES, SLUDGE]
    assert said(page) == also(page) == ""
    lists = page.page.all("ol", class_="result-list")
    assert [len(one.all("li", data_id=None)) for one in lists] == [1, 1]
    assert page.page.one("p", class_="come-close").text == "1 kết quả gần đúng, không có đủ các từ"
    assert not results(client, "/search", ("q", "gan")).page.all("p", class_="come-close")


def test_where_nothing_has_all_the_words_the_page_says_so(client: FlaskClient) -> None:
    page = results(client, "/search", ("q", "siêu âm tàu ngầm"))
    assert page.titles[:1] == [ROBOT]
    assert page.page.one("p", class_="come-close").text.endswith("kết quả gần đúng, không có đủ các từ")
    page = results(client, "/search", ("q", "siêu âm tàu ngầm"), ("sort", "title"))
    assert said(page) == "Không kết quả nào khớp đủ các từ; dưới đây là các kết quả gần đúng."


def test_in_another_order_there_is_no_line(client: FlaskClient) -> None:
    page = results(client, "/search", ("q", "bún"), ("sort", "title"))
    assert set(page.titles) == {NOODLES, SLUDGE}
    assert said(page) == "1 kết quả khớp đủ các từ, 1 kết quả gần đúng."
    assert not page.page.all("p", class_="come-close")


def test_one_line_is_told_and_the_others_are_folded(client: FlaskClient) -> None:
    """In the words that were typed, or as what they were taken for is written; no name twice."""
    page = results(client, "/search", ("q", "son chong gi"), ("sort", "title"))
    assert said(page) == "Đang hiện kết quả cho sơn chống gỉ. Vẫn tìm: son chong gi"
    folded = page.page.one("details", id="da-tim-the-nao")
    assert folded.one("summary").text == "Đã tìm như thế nào"
    assert [one.text for one in folded.all("p")] == ["Tìm theo nghĩa: sơn chống gỉ → anti-rust coating."]
    assert page.page.all("p", class_="also-searched") == folded.all("p")


def test_names_are_told_once_and_as_they_are_written(client: FlaskClient) -> None:
    told = also(results(client, "/search", ("q", "TTNT và Máy Học")))
    assert "TTNT → trí tuệ nhân tạo" in told
    assert "Máy Học → học máy, machine learning" in told
    assert told.count("machine learning") == told.count("trí tuệ nhân tạo") == 1


def test_what_is_left_out_is_told_with_the_way_back(client: FlaskClient) -> None:
    """A word of several syllables is left out as a whole."""
    page = results(client, "/search", ("q", "máy -trí tuệ nhân tạo"))
    assert said(page) == "Không có: trí tuệ nhân tạo. Không loại trừ"
    everything = results(client, "/search", ("q", "-trí tuệ nhân tạo"))
    assert set(everything.titles) == {COATING, FILTER, NOODLES, SLUDGE}
    assert everything.total == 4
    assert link(page, "Không loại trừ").get("href") == "/search?q=m%C3%A1y"
    assert "q=" not in link(everything, "Không loại trừ").get("href")
    assert said(results(client, "/search", ("q", "bún -bò"), ("exact", "1"))).startswith("Đang tìm đúng như đã gõ")


def test_what_may_be_meant_is_seen_beside_what_was_searched(client: FlaskClient) -> None:
    """Not in the closed box: nobody opens it to learn that another word was meant."""
    page = results(client, "/search", ("q", "nuoc thia"))
    meant = page.page.one("p", id="co-phai-ban-tim")
    assert meant.text.startswith("Có phải bạn muốn tìm: nước thải")
    assert not [one for box in page.page.all("details") for one in box.all("p") if "Có phải" in one.text]


@pytest.mark.parametrize("typed", ['"', "*", "🚀"])
def test_what_has_no_letter_is_not_told_as_a_word(client: FlaskClient, typed: str) -> None:
    page = results(client, "/search", ("q", typed))
    assert page.total == 0
    assert "“" not in page.page.one("h2", id="ket-qua").text
    assert "Hãy gõ ít nhất một chữ cái hoặc chữ số." in page.page.text


def test_one_word_that_nothing_has_is_answered_with_another(client: FlaskClient) -> None:
    assert "Hãy thử một từ khác, hoặc một từ chung hơn." in results(client, "/search", ("q", "zzzzzz")).page.text


def test_nothing_in_one_kind_is_offered_in_the_others(client: FlaskClient) -> None:
    page = results(client, "/startups", ("q", "siêu âm"))
    assert page.total == 0
    assert results(client, link(page, "Trong “Công nghệ”: 1 kết quả").get("href")).titles == [ROBOT]


@pytest.mark.parametrize("typed", ["thạch tín", "rượu vang"])
def test_a_word_of_two_syllables_is_not_made_shorter(client: FlaskClient, typed: str) -> None:
    page = results(client, "/search", ("q", typed))
    assert page.total == 0
    assert offers(page) == []
