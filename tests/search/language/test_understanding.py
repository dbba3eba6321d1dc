from __future__ import annotations

from collections.abc import Iterator

import pytest

from ecosystem.search.language.understanding import Understood
from ecosystem.search.text_query import NOTHING, BestOf, Node, Term
from tests.search.language.reading import interpreter


def _read(text: str, *, exact: bool = False) -> Understood:
    return interpreter().read(text, exact=exact)


def _terms(*nodes: Node) -> Iterator[Term]:
    for node in nodes:
        if isinstance(node, Term):
            yield node
        else:
            yield from _terms(*node.parts)


def _asked(understood: Understood) -> set[tuple[str, str]]:
    query = understood.query
    assert query is not None
    return {(term.form, term.text) for term in _terms(query.matches, *query.scores)}


@pytest.mark.parametrize(
    ("text", "meant", "kind"),
    [
        ("coong ngheej", "công nghệ", "decoded"),
        ("xuwr lys nuowcs thair", "xử lý nước thải", "decoded"),
        ("quangr caos", "quảng cáo", "decoded"),
        ("xu ly nuoc thai", "xử lý nước thải", "restored"),
        ("máy sấp vải thiều", "máy sấy vải thiều", "corrected"),
        ("máysấy vải thiều", "máy sấy vải thiều", "corrected"),
        ("nghiêng cứu năng lượng", "nghiên cứu năng lượng", "corrected"),
        ("desalinaton unit", "desalination unit", "corrected"),
        ("nước thỉa", "nước thải", "corrected"),
        ("solar dryr", "solar dryer", "corrected"),
        ("trí tue nhân tao", "trí tuệ nhân tạo", "restored"),
        ("nuoc thải", "nước thải", "restored"),
        ("Hà Noi", "Hà Nội", "restored"),
        ("máy say vai thiều", "máy sấy vải thiều", "restored"),
        ("tritue", "trí tuệ", "corrected"),
    ],
)
def test_what_is_meant(text: str, meant: str, kind: str) -> None:
    understood = _read(text)
    assert understood.text == meant
    assert {note.kind for note in understood.notes} & {"decoded", "restored", "corrected"} == {kind}


def test_one_word_in_telex_helps_to_read_the_others() -> None:
    understood = _read("tri tue nhan taoj")
    assert understood.text == "trí tuệ nhân tạo"
    assert {"decoded", "restored"} <= {note.kind for note in understood.notes}


@pytest.mark.parametrize("text", ["xe lu rung", "men vi sinh xử lý", "robot lau pin mặt trời", "in 3D nhựa", "kho mát"])
def test_a_word_without_marks_stays_beside_marked_ones_unless_its_neighbours_speak_for_others(text: str) -> None:
    assert _read(f"máy {text}").text == f"máy {text}"


def test_what_is_restored_beside_marks_asks_for_the_same_as_what_was_typed_with_them() -> None:
    assert _asked(_read("xử lý nước thải")) <= _asked(_read("xử lý nuoc thải"))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("công nghệ lọc", ["công nghệ", "lọc"]),
        ("dẫn lượng", ["dẫn", "lượng"]),
        ("sấy lúa", ["sấy", "lúa"]),
    ],
)
def test_a_word_that_is_right_is_no_slip_of_another(text: str, pieces: list[str]) -> None:
    """Not core technology (công nghệ lõi), not guidance (dẫn đường), not a rice plant (cây lúa)."""
    texts = [("en", "Core technology filter, guidance, rice plant drying machine, conducting quantity")]
    notes = [note for note in interpreter(*texts).read(text).notes if note.kind == "translated"]
    assert [note.typed for note in notes] == pieces


def test_one_letter_or_mark_may_be_wrong_though_it_makes_another_syllable() -> None:
    notes = interpreter(("en", "Electric motor")).read("đông cơ điện").notes
    assert [note.typed for note in notes if note.kind == "translated"] == ["đông cơ điện"]


