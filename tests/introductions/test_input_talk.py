"""What people type after the yes: hours as they write them, and which of three times is wrong."""

from __future__ import annotations

import pytest
from flask import Flask

from ecosystem.introductions.input_talk import TimesInput
from tests.accounts.pages import send
from tests.factories import sign_in
from tests.introductions.test_talk import TIMES, agreed
from tests.introductions.world import Town
from tests.markup import parse

READ = {
    "9:30": "09:30",
    "09h30": "09:30",
    "9.30": "09:30",
    "14h": "14:00",
    "14": "14:00",
    "8 giờ tối": "20:00",
    "8h tối": "20:00",
    "2 giờ rưỡi chiều": "14:30",
    "12 giờ trưa": "12:00",
    "1 giờ trưa": "13:00",
    "11h trưa": "11:00",
    "9 giờ sáng": "09:00",
    "10 gio 5 sang": "10:05",
    "21 giờ tối": "21:00",
    "9:30 am": "09:30",
    "8pm": "20:00",
    "12 am": "00:00",
}


@pytest.mark.parametrize(("typed", "read"), READ.items())
def test_hours_as_people_write_them(typed: str, read: str) -> None:
    assert f"{TimesInput.model_validate({**TIMES, 'time_1': typed}).time_1:%H:%M}" == read


@pytest.mark.parametrize("typed", ["25h", "9:75", "21 giờ sáng", "12 giờ tối", "tối", "mai", ""])
def test_the_list_of_errors_says_which_of_the_three_times_is_meant(app: Flask, town: Town, typed: str) -> None:
    one = agreed(town)
    here = f"/en/introductions/{one.public_id}"
    typed_times = {**TIMES, "time_2": typed}
    answer = send(sign_in(app.test_client(), town.fund.user), here, f"{here}/times", **typed_times)
    assert answer.status_code == 422
    (summary,) = [part for part in parse(answer.text).all("div") if part.get("class") == "error-summary"]
    lines = [line.text for line in summary.all("li")]
    assert [line.partition(":")[0] for line in lines] == ["Time 2 (Hanoi)"]


@pytest.mark.parametrize("name", ["day_2", "time_2"])
def test_what_is_empty_is_to_be_filled_in(app: Flask, town: Town, name: str) -> None:
    one = agreed(town)
    here = f"/en/introductions/{one.public_id}"
    answer = send(sign_in(app.test_client(), town.fund.user), here, f"{here}/times", **{**TIMES, name: ""})
    assert parse(answer.text).one(id=f"e-{name}").text == "Please fill this in"
