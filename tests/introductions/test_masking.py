"""Ways to reach a person are masked; amounts, years, dates and right tax codes are not. Laws: test_masking_laws.py."""

from __future__ import annotations

import re

import pytest

from ecosystem.introductions.masking import MASK, mask, mask_together
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.states import State
from ecosystem.introductions.words import said

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
    "0912345678đ",
    "0912345678 đồng",
    "0912 345 678 triệu",
    "84912345678đ",
    "0\ufe0f\u20e39\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e35\ufe0f\u20e36\ufe0f\u20e37\ufe0f\u20e38\ufe0f\u20e3",
    "binh at thu.example",
    "binh a-còng thu chấm example",
    "lan(a)thu.example",
    "lan gmail com",
    "lan tại gmail chấm com",
    "lan AT gmail",
    "lan at gmail.com",
    "lan <at> thu <dot> example",
    "lan_at_thu_dot_example",
    "lan {at} thu {dot} example",
    "l a n @ t h u . e x a m p l e",
    "O9l2345678",
    "09I2345678",
    "0912+345+678",
    "0912'345'678",
    "0912x345x678",
    "lan&#64;thu.example",
    "lan%40thu.example",
    "ko chín 1 2 3 4 5 6 7 8",
    "https://zoom.us/j/912345678",
    "meet.google.com/abc-defg-hij",
    "https://teams.microsoft.com/l/meetup-join/19",
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
    "Đếm một hai ba bốn năm sáu bảy tám chín mười là hết.",
    "Từ ba bốn năm sáu bảy tám chín mười mười một.",
    "Bằng sáng chế số 1-0012345, đơn 1-2019-01234, giải pháp 2-0001234.",
    "Theo TCVN 9001:2015, ISO/IEC 17025:2017, QCVN 40:2011/BTNMT.",
    "Đang gọi vốn 8.000.000.000, đã gọi 2 500 000 000 đồng.",
    "Nhà máy A công suất 50 m3, mục (a) nội dung, tại chỗ chậm hơn.",
    "Xem tại luaxanh.vn, look at luaxanh.vn or meet us at luaxanh.com.",
    "Bán qua Facebook, Zalo OA và Telegram; tích hợp Gmail, Outlook.",
    "Tấm pin 1200x600x30 mm, lô 5 lít, 20l mỗi ngày, tăng 99%.",
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
    masked = mask(text)
    assert (masked.text, masked.count) == (text, 0)


@pytest.mark.parametrize(
    "text",
    [
        "SĐT 912 345 678",
        "điện thoại của tôi: 91234.5678",
        "Zalo: lan_nguyen",
        "gọi 38251234",
        "số của tôi là 912 345 678",
        "đt 912 345 678",
        "Tel 912-345-678",
        "call me on 912 345 678",
        "gọi em 912345678",
        "912 345 678, số của tôi",
        "chín một hai ba bốn năm sáu bảy tám",
        "912 345 678 (sđt)",
        "912 345 678 gọi nhé",
        "Zalo lan.nguyen",
        "facebook lan.nguyen.98",
    ],
)
def test_after_a_word_for_it_less_is_enough(text: str) -> None:
    assert mask(text).count == 1


def test_two_numbers_in_a_row_and_a_date_beside_one() -> None:
    assert not re.search(r"\d{3}", mask("0912345678 0987654321").text)
    assert mask("09/11/2026 0912345678").text == f"09/11/2026 {MASK}"
    assert mask("MST 0912345678").text == f"MST {MASK}", "no tax code has that check digit"


@pytest.mark.parametrize("words", ["zalo ", "Gọi alo ", "kilo: ", "Ngô Thị Oil "])
def test_the_word_before_a_number_stays_whole(words: str) -> None:
    assert mask(f"{words}0912.345.679 nhé").text == f"{words}{MASK} nhé"


WHOLE = ["lan {at} thu {dot} vn", "l a n @ t h u . v n", "lan_at_thu_dot_vn", "lan <at> thu <dot> vn", "binh at thu.vn"]


@pytest.mark.parametrize("reach", WHOLE)
def test_the_whole_of_an_address_is_masked(reach: str) -> None:
    assert mask(f"Thư: {reach}, cảm ơn").text == f"Thư: {MASK}, cảm ơn"


def test_texts_of_one_person_are_looked_at_together() -> None:
    parts = {"why": "Phần đầu: 0912", "proposal": "345678 là phần sau", "reply": ""}
    masked = mask_together(parts)
    assert {name: one.text for name, one in masked.items()} == {
        "why": f"Phần đầu: {MASK}",
        "proposal": f"{MASK} là phần sau",
        "reply": "",
    }


def test_the_two_prompts_of_a_request_are_looked_at_together() -> None:
    about = Introduction(state=State.ASKED, why="Phần đầu: 0912", proposal="345678", question="", reply="")
    about.decline_words = ""
    assert [said(about)[name].text for name in ("why", "proposal")] == [f"Phần đầu: {MASK}", MASK]
