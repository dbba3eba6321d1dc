"""Whether an investor of whom a list tells no kind is a natural person, by the name alone: persons get no page."""

from __future__ import annotations

import re
from typing import Final

from ecosystem.kernel.access.syllables import is_syllable

_TITLES: Final = frozenset({"ông", "bà", "anh", "chị", "ts", "ths", "pgs", "gs", "mr", "mrs", "ms", "dr"})
_FAMILY_NAMES: Final = frozenset(
    [
        "nguyễn",
        "trần",
        "lê",
        "phạm",
        "hoàng",
        "huỳnh",
        "phan",
        "vũ",
        "võ",
        "đặng",
        "bùi",
        "đỗ",
        "hồ",
        "ngô",
        "dương",
        "lý",
        "đinh",
        "trịnh",
        "đoàn",
        "mai",
        "lương",
        "tô",
        "tạ",
        "cao",
        "chu",
        "châu",
        "thái",
        "hà",
        "lâm",
        "phùng",
        "vương",
        "quách",
        "trương",
        "đào",
        "tống",
        "lò",
        "quàng",
        "cầm",
        "vi",
        "hứa",
        "lưu",
        "kiều",
        "khuất",
        "nghiêm",
        "la",
        "mạc",
        "ninh",
        "ông",
        "thân",
        "từ",
        "viên",
        "doãn",
        "giang",
        "khổng",
        "lại",
        "tăng",
        "triệu",
        "văn",
        "bạch",
        "cù",
        "đàm",
        "đồng",
        "hàn",
    ]
)
_OF_ORGANISATIONS: Final = re.compile(
    r"\b(?:quỹ|vốn|công ty|đầu tư|tập đoàn|ngân hàng|vườn ươm|tổng công ty|câu lạc bộ)\b"
)
_MOST_WORDS: Final = 5


def reads_like_a_person(name: str) -> bool:
    """Whether `name` has a title, or a Vietnamese family name before one to four syllables and nothing of a company.

    A company may be named so, too: it is told apart by its kind, and until then kept without a page.
    """
    words = re.findall(r"[^\W\d_]+", name)
    small = [word.lower() for word in words]
    if len(words) < 2 or _OF_ORGANISATIONS.search(" ".join(small)):
        return False
    if small[0] in _TITLES and name.split(maxsplit=1)[0].rstrip(".").lower() in _TITLES:
        return True
    is_name = len(words) <= _MOST_WORDS and all(word[0].isupper() and is_syllable(word) for word in words)
    return is_name and small[0] in _FAMILY_NAMES
