"""Ways to reach a person are masked; amounts, years, dates and right tax codes are not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.introductions.masking import MASK, mask

REACHES = [
    "lan@thu.example",
    "Lan.Nguyen+quy@mail.thu.com.vn",
    "lan @ thu.example",
    "lan＠thu.example",
    "lan (at) thu.example",
    "lan [at] thu [dot] example",
    "lan at thu dot example",
    "lan a còng thu chấm example",
    "lan a cong thu cham example",
    "lan@localhost",
    "0912345678",
    "0912.345.678",
    "0912 345 678",
    "0912-345-678",
    "(091) 234 5678",
    "09 1234 5678",
    "0 9 1 2 3 4 5 6 7 8",
    "O912 345 678",
    "o912345678",
    "09I2345678".replace("I", "1"),
    "０９１２３４５６７８",
    "0912–345–678",
    "0912 — 345 — 678",
    "0912/345/678",
    "0912,345,678",
    "0912;345;678",
    "0912:345:678",
    "0912~345~678",
    "[0912] [345] [678]",
    "0|9|1|2|3|4|5|6|7|8",
    "⓪⑨①②③④⑤⑥⑦⑧",
    "0\u03369\u03361\u03362\u03363\u03364\u03365\u03366\u03367\u03368\u0336",
    "lan@thu。example",
    "+84912345678",
    "+84 912 345 678",
    "+84 (0) 912 345 678",
    "84912345678",
    "0084 912 345 678",
    "024 3825 1234",
    "(024) 3825.1234",
    "0243 8251 234",
    "1900 6868",
    "+65 8123 4567",
    "không chín một hai ba bốn năm sáu bảy tám",
    "khong chin mot hai ba bon nam sau bay tam",
    "0 chín 1 hai 3 bốn 5 sáu 7 tám",
    "zalo.me/0912345678",
    "https://zalo.me/luaxanh",
    "t.me/luaxanh",
    "https://wa.me/84912345678",
    "www.facebook.com/lua.xanh",
    "fb.com/luaxanh",
    "m.me/luaxanh",
    "linkedin.com/in/lan-nguyen",
    "https://calendly.com/lan/30min",
    "tel:+84912345678",
    "mailto:lan@thu.example",
    "@lan.nguyen",
    "0 chín mười hai 345 678",
    "không chín 12 345 678",
    "0 chín một 2 ba 4 năm 6 bảy 8",
    "0 chin muoi hai 345 678",
    "chín trăm mười hai 0912 345 sáu trăm bảy mươi tám",
    "+84 chín một hai 345 678",
]
LEFT = [
    "Chúng tôi cần 12.500.000.000 đồng cho vòng này.",
    "Giá 84.912.345.678 VND, tức 3.500.000 USD.",
    "Doanh thu 0,5 tỷ năm 2024, 1,8 tỷ năm 2025.",
    "Từ 2019 đến 2025 đã lắp 1.200 hệ thống, mỗi hệ thống 50 m3/ngày.",
    "Hẹn 14:30 ngày 09/11/2026 hoặc 10-11-2026 10:00, 2026-11-09 cũng được.",
    "MST 0100047516, quyết định 268/2025/NĐ-CP.",
    "Mã số thuế: 0100047516-001.",
    "Đang gọi 8 đến 12 tỷ, định giá 60.000.000.000đ.",
    "Xem luaxanh.vn hoặc https://luaxanh.vn/san-pham.",
    "Chúng tôi ở tầng 9, 24 phố Lý Thường Kiệt, Hà Nội 100000.",
    "Meet us at the fair on 24 November 2026, booth 12 at hall B.",
    "Độ chính xác 99,5 %, COD 12.5 mg/L, TRL 7, tỷ lệ 1:3.",
    "Rảnh 08:00-09:30, 14:00-15:30 hoặc 03/08, 05/09, 07/10.",
    "Các đợt 05, 10, 15, 20, 25 và 30 mỗi tháng.",
    "Diện tích 3.000/4.500/6.000 m2, giai đoạn 2024–2026.",
    "Một hai tuần nữa, ba bốn người.",
    "Hai năm 2024 2025 bán 15 000 bộ, ba năm tới 40 000 bộ.",
    "Năm 2023, 2024, 2025 có một hai ba trăm khách.",
    "Vốn không 900 000 000 đồng, chín mười hai lần thử.",
    "Từ 03 tới 10 tháng 12 năm 2026, mười hai mẫu, 345 678 lần đo.",
    "Cần hai mươi lăm người, 12 345 678 đồng.",
    "Giai đoạn một 2024 2025, hai 2026 2027, ba 2028 2029.",
    "Sản phẩm số 2 ra năm 2023, bán 15 000 bộ.",
]


@pytest.mark.parametrize("reach", REACHES)
@pytest.mark.parametrize("shape", ["{}", "Liên hệ {} nhé", "Xin gọi: {}.", "({})\nCảm ơn", "số 5 {}, cảm ơn"])
def test_a_way_to_reach_somebody_is_masked(reach: str, shape: str) -> None:
    masked = mask(shape.format(reach))
    assert masked.count >= 1
    assert MASK in masked.text
    assert reach not in masked.text
    assert len(re.sub(r"\D", "", masked.text)) <= 3, masked.text
    assert "thu.example" not in masked.text


@pytest.mark.parametrize("text", LEFT)
def test_what_is_no_way_to_reach_somebody_is_left(text: str) -> None:
    assert mask(text) == (masked := mask(text))
    assert (masked.text, masked.count) == (text, 0)


@pytest.mark.parametrize(
    "text", ["SĐT 912 345 678", "điện thoại của tôi: 91234.5678", "Zalo: lan_nguyen", "gọi 38251234"]
)
def test_after_a_word_for_it_less_is_enough(text: str) -> None:
    assert mask(text).count == 1


def test_two_numbers_in_a_row_and_a_date_beside_one() -> None:
    assert not re.search(r"\d{3}", mask("0912345678 0987654321").text)
    assert mask("09/11/2026 0912345678").text == f"09/11/2026 {MASK}"
    assert mask("MST 0912345678").text == f"MST {MASK}", "no tax code has that check digit"


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