def test_a_word_of_two_letters_that_is_right_is_no_slip() -> None:
    """Not load (tải trọng), though `ai` beside `trong` is found nowhere."""
    texts = [("en", "Load and payload of a bridge"), ("vi", "Ai trồng cây, ở trong nhà")]
    notes = interpreter(*texts).read("AI trong y te").notes
    assert not [note for note in notes if note.kind == "translated" and "trong" in note.typed]


def test_a_word_of_both_languages_is_the_vietnamese_one() -> None:
    texts = [("vi", "Pin sạc"), *[("en", "Pin of a connector")] * 500, ("vi", "Chân cắm")]
    notes = interpreter(*texts, ("en", "Battery")).read("pin").notes
    assert [note.meant for note in notes if note.kind == "translated"] == [("battery",)]


def test_a_short_form_in_capitals_is_not_the_everyday_word() -> None:
    """AI in Vietnamese texts, where `ai` is who; a text in capitals throughout says nothing."""
    for text in ("AI", "AI cho y tế", "ung dung AI"):
        asked = _asked(_read(text))
        assert ("folded", "AI") in asked
        assert not {("folded", "ai"), ("syllables", "ai")} & asked
    for text in ("ai", "AI ĐƯỢC HỖ TRỢ"):
        assert ("folded", "ai") in _asked(_read(text))
    assert ("folded", "ai") in _asked(_read("AI", exact=True))


def test_initials_ask_for_names() -> None:
    for text in ("VNNCNC", "vcnsh", "viện VNNCNC"):
        assert ("starts", "=" + text.split()[-1].lower()) in _asked(_read(text))
    for text in ("RFID", "trấu", "VIEN VNNCNC", "vn"):
        assert not {one for form, one in _asked(_read(text)) if form == "starts"}
    assert not {one for form, one in _asked(_read("VNNCNC", exact=True)) if form == "starts"}


@pytest.mark.parametrize("text", ["nuoc thia", "nước thìa", "xu ly nuoc thia"])
def test_a_rare_word_where_a_common_phrase_is_one_slip_away(text: str) -> None:
    understood = interpreter(("vi", "Thìa inox")).read(text)
    assert understood.text.endswith("nước thìa")
    assert understood.suggestions[0].endswith("nước thải")


@pytest.mark.parametrize("text", ["thìa inox", "nước thìa inox", "máy sấy lúa", "công nghệ lọc", "dẫn lượng"])
def test_no_phrase_is_offered_for_a_common_word_or_one_that_its_neighbours_explain(text: str) -> None:
    assert interpreter(("vi", "Thìa inox")).read(text).suggestions == ()


@pytest.mark.parametrize(
    "text", ["water treatment", "robot", "solar dryer", "xử lý nước thải", "RFID", "268/2025/NĐ-CP"]
)
def test_what_is_right_stays(text: str) -> None:
    understood = _read(text)
    assert understood.text == text
    assert not {note.kind for note in understood.notes} & {"decoded", "restored", "corrected"}
    assert not understood.suggestions


@pytest.mark.parametrize(
    "text", ["Nguyễn", "nguyễn", "Nguyễn Văn Hưởng", "Vũ Thị Hưởng", "cốm", "thỉa", "thụy lôi", "VNBH", "HN", "KHVN"]
)
def test_no_word_is_made_of_a_name_or_a_short_form(text: str) -> None:
    """A syllable with its marks is one, whatever the index holds: only its neighbours say that it slipped."""
    understood = interpreter(("vi", "Nguyên văn hương cơm của hệ thống thủy lợi"), ("vi", "vbbh")).read(text)
    assert understood.text == text
    assert not understood.suggestions
    assert understood.query is not None
    assert not {"nguyên", "hương", "cơm", "vbbh", "hệ"} & {one for _, one in _asked(understood)}


def test_another_short_form_is_offered_at_most() -> None:
    understood = interpreter(("vi", "vbbh")).read("vnbh")
    assert (understood.text, understood.suggestions[:1]) == ("vnbh", ("vbbh",))


