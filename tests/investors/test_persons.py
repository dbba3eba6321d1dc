from __future__ import annotations

import pytest

from ecosystem.investors.persons import reads_like_a_person


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Văn Ba", "Trịnh Thị Khuê Nhạn", "Lò Văn Giẻ Quạt", "Ông Năm", "Bà Tư Hến", "TS. Lê Hòa", "Mr. John Smith"],
)
def test_names_of_people(name: str) -> None:
    assert reads_like_a_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "Quỹ Sông Hồng",
        "Công ty Nguyễn Văn Ba",
        "Lê Gia Đầu Tư",
        "Mekong Capital",
        "Hà Nội Ventures",
        "Do Ventures",
        "ThinkZone",
        "Nguyễn",
        "500 Global",
        "Nguyễn Văn Ba và các bạn cùng góp",
        "",
    ],
)
def test_names_of_organisations(name: str) -> None:
    assert not reads_like_a_person(name)
