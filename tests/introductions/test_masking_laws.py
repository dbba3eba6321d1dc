"""What holds of masking whatever the text: however a number or an address is written, and what is left as it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.introductions.masking import MASK, mask, mask_together
from tests.introductions.test_masking import REACHES, WHOLE


@given(st.lists(st.sampled_from(["Có 12 người", "gọi 0912345678", "lan@thu.vn", "", "năm 2025"]), min_size=1))
def test_texts_that_share_nothing_are_masked_as_each_alone(texts: list[str]) -> None:
    together = mask_together({str(place): f"a {text} b" for place, text in enumerate(texts)})
    assert list(together.values()) == [mask(f"a {text} b") for text in texts]


CASES = st.sampled_from([str, str.upper, str.lower, str.title])


@given(
    reach=st.sampled_from([*REACHES, *WHOLE]).filter(lambda one: "&" not in one and "%" not in one),
    case=CASES,
    form=st.sampled_from(["NFC", "NFD", "NFKC"]),
    space=st.sampled_from([" ", "\u00a0", "\u2009", "  "]),
    mark=st.sampled_from(["", "\u200b", "\u0336", "\u00ad", "\ufe0f"]),
)
def test_what_is_masked_stays_masked(
    reach: str, case: Callable[[str], str], form: Literal["NFC", "NFD", "NFKC"], space: str, mark: str
) -> None:
    """Under another case, another space, marks taken apart, and signs that nobody sees after every character."""
    written = unicodedata.normalize(form, case(reach)).replace(" ", space)
    written = "".join(one + mark for one in written)
    masked = mask(f"({written})").text
    assert MASK in masked
    assert not re.search(r"\d|thu|lan", masked.casefold()), masked


@given(st.sampled_from([one for one in REACHES if "còng" in one or "chín" in one]))
def test_without_marks_it_is_the_same(reach: str) -> None:
    plain = "".join(one for one in unicodedata.normalize("NFD", reach) if not unicodedata.combining(one))
    assert mask(f"({plain})").text.replace("+", "") == f"({MASK})"


GAPS = st.sampled_from(["", " ", ".", "-", " . ", "  "])


@given(
    start=st.sampled_from(["03", "05", "07", "08", "09", "+843", "849"]),
    digits=st.lists(st.sampled_from("0123456789"), min_size=8, max_size=8),
    gaps=st.lists(GAPS, min_size=8, max_size=8),
    around=st.sampled_from([("", ""), ("Gọi ", " nhé"), ("…", "!"), ("số:", "\nlan"), ("a", ",")]),
)
def test_however_the_digits_stand_apart(
    start: str, digits: list[str], gaps: list[str], around: tuple[str, str]
) -> None:
    number = start + "".join(gap + digit for gap, digit in zip(gaps, digits, strict=True))
    assert not re.search(r"\d", mask(around[0] + number + around[1]).text)


WORDS = dict(zip("0123456789", ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"], strict=True))


@given(
    number=st.from_regex(r"0[35789][0-9]{8}", fullmatch=True),
    cuts=st.lists(st.integers(1, 3), min_size=10, max_size=10),
    spoken=st.lists(st.booleans(), min_size=10, max_size=10),
    gap=st.sampled_from([" ", ". ", "-", ", "]),
    around=st.sampled_from([("", ""), ("Gọi tôi: ", " nhé"), ("(", ")")]),
)
def test_however_digits_and_words_are_mixed(
    number: str, cuts: list[int], spoken: list[bool], gap: str, around: tuple[str, str]
) -> None:
    """Groups of one to three digits, each as digits, digit by digit in words, or as the number from ten to 99 it is."""
    groups, rest = [], number
    for cut, is_spoken in zip(cuts, spoken, strict=True):
        group, rest = rest[:cut], rest[cut:]
        if group:
            groups.append(in_words(group) if is_spoken else group)
    if not any(spoken[: len(groups)]):
        groups[0] = in_words(number[: cuts[0]])
    masked = mask(around[0] + gap.join(groups) + around[1])
    assert masked.text == around[0] + MASK + around[1]


def in_words(group: str) -> str:
    if len(group) == 2 and group[0] != "0":
        tens = "mười" if group[0] == "1" else f"{WORDS[group[0]]} mươi"
        return tens if group[1] == "0" else f"{tens} {WORDS[group[1]]}"
    return " ".join(WORDS[digit] for digit in group)


@given(
    name=st.from_regex(r"[a-z][a-z0-9._]{0,12}[a-z]", fullmatch=True),
    domain=st.from_regex(r"[a-z]{2,8}(\.[a-z]{2,5}){1,2}", fullmatch=True),
    at=st.sampled_from(["@", " @ ", "(at)", " [at] ", " a còng ", "＠"]),
)
def test_however_an_address_is_written(name: str, domain: str, at: str) -> None:
    masked = mask(f"Thư cho {name}{at}{domain} nhé")
    assert masked.text == f"Thư cho {MASK} nhé"


@given(st.text(max_size=200))
def test_masking_again_changes_nothing(text: str) -> None:
    once = mask(text)
    assert mask(once.text).text == once.text


@given(st.text(alphabet="abcxyz ,.!?đươăâêôĐ\n", max_size=200))
def test_plain_words_are_left(text: str) -> None:
    assert mask(text).text == text


@given(st.integers(10**6, 10**13), st.sampled_from([" đồng", "đ", " VND", " USD", " ₫"]))
def test_amounts_with_their_currency_are_left(amount: int, currency: str) -> None:
    text = f"Cần {amount:,}{currency} vốn".replace(",", ".")
    assert mask(text).text == text
