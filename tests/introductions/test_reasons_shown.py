"""The page of an introduction shows why the two fitted when it was asked for, to both sides."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.factories import sign_in
from tests.introductions.world import Town, reasons_shown


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("side", ["asking", "asked"])
def test_reasons_stand_on_the_page(app: Flask, town: Town, side: str, language: str) -> None:
    one = town.ask(reasons_of=reasons_shown)
    user = town.startup.user if side == "asking" else town.fund.user
    answer = sign_in(app.test_client(), user).get(f"{language}/introductions/{one.public_id}")
    assert answer.status_code == 200
    words = {text for kept in one.reasons[side]["lines"] for text in kept["words"].values()}
    assert any(text in answer.text for text in words)
    assert answer.text.count('class="reason-points') == len(one.reasons[side]["lines"])
