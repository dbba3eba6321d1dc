from __future__ import annotations

from pathlib import Path

from ecosystem.search.language.synonyms import Synonyms
from ecosystem.search.language.typed import read_typed

LINES = """
# a comment
trí tuệ nhân tạo, artificial intelligence  # another
AI => trí tuệ nhân tạo, artificial intelligence
cđs, chuyển đổi số
đông y, traditional medicine
R&D => nghiên cứu và phát triển
"""


def _expand(path: Path, text: str, meant: str = "") -> list[tuple[int, int, list[str]]]:
    file = path / "synonyms.txt"
    file.write_text(LINES, encoding="utf-8")
    words = read_typed(text).words
    read = meant.split() or [word.joined for word in words]
    expansions = Synonyms.read(file).expand(words, read)
    return [(one.start, one.end, [" ".join(phrase) for phrase in one.phrases]) for one in expansions]


def test_each_of_a_group_is_the_others(tmp_path: Path) -> None:
    assert _expand(tmp_path, "robot trí tuệ nhân tạo") == [(1, 5, ["artificial intelligence"])]
    assert _expand(tmp_path, "artificial intelligence robot") == [(0, 2, ["trí tuệ nhân tạo"])]
    assert _expand(tmp_path, "artificial") == []


def test_capitals_guard_an_everyday_word(tmp_path: Path) -> None:
    both = ["trí tuệ nhân tạo", "artificial intelligence"]
    assert _expand(tmp_path, "robot AI") == [(1, 2, both)]
    assert _expand(tmp_path, "ai") == [(0, 1, both)]
    assert _expand(tmp_path, "ai được nhận hỗ trợ") == []
    assert _expand(tmp_path, "AI ĐƯỢC NHẬN HỖ TRỢ") == []


def test_one_way_is_no_way_back(tmp_path: Path) -> None:
    assert _expand(tmp_path, "nghiên cứu và phát triển") == []
    assert _expand(tmp_path, "phòng R&D") == [(1, 2, ["nghiên cứu và phát triển"])]


def test_phrases_are_found_without_marks_but_single_words_are_not(tmp_path: Path) -> None:
    assert _expand(tmp_path, "chuyen doi so") == [(0, 3, ["cđs"])]
    assert _expand(tmp_path, "cds") == []


def test_marks_that_were_restored_decide(tmp_path: Path) -> None:
    """đông y is eastern medicine, đồng ý is to agree."""
    assert _expand(tmp_path, "dong y", meant="đồng ý") == []
    assert _expand(tmp_path, "dong y", meant="đông y") == [(0, 2, ["traditional medicine"])]
    assert _expand(tmp_path, "đồng ý") == []


def test_guarded_words_are_nothing_to_correct_to(tmp_path: Path) -> None:
    _expand(tmp_path, "")
    known = set(Synonyms.read(tmp_path / "synonyms.txt").phrases)
    assert ("trí", "tuệ", "nhân", "tạo") in known
    assert ("ai",) not in known
