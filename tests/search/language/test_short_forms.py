"""A Vietnamese short form asks for what its long form asks for, however texts say it."""

from __future__ import annotations

import pytest

from ecosystem.search.language.understanding import Understood
from tests.search.language.reading import interpreter
from tests.search.language.test_marks import asked

TEXTS = (("en", "Solar power for energy"), ("vi", "Khoa học và công nghệ"))


def meanings(understood: Understood) -> list[str]:
    return [note.typed for note in understood.notes if note.kind == "translated"]


@pytest.mark.parametrize("short", ["NLMT", "nlmt"])
def test_it_means_what_the_long_form_means(short: str) -> None:
    found, wanted = (interpreter(*TEXTS).read(one) for one in (short, "năng lượng mặt trời"))
    assert meanings(found) == meanings(wanted) == ["năng lượng mặt trời"]
    assert asked(wanted) <= asked(found) | {("english", "nlmt")}
    assert ("folded", "nlmt") in asked(found)


@pytest.mark.parametrize("text", ["NLMT", "máy NLMT", "nlmt nuoc thai"])
def test_it_is_told_as_it_was_typed(text: str) -> None:
    understood = interpreter(*TEXTS).read(text)
    assert "nlmt" in understood.text.lower()
    notes = [note for note in understood.notes if note.kind == "expanded" and note.typed.lower() == "nlmt"]
    assert [note.meant[0] for note in notes] == ["năng lượng mặt trời"]


def test_what_has_the_short_form_itself_stands_first() -> None:
    query = interpreter(*TEXTS).read("NLMT").query
    assert query is not None
    assert "form='syllables', text='nlmt'" in repr(query.tiers[0])


def test_an_english_one_and_one_that_must_be_exact_stay() -> None:
    assert ("syllables", "tuệ") not in asked(interpreter(*TEXTS).read("AI"))
    assert not meanings(interpreter(*TEXTS).read("NLMT", exact=True))
