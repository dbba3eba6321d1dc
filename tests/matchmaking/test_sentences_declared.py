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
from ecosystem.matchmaking.sentences import sentence_of, sentences_of
from ecosystem.matchmaking.sentences_technologies import _trl, _words
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


def test_the_round_that_both_state_is_told_by_its_name() -> None:
    """The score has pre-seed and seed together; a thesis for one of them is not said to cover the other."""
    stated = replace(FARM, round="seed")
    seed = of(stated, stages=("seed",), rounds=("seed",))
    assert said("stage", 0.1, DECLARED, seed) == "Tiêu chí bạn tự khai bao gồm vòng hạt giống"
    before = of(stated, stages=("seed",), rounds=("pre-seed",))
    assert said("stage", 0.1, DECLARED, before).endswith("bao gồm vòng tiền hạt giống hoặc hạt giống")
    assert said("stage", -0.1, deals(0, 0, None), of(stated, stages=("a",))).endswith("không bao gồm vòng hạt giống")


def test_a_province_is_not_the_country() -> None:
    hanoi = of(countries=("VN",), cities=("01",))
    assert said("country", 0.1, DECLARED, hanoi) == "Tiêu chí bạn tự khai bao gồm một phần của Việt Nam"
    assert said("country", 0.1, DECLARED, of(countries=("VN",))) == "Tiêu chí bạn tự khai bao gồm Việt Nam"


def test_a_round_outside_the_cheque_is_not_said_to_be_covered() -> None:
    large = replace(FARM, amount=45e9, amount_to=None)
    told = said("amount", 0.2, DECLARED, of(large, cheque_min=5e9, cheque_max=20e9))
    assert told == "Mức đầu tư đã khai, 5–20 tỷ đồng, có thể là một phần của mức gọi 45 tỷ đồng"
    both = said("amount", 0.2, deals(1, 2, 2.0, declared=True), of(large, "en", cheque_min=5e9, cheque_max=20e9))
    assert both.endswith("; 1 of the last 2 rounds you joined came to between half and twice the ask")
    none = said("amount", 0.2, deals(0, 2, 0.0, declared=True), of(large, "en", cheque_min=5e9, cheque_max=20e9))
    assert none.endswith("; none of the last 2 rounds you joined came to between half and twice the ask")
    far = said("amount", -0.2, deals(0, 1, None), of(large, "en", cheque_min=5e9, cheque_max=10e9))
    assert far.startswith("The ask of VND 45 billion is above the declared cheque, VND 5–10 billion; the only round")
    near = said("amount", 0.2, deals(2, 2, 4.0), of(large, "en", cheque_min=5e9, cheque_max=10e9))
    assert near.startswith("2 of the last 2 startups"), "what the deals say for it, the cheque does not"


def test_a_cheque_is_told_once() -> None:
    """Two terms look at it; without rounds joined both tell of nothing else."""
    amount = Part("amount", 0.2, 0.5, 0.4, DECLARED)
    ticket = Part("ticket", 0.1, 0.25, 0.4, {"of": 0.0, "median": None, "low": 5e9, "high": 20e9})
    reason, who = Reason("amount", 0.3, (amount, ticket)), of(cheque_min=5e9, cheque_max=20e9)
    ((part, _),) = sentences_of(reason, who)
    assert part.contribution == 0.2 + 0.1
    with writing_in("vi"):
        assert translate(sentence_of(reason, who)) == "Mức gọi 8–12 tỷ đồng hợp với mức đầu tư đã khai, 5–20 tỷ đồng"
    rounds = {"of": 2.0, "median": 3e9, "low": 5e9, "high": 20e9}
    far = replace(reason, parts=(replace(amount, facts=deals(0, 2, 0.0, declared=True)), replace(ticket, facts=rounds)))
    ((_, words),) = sentences_of(far, who)
    with writing_in("vi"):
        assert translate(words).endswith("5–20 tỷ đồng; cỡ vòng bạn thường tham gia là 3 tỷ đồng")
    near = replace(far, parts=(far.parts[0], replace(ticket, facts={**rounds, "median": 9e9})))
    assert len(sentences_of(near, who)) == 2, "the rounds joined are another fact"


