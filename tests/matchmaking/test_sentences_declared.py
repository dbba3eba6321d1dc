"""What a sentence may say of a declared thesis: what it states, and where something else follows from that, so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ecosystem.kernel.access.language import writing_in
from ecosystem.kernel.web.languages import translate
from ecosystem.matching.explanation import Part, Reason
from ecosystem.matching.profiles import CONSECUTIVE_STAGES, StartupProfile, Thesis
from ecosystem.matchmaking.reader import Reader
from ecosystem.matchmaking.sentences import sentence_of
from ecosystem.matchmaking.sentences_technologies import _trl
from tests.matchmaking.test_sentences import FARM, Facts, deals, reader, said

DAY = date(2026, 11, 1)
DECLARED = deals(0, 0, None, declared=True)

pytestmark = pytest.mark.usefixtures("app_context")


def of(startup: StartupProfile = FARM, language: str = "vi", **thesis: Any) -> Reader:
    return replace(reader(language=language), declared=Thesis(DAY, **thesis), startup=startup)


def test_only_the_sectors_that_are_covered_are_named() -> None:
    many = replace(FARM, sectors=("dairy", "crops", "energy"))
    assert said("sector", 0.4, DECLARED, of(many, sectors=("crops",))) == "Tiêu chí bạn tự khai bao gồm Trồng trọt"
    wide = said("sector", 0.4, DECLARED, of(many, sectors=("crops", "dairy", "energy")))
    assert wide == "Tiêu chí bạn tự khai bao gồm dairy; Trồng trọt và 1 lĩnh vực khác của doanh nghiệp"


def test_a_thesis_for_every_round_names_none_in_particular() -> None:
    everything = of(stages=CONSECUTIVE_STAGES, rounds=CONSECUTIVE_STAGES)
    assert said("stage", 0.1, DECLARED, everything) == (
        "Tiêu chí bạn tự khai bao gồm mọi vòng gọi vốn, kể cả vòng tiền hạt giống hoặc hạt giống"
    )


def test_a_stage_of_companies_is_told_as_such() -> None:
    assert said("stage", 0.1, DECLARED, of(stages=("seed",))) == (
        "Tiêu chí bạn tự khai bao gồm doanh nghiệp ở giai đoạn thường gọi vòng tiền hạt giống hoặc hạt giống"
    )
    assert said("stage", 0.1, DECLARED, of(stages=("seed",), rounds=("seed",))) == (
        "Tiêu chí bạn tự khai bao gồm vòng tiền hạt giống hoặc hạt giống"
    )


def test_a_province_is_not_the_country() -> None:
    hanoi = of(countries=("VN",), cities=("01",))
    assert said("country", 0.1, DECLARED, hanoi) == "Tiêu chí bạn tự khai bao gồm một phần của Việt Nam"
    assert said("country", 0.1, DECLARED, of(countries=("VN",))) == "Tiêu chí bạn tự khai bao gồm Việt Nam"


def test_rounds_follow_from_a_cheque_and_it_says_so() -> None:
    told = said("amount", 0.3, DECLARED, of(cheque_min=30e9, cheque_max=80e9))
    assert told.endswith("vòng gọi cỡ 8–12 tỷ đồng, tính theo mức đầu tư đã khai 30–80 tỷ đồng")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_ask_outside_the_cheque_is_not_said_to_suit_it(language: str) -> None:
    """A cheque is a part of a round, so that a larger one may count for the match."""
    facts: Facts = {"of": 0.0, "median": None, "low": 30e9, "high": 80e9}
    large = replace(FARM, amount=90e9, amount_to=None)
    told = said("ticket", 0.6, facts, of(large, language, cheque_min=30e9, cheque_max=80e9))
    assert (
        told
        == {
            "vi": "Mức đầu tư đã khai, 30–80 tỷ đồng, có thể là một phần của mức gọi 90 tỷ đồng",
            "en": "The declared cheque, VND 30–80 billion, can be a part of the ask of VND 90 billion",
        }[language]
    )
    small = replace(FARM, amount=29e9, amount_to=None)
    near = said("ticket", 0.1, facts, of(small, language, cheque_min=30e9, cheque_max=80e9))
    assert {"vi": "gần với", "en": "is near"}[language] in near


def test_words_against_do_not_read_as_words_for() -> None:
    assert said("stage", -0.1, DECLARED, of(stages=("seed",), rounds=("seed",))).endswith(
        "bao gồm vòng tiền hạt giống hoặc hạt giống, nhưng các mục khác chiếm phần lớn hơn mức trung bình"
    )


def test_a_level_is_ready_in_deployment_alone() -> None:
    def told(level: int) -> str:
        with writing_in("vi"):
            return translate(_trl(Part("trl", (level - 5) / 8, (level - 5) / 4, 0.5, {"trl": float(level)}), reader()))

    assert "cuối giai đoạn thử nghiệm: TRL 6" in told(6)
    assert "đã ở giai đoạn triển khai: TRL 7" in told(7)
    assert "còn ở giai đoạn thử nghiệm: TRL 4" in told(4)
    assert "còn ở giai đoạn nghiên cứu: TRL 3" in told(3)


def test_the_circle_is_told_where_it_weighs_most_and_the_named_investor_beside_it() -> None:
    circle = Part("circle", 0.5, 2.5, 0.2, {"owners": 2.0, "deals": 1.0, "closest": "a", "times": 1.0})
    named = replace(circle, term="closest_coinvestor", contribution=0.4)

    def told(*parts: Part) -> str:
        with writing_in("vi"):
            return translate(sentence_of(Reason("investors", 0.9, parts), reader()))

    both = told(circle, named)
    assert both.startswith("Bạn đầu tư cùng những nhà đầu tư từng góp vốn chung với nhà đầu tư hiện có")
    assert "Ánh (nhà đầu tư hiện có)" in both
    assert "bạn đầu tư quen" not in told(replace(circle, contribution=0.3), named)
    nobody = replace(named, facts={"owners": 2.0, "deals": 1.0, "closest": "hidden", "times": 1.0})
    assert told(circle, nobody).endswith("; tính chung với: nhà đầu tư hiện có đi cùng nhiều nhất")