def test_a_slip_explains_more_than_a_space_that_was_left_out() -> None:
    texts = (("vi", "Mạch in"), *[("en", "Machine learning")] * 20)
    assert interpreter(*texts).read("machin learning").text == "machine learning"


def test_capitals_of_a_whole_text_are_no_short_forms() -> None:
    assert _read("MÁY SẤP VẢI THIỀU").text == "MÁY SẤY VẢI THIỀU"


def test_what_is_not_clear_stays_and_is_offered() -> None:
    """A short word that may be several others."""
    understood = interpreter(("vi", "Bàn gỗ"), ("vi", "Bún gạo")).read("bxn")
    assert understood.text == "bxn"
    assert understood.suggestions
    assert ("folded", "bxn") in _asked(understood) or ("folded", "ban") in _asked(understood)


def test_a_name_of_both_languages_is_one_reading() -> None:
    understood = interpreter(("vi", "Trận Super Bowl"), ("en", "Super Bowl game")).read("Super Bolw")
    assert understood.text == "Super Bowl"


def test_exact_asks_for_nothing_but_what_was_typed() -> None:
    understood = _read("xu ly nuoc thai", exact=True)
    assert understood.text == "xu ly nuoc thai"
    assert not understood.notes
    assert {form for form, _ in _asked(understood)} <= {"folded", "english", "folded_pairs", "labels"}
    assert understood.query is not None
    assert understood.query.loosely is None


def test_both_languages_are_asked() -> None:
    vietnamese, english = _asked(_read("xử lý nước thải")), _asked(_read("wastewater treatment"))
    assert {("english", "wastewat"), ("keys", "thải"), ("key_pairs", "nước_thải")} <= vietnamese
    assert {("syllables", "thải"), ("renderings", "wastewat")} <= english


def test_the_other_language_is_told() -> None:
    notes = [note for note in _read("xử lý nước thải").notes if note.kind == "translated"]
    assert [note.typed for note in notes] == ["xử lý nước thải"]
    assert "wastewater treatment" in notes[0].meant


def test_documents_carry_pieces_as_the_glossary_writes_them() -> None:
    assert ("key_pairs", "xử_lí") in _asked(_read("xử ly nước thải"))
    assert ("key_pairs", "xử_ly") not in _asked(_read("xử ly nước thải"))


def test_a_word_that_two_pieces_mean_counts_once() -> None:
    query = interpreter(("en", "Gas leak detection")).read("phát hiện rò rỉ khí gas").query
    assert query is not None
    either = query.scores[0]
    assert isinstance(either, BestOf)
    meant = [term.text for term in _terms(either.parts[1]) if term.form == "english"]
    assert meant.count("gas") == 1


def test_names_are_the_same_in_both_languages() -> None:
    assert ("english", "rfid") in _asked(_read("kiểm kê kho bằng RFID"))


def test_corrected_words_within_quotes() -> None:
    """Either all of a phrase has its marks, or none."""
    for text in ('"xu ly nuocc thai"', '"xử lý nướcc thải"'):
        phrase = {text for form, text in _asked(_read(text)) if form in {"pairs", "folded_pairs"}}
        assert phrase & {"xu_li", "xử_lí"}
        assert not {"ly_nước", "nước_thai"} & phrase


def test_numbers_that_name_things() -> None:
    assert ("folded", "10123456") in _asked(_read("US10123456B2"))
    assert ("folded", "10045678") in _asked(_read("VN1-0045678"))
    assert ("folded", "50") not in _asked(_read("50m3"))


def test_nothing_and_nothing_to_read() -> None:
    assert _read("").query is _read(" \u200b").query is None
    query = _read("?!").query
    assert query is not None
    assert query.matches == NOTHING
    query = _read("-lúa").query
    assert query is not None
    assert query.excluded


def test_words_to_mark_are_those_typed_and_those_meant() -> None:
    assert {"nuoc", "nước"} <= set(_read("xu ly nuoc thai").words)
    assert "wastewater treatment" in _read("xu ly nuoc thai").meanings