def test_deals_outside_the_thesis_say_that_it_does_not_cover_them() -> None:
    who, dairy = of(language="en", sectors=("education",)), replace(FARM, sectors=("crops", "dairy"))
    told = said("sector", 0.3, deals(2, 3, 2.0, others=1), who)
    assert told.endswith("more than the average. Your declared thesis does not cover it")
    first = "Your declared thesis does not cover any of this startup's sectors (Trồng trọt; dairy)"
    both = replace(who, startup=dairy)
    assert said("sector", -0.3, deals(1, 4, 0.5, others=1), both) == (
        f"{first}, though 1 of the last 4 startups you backed worked in such a sector"
    )
    assert said("sector", -0.3, deals(0, 4, 0.0, others=1), both) == (
        f"{first}; none of the last 4 startups you backed worked in such a sector either"
    )
    assert said("sector", -0.3, deals(0, 1, 0.0, others=1), both) == (
        f"{first}; no startup backed so far worked in such a sector either (there is only one)"
    )
    elsewhere = said("region", -0.3, deals(1, 1, 2.0, others=1), of(regions=("vietnam-south",)))
    assert elsewhere == "Tiêu chí bạn tự khai không bao gồm Miền Bắc, dù doanh nghiệp duy nhất được rót vốn ở Miền Bắc"


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
    partly = said("ticket", 0.1, facts, of(replace(small, amount_to=31e9), language, cheque_min=30e9, cheque_max=80e9))
    assert {"vi": "trùng một phần với", "en": "lies partly within"}[language] in partly
    against = said("ticket", -0.1, facts, of(replace(small, amount_to=30.5e9), language, cheque_min=30e9))
    assert {"vi": "chỉ trùng một phần với", "en": "Only a part of"}[language] in against


def test_words_against_do_not_read_as_words_for() -> None:
    """What a thesis covers besides is why it counts against."""
    less = "; mức tập trung vào đó vẫn dưới mức trung bình"
    wide = deals(0, 0, None, declared=True, others=2)
    assert said("stage", -0.1, wide, of(stages=("seed", "a", "b"), rounds=("seed",))).endswith(
        f"hạt giống và cả những loại vòng khác{less}"
    )
    assert said("country", -0.1, wide, of(countries=("VN", "LA", "KH"))) == (
        f"Tiêu chí bạn tự khai bao gồm Việt Nam và cả những nơi khác{less}"
    )
    assert said("sector", -0.1, wide, of(sectors=("crops", "dairy", "x"))).endswith(
        f"Trồng trọt và cả những lĩnh vực khác{less}"
    )
    assert said("country", -0.1, deals(3, 3, 1.0, declared=True, others=2), of(countries=("VN", "LA", "KH"))) == (
        "Tiêu chí bạn tự khai bao gồm Việt Nam và cả những nơi khác. Trong 3 doanh nghiệp gần nhất bạn rót "
        f"vốn, 3 doanh nghiệp cũng ở Việt Nam{less}"
    )
    assert "nơi khác" not in said("country", 0.1, wide, of(countries=("VN", "LA", "KH")))


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
    assert both.startswith(
        "Bạn rót vốn chung nhiều hơn mức trung bình với những ai từng rót vốn cùng nhà đầu tư hiện có"
    )
    assert "Ánh (nhà đầu tư hiện có)" in both
    assert "người quen" not in told(replace(circle, contribution=0.3), named)
    assert "Ánh (nhà đầu tư hiện có)" in told(circle), "the facts of the circle name it too"
    hidden: Facts = {"owners": 2.0, "deals": 1.0, "closest": "hidden", "times": 1.0}
    nobody = told(replace(circle, facts=hidden), replace(named, facts=hidden))
    assert nobody.endswith(" (điểm này còn tính cả: nhà đầu tư hiện có từng rót vốn cùng nhiều nhất)")


def test_words_in_vietnamese_are_said_to_be_so_on_an_english_page() -> None:
    def told(words: str, *own: str) -> str:
        with writing_in("en"):
            who = replace(reader(language="en"), startup=replace(FARM, words=own))
            return translate(_words(Part("words", 1.0, 1.0, 1.0, {"words": words}), who))

    assert told("lithi ion, silic", "lithi", "ion", "tái chế") == "Both speak of, in Vietnamese: lithi ion, silic"
    assert told("wastewater", "wastewater", "plant") == "Both speak of: wastewater"
    assert told("RISC", "RISC", "tái chế") == "Both speak of: RISC"
