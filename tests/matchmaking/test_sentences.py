"""Terms as sentences, in both languages, to both sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.kernel.access.language import writing_in
from ecosystem.kernel.web.languages import translate
from ecosystem.matching.explanation import Part, Reason
from ecosystem.matching.profiles import StartupProfile, Stated, Thesis
from ecosystem.matching.terms import GROUPS, HAND_WEIGHTS
from ecosystem.matchmaking.reader import Reader, Side
from ecosystem.matchmaking.sentences import GROUP_NAMES, TERM_NAMES, sentence, sentence_of

FARM = StartupProfile("s", ("crops",), "VN", "vietnam-north", "01", 2023, "seed", 8e9, 12e9)
WORDS = {"crops": "Trồng trọt", "VN": "Việt Nam", "vietnam-north": "Miền Bắc", "01": "Hà Nội"}
Facts = Mapping[str, float | str | None]


def reader(side: Side = Side.INVESTOR, language: str = "vi", investor: str = "Quỹ Hồ Tây", owners: int = 0) -> Reader:
    return Reader(side, language, FARM, investor, lambda _vocabulary, code: WORDS.get(code, code), owners, {"a": "Ánh"})


def said(term: str, contribution: float, facts: Facts, who: Reader | None = None) -> str:
    chosen = who or reader()
    with writing_in(chosen.language):
        return translate(sentence(Part(term, contribution, contribution, 1.0, facts), chosen))


def deals(
    deals: int, of: int, times: float | None, *, declared: bool = False, latest: int | None = None, others: int = 0
) -> Facts:
    last = of if latest is None else latest
    named = {"declared": float(declared), "others": float(others)}
    return {"deals": deals, "of": of, "latest": last, "times": times, **named}


@pytest.mark.usefixtures("app_context")
def test_deals_are_told_with_their_numbers_to_both_sides() -> None:
    seven = deals(7, 20, 4.1)
    assert said("sector", 1.3, seven) == (
        "Trong 20 doanh nghiệp gần nhất bạn rót vốn, 7 doanh nghiệp làm về Trồng trọt, gấp 4 lần mức trung bình"
    )
    theirs = said("sector", 1.3, seven, reader(Side.FOUNDER))
    assert theirs.startswith("Trong 20 doanh nghiệp gần nhất mà Quỹ Hồ Tây rót vốn, 7 doanh nghiệp làm về Trồng trọt,")
    english = said("sector", 1.3, seven, reader(language="en"))
    assert english == "7 of the last 20 startups you backed worked in Trồng trọt, 4 times the average"
    assert "gấp 1,5 lần" in said("country", 0.4, deals(3, 4, 1.5))
    assert "gấp hơn mười lần" in said("country", 2.4, deals(3, 4, 181.0))
    assert said("country", 2.4, deals(1, 4, 9.0)).endswith(", nhiều hơn mức trung bình"), "one says nothing of times"
    little = said("country", 0.4, deals(3, 4, 181.0))
    assert little.endswith("còn ít khoản hoặc khoản đã cũ nên chỉ tính là gấp 1,5 lần mức trung bình")
    assert said("country", 0.1, deals(3, 4, 181.0)).endswith(", nhiều hơn mức trung bình"), "no multiple for so little"
    known = said("country", 0.4, deals(3, 4, 1.5, latest=20))
    assert known.startswith("Trong 4 doanh nghiệp có thông tin này trong số gần nhất bạn rót vốn, 3 doanh nghiệp")
    assert said("sector", -0.5, deals(0, 20, 0.0)) == (
        "Trong 20 doanh nghiệp gần nhất bạn rót vốn, chưa doanh nghiệp nào làm về Trồng trọt"
    )
    assert said("sector", -0.2, deals(1, 20, 0.4)).endswith(", ít hơn mức trung bình")


@pytest.mark.usefixtures("app_context")
def test_the_words_never_speak_against_the_sign() -> None:
    """A share near the average counts for or against by the dates and by what is like it."""
    assert said("sector", -0.1, deals(1, 4, 1.0)).endswith("dưới mức trung bình")
    assert said("sector", 0.1, deals(1, 4, 1.0)).endswith("trên mức trung bình")
    assert said("sector", 0.1, deals(0, 4, 0.0)).endswith("trên mức trung bình")
    busy: Facts = {"deals": 1.0, "usual": 0.4, "years": 13.9, "all": 37.0}
    for term, more, less in (
        ("popularity", "trên mức trung bình", "dưới mức trung bình"),
        ("popularity_now", "trung bình là 0,4", "dưới mức trung bình"),
        ("recency", "gần hơn mức trung bình", "lâu hơn mức trung bình"),
    ):
        assert said(term, 0.1, busy).endswith(more)
        assert said(term, -0.1, busy).endswith(less)


@pytest.mark.usefixtures("app_context")
def test_counts_are_told_by_what_counts_as_alike() -> None:
    alike = {**deals(2, 5, 1.5), "low": 4, "high": 6}
    assert "khi đó đã có 4–6 nhà đầu tư" in said("owned", 0.2, alike, reader(owners=5))
    assert "khi đó đã có nhà đầu tư từng rót vốn vào 80+ nơi (như doanh nghiệp này)" in said(
        "busiest", 0.2, {**alike, "low": 80, "high": None}, reader(owners=5)
    )
    nobody = said("owned", 0.2, {**alike, "low": 0, "high": 0})
    assert "khi đó chưa ghi nhận nhà đầu tư nào, như doanh nghiệp này" in nobody


@pytest.mark.usefixtures("app_context")
def test_what_is_declared_says_so_and_claims_no_deals() -> None:
    assert said("sector", 0.4, deals(0, 0, None, declared=True)) == "Tiêu chí bạn tự khai bao gồm Trồng trọt"
    none = said("sector", 0.2, deals(0, 3, 0.0, declared=True))
    assert none.endswith(". Trong 3 doanh nghiệp gần nhất bạn rót vốn, chưa doanh nghiệp nào làm về lĩnh vực như vậy")
    assert said("sector", -0.3, deals(0, 0, None)) == "Tiêu chí bạn tự khai không bao gồm Trồng trọt"
    cheque: Facts = {"of": 0.0, "median": None, "low": 5e9, "high": 20e9}
    assert said("ticket", 0.3, cheque) == "Mức gọi 8–12 tỷ đồng hợp với mức đầu tư đã khai, 5–20 tỷ đồng"


@pytest.mark.usefixtures("app_context")
def test_little_known_is_said_as_such() -> None:
    nothing: Facts = {"deals": 0.0, "usual": 0.4, "years": None, "all": 0.0}
    assert said("popularity", -0.4, nothing) == "Chưa có khoản đầu tư nào được ghi nhận"
    assert said("recency", -0.4, nothing) == "Chưa có khoản đầu tư nào được ghi nhận"
    assert said("recency", -0.1, {**nothing, "years": 2.5, "all": 1.0}) == (
        "Khoản đầu tư gần nhất được ghi nhận cách đây 2,5 năm, lâu hơn mức trung bình"
    )


@pytest.mark.usefixtures("app_context")
def test_an_amount_is_near_only_where_it_is() -> None:
    assert "gần bằng cỡ vòng bạn thường tham gia" in said(
        "ticket", 0.3, {"of": 4.0, "median": 9e9, "low": None, "high": None}
    )
    assert "chênh nhau nhiều" in said("ticket", -0.3, {"of": 4.0, "median": 9e9, "low": None, "high": None})
    assert "gấp 3 lần cỡ vòng bạn thường tham gia, 3 tỷ đồng; ở nhà đầu tư trung bình, vòng cỡ ấy còn hiếm hơn" in said(
        "ticket", 0.3, {"of": 4.0, "median": 3e9, "low": None, "high": None}
    )
    assert "gấp 10 lần cỡ vòng" in said("ticket", -0.3, {"of": 4.0, "median": 1e9, "low": None, "high": None})
    assert "gấp 9 lần mức gọi" in said("ticket", -0.3, {"of": 4.0, "median": 9e10, "low": None, "high": None})


@pytest.mark.usefixtures("app_context")
def test_an_investor_without_a_public_page_is_not_named() -> None:
    beside: Facts = {"owners": 2.0, "deals": 1.0, "closest": "a", "times": 1.0}
    assert "Bạn và Ánh (nhà đầu tư hiện có) từng cùng rót vốn vào một" in said("closest_coinvestor", 0.4, beside)
    assert said("closest_coinvestor", 0.4, {**beside, "closest": "hidden"}) == (
        "Bạn từng cùng một nhà đầu tư hiện có của doanh nghiệp rót vốn vào một doanh nghiệp khác"
    )


@pytest.mark.usefixtures("app_context")
def test_a_long_name_does_not_fill_the_sentence() -> None:
    long = reader(Side.FOUNDER, investor="Quỹ đầu tư khởi nghiệp sáng tạo của thành phố Hà Nội")
    assert "nhà đầu tư này" in said("sector", 1.0, deals(2, 5, 3.0), long)


@pytest.mark.usefixtures("app_context")
def test_a_reason_speaks_by_the_part_that_points_its_way() -> None:
    for_it = Part("amount", 0.5, 0.5, 1.0, deals(0, 0, None, declared=True))
    against = Part("ticket", -0.7, -0.7, 1.0, {"of": 0.0, "median": None, "low": 5e9, "high": 6e9})
    with writing_in("vi"):
        assert "cao hơn mức đầu tư đã khai" in translate(
            sentence_of(Reason("amount", -0.2, (against, for_it)), reader())
        )
        other = replace(against, contribution=-0.3)
        assert "bao gồm" in translate(sentence_of(Reason("amount", 0.2, (for_it, other)), reader()))


def test_every_term_and_group_has_words_in_both_languages(app: Flask) -> None:
    terms = {name for names in GROUPS.values() for name in names}
    assert set(HAND_WEIGHTS) <= terms == set(TERM_NAMES)
    assert set(GROUPS) == set(GROUP_NAMES)
    facts = {"deals": 1.0, "of": 3.0, "times": 1.0, "declared": 0.0, "usual": 1.0, "years": 1.0, "owners": 1.0}
    facts |= {"median": 1e9, "low": 1e9, "high": 2e9, "others": 2.0, "circle": 5.0, "known": 1.0}
    with app.app_context():
        for term in terms:
            for contribution in (0.5, -0.5):
                vietnamese = said(term, contribution, facts)
                english = said(term, contribution, facts, reader(language="en"))
                assert len({"", vietnamese, english}) == 3, term
                assert "%(" not in vietnamese + english


AGAINST = (
    "ít hơn",
    "dưới mức",
    "lâu hơn",
    "không bao gồm",
    "thấp hơn mức đầu tư",
    "cao hơn mức đầu tư",
    "hưa doanh nghiệp nào",
    "cũng không",
    "ít so với",
)
FOR = ("nhiều hơn", "trên mức", "gần hơn mức", "gấp", " hợp với mức đầu tư", "gần bằng")


@pytest.mark.usefixtures("app_context")
@given(st.data())
def test_no_sentence_speaks_against_its_sign(data: st.DataObject) -> None:
    """Of whatever numbers: what counts for a match is not told as being below, nor the other way round."""
    term = data.draw(st.sampled_from(sorted(TERM_NAMES)))
    points = data.draw(st.floats(0.005, 3)) * data.draw(st.sampled_from((1, -1)))
    known = data.draw(st.integers(0, 20))
    alike = data.draw(st.integers(0, known))
    counts = st.integers(0, 40).map(float)
    facts: Facts = {
        **deals(
            alike,
            known,
            alike / known * 30 if known else None,
            declared=data.draw(st.booleans()),
            others=data.draw(st.integers(0, 9)),
        ),
        "circle": data.draw(counts),
        "known": data.draw(counts),
        "usual": data.draw(st.floats(0, 3)),
        "all": data.draw(counts),
        "years": data.draw(st.none() | st.floats(0, 15)),
        "owners": data.draw(counts),
        "closest": "a",
        "median": data.draw(st.none() | st.floats(1e8, 1e12)),
        "low": data.draw(st.none() | st.floats(1e8, 1e11)),
        "high": None,
        "kind": "fund" if points > 0 else "angel",
        "home": "VN",
        "country": "VN",
    }
    words = said(term, points, facts)
    spoken = [one for one in (AGAINST if points > 0 else FOR) if one in words]
    may = (
        {"gấp"}
        if term == "ticket"
        else {"hưa doanh nghiệp nào"}
        if "trên mức" in words or "bao gồm" in words
        else set()
    )
    assert set(spoken) <= may, words


@pytest.mark.usefixtures("app_context")
def test_a_reason_says_what_else_is_counted_in_it() -> None:
    fund = Part("fund", 0.3, 0.5, 0.6, {"kind": "fund"})
    busy = Part("popularity", -0.2, -0.8, 0.25, {"all": 1.0, "deals": 1.0, "usual": 2.0, "years": 3.0})
    little = replace(busy, term="recency", contribution=0.01)
    with writing_in("vi"):
        alone = translate(sentence_of(Reason("activity", 0.31, (fund, little)), reader()))
        both = translate(sentence_of(Reason("activity", 0.11, (fund, busy, little)), reader()))
    assert alone == "Được ghi nhận là quỹ đầu tư; quỹ rót vốn thường xuyên hơn những nhà đầu tư khác"
    assert both == f"{alone} (điểm này còn tính cả: số doanh nghiệp đã rót vốn)"


@pytest.mark.usefixtures("app_context")
def test_several_sectors_stand_apart_by_semicolons() -> None:
    """Names of sectors have commas and "and" of their own."""
    two = replace(reader(language="en"), startup=replace(FARM, sectors=("crops", "water")))
    told = said("sector", 1.3, deals(7, 20, 4.1), two)
    assert "worked in at least one of this startup's sectors (Trồng trọt; water), 4 times" in told


@pytest.mark.usefixtures("app_context")
def test_deals_of_a_like_amount_say_what_counts_as_alike() -> None:
    told = said("amount", 0.3, deals(2, 3, 1.5), reader(language="en"))
    assert "2 of the last 3 startups you backed raised between half and twice VND 8–12 billion" in told


@pytest.mark.usefixtures("app_context")
@pytest.mark.parametrize("stated", [(320_000.0, 480_000.0, "USD"), None])
def test_another_amount_is_told_in_the_currency_of_the_page(stated: Stated | None) -> None:
    who = replace(reader(), startup=replace(FARM, stated=stated))
    assert who.asked(5e9, 6e9) == ("200.000–240.000 USD (≈ 5–6 tỷ đồng)" if stated else "5–6 tỷ đồng")
    thesis = Thesis(date(2026, 11, 1), cheque_max=12e9, stated=(None, stated[1], stated[2]) if stated else None)
    assert who.put_in(5e9, thesis) == ("200.000 USD (≈ 5 tỷ đồng)" if stated else "5 tỷ đồng")
