"""Sentences stay short, and their numbers are those of the cards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ecosystem.kernel.access.language import writing_in
from ecosystem.kernel.web.languages import translate
from ecosystem.matching.explanation import Part, Reason
from ecosystem.matchmaking.sentences import sentence_of
from tests.matchmaking.test_sentences import reader


@pytest.mark.usefixtures("app_context")
def test_one_other_term_is_named_where_it_weighs_half_as_much() -> None:
    now = Part("popularity_now", 1.0, 1.0, 1.0, {"deals": 3.0, "usual": 0.4, "years": 0.2, "all": 9.0})
    second, third = replace(now, term="popularity", contribution=0.5), replace(now, term="recency", contribution=0.5)

    def told(*parts: Part) -> str:
        with writing_in("vi"):
            return translate(sentence_of(Reason("activity", 2.0, parts), reader()))

    assert told(now, second, third).endswith("(điểm này còn tính cả: số doanh nghiệp đã rót vốn)")
    assert "còn tính cả" not in told(now, replace(second, contribution=0.4), replace(third, contribution=-0.4))


def test_halves_are_rounded_up_and_a_price_keeps_its_digits() -> None:
    assert reader().money(1.45e6, 1.45e6) == "1,5 triệu đồng"
    assert reader().price(1.45e6) == "1,45 triệu đồng"
