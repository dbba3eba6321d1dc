"""Sentences on whom an investor has met before: the startup's investors, and those beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ecosystem.kernel.access.language import writing_in
from ecosystem.kernel.web.languages import translate
from ecosystem.matching.explanation import Part, Reason
from ecosystem.matchmaking.reader import Side
from ecosystem.matchmaking.sentences import sentence_of, sentences_of
from tests.matchmaking.test_sentences import Facts, reader, said


@pytest.mark.usefixtures("app_context")
def test_one_fact_stands_in_one_row() -> None:
    """That the two backed one startup together is in two terms; a second startup would be another fact."""
    facts: Facts = {"owners": 2.0, "deals": 1.0, "closest": "a", "times": 1.0}
    named, beside = (Part(term, 0.4, 1.0, 1.0, facts) for term in ("closest_coinvestor", "coinvestors"))
    reason = Reason("investors", 0.8, (named, beside))
    with writing_in("vi"):
        ((part, words),) = sentences_of(reason, reader())
        assert part.contribution == 0.8
        assert translate(words) == translate(sentence_of(reason, reader()))
    more = replace(beside, facts={**facts, "deals": 2.0})
    assert len(sentences_of(replace(reason, parts=(named, more)), reader())) == 2
    against = replace(beside, contribution=-0.1)
    assert len(sentences_of(replace(reason, contribution=0.3, parts=(named, against)), reader())) == 2


@pytest.mark.usefixtures("app_context")
def test_the_circle_is_told_with_its_numbers() -> None:
    facts: Facts = {"owners": 2.0, "deals": 0.0, "closest": "a", "times": 0.0, "circle": 5.0, "known": 2.0}
    five = "trong 5 nhà đầu tư từng rót vốn chung với nhà đầu tư hiện có của doanh nghiệp"
    assert said("circle", 0.3, facts) == f"Bạn đã rót vốn cùng 2 {five}, nhiều hơn mức trung bình"
    assert said("circle", -0.3, facts) == f"Bạn đã rót vốn cùng 2 {five}, ít hơn mức trung bình"
    assert said("circle", -0.3, {**facts, "known": 0.0}) == f"Bạn chưa rót vốn cùng ai {five}"
    alone = said("circle", -0.3, {**facts, "known": 0.0, "circle": 0.0})
    assert alone == "Chưa ghi nhận lần nào bạn cùng rót vốn với nhà đầu tư hiện có của doanh nghiệp (2 nhà đầu tư)"


@pytest.mark.usefixtures("app_context")
@pytest.mark.parametrize(
    ("language", "once", "twice"),
    [
        (
            "vi",
            "Quỹ Hồ Tây và Ánh (nhà đầu tư hiện có) từng cùng rót vốn vào Lạnh Vừa",
            "Quỹ Hồ Tây và Ánh (nhà đầu tư hiện có) từng cùng rót vốn vào 2 doanh nghiệp, gần nhất là Lạnh Vừa",
        ),
        (
            "en",
            "Quỹ Hồ Tây and Ánh, an investor of this startup, both backed Lạnh Vừa",
            "Quỹ Hồ Tây and Ánh, an investor of this startup, both backed 2 startups, Lạnh Vừa last",
        ),
    ],
)
def test_where_two_investors_met_is_named(language: str, once: str, twice: str) -> None:
    who = replace(reader(Side.FOUNDER, language), names={"a": "Ánh", "cold": "Lạnh Vừa"})
    beside: Facts = {"owners": 2.0, "deals": 1.0, "closest": "a", "times": 1.0, "company": "cold"}
    assert said("closest_coinvestor", 0.4, beside, who) == once
    assert said("closest_coinvestor", 0.4, {**beside, "deals": 2.0, "times": 2.0}, who) == twice
    assert said("closest_coinvestor", 0.4, beside, replace(who, side=Side.INVESTOR)).startswith(
        ("Bạn và Ánh", "You and ")
    )


@pytest.mark.usefixtures("app_context")
def test_one_of_one_is_not_counted() -> None:
    facts: Facts = {"owners": 2.0, "deals": 0.0, "circle": 1.0, "known": 1.0}
    only = "nhà đầu tư duy nhất từng rót vốn chung với nhà đầu tư hiện có của doanh nghiệp"
    assert said("circle", 0.3, facts) == f"Bạn đã rót vốn cùng {only}, nhiều hơn mức trung bình"
    assert said("circle", -0.3, facts) == f"Bạn đã rót vốn cùng {only}, vẫn dưới mức trung bình"
    assert said("circle", -0.3, {**facts, "known": 0.0}) == f"Bạn chưa rót vốn cùng {only}"
    assert said("coinvestors", -0.3, {**facts, "deals": 1.0}, reader(language="en")) == (
        "You backed one other startup that an investor of this one backed too, few for so active an investor"
    )
