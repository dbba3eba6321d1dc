from __future__ import annotations

import pytest

from ecosystem.kernel.access.fields import InputError
from ecosystem.startups.links import technology_link, technology_links


@pytest.mark.parametrize(
    "typed",
    [
        "loc-nuoc-k3m9x2p7qa",
        "/technologies/loc-nuoc-k3m9x2p7qa",
        "https://nhipcau.example/technologies/loc-nuoc-k3m9x2p7qa",
        "https://nhipcau.example/en/technologies/loc-nuoc-k3m9x2p7qa/?as=stranger#lien-he",
    ],
)
def test_the_address_however_it_is_copied(typed: str) -> None:
    assert technology_link(typed) == "loc-nuoc-k3m9x2p7qa"


@pytest.mark.parametrize("wrong", ["", "loc-nuoc", "https://nhipcau.example", "/institutes/vien-k3m9x2p7qa"])
def test_another_page_is_refused(wrong: str) -> None:
    with pytest.raises(InputError):
        technology_link(wrong)


def test_one_technology_stands_once() -> None:
    assert technology_links(["loc-nuoc-k3m9x2p7qa", "gach-bbbbbbbbbb", "/technologies/k3m9x2p7qa"]) == [
        "loc-nuoc-k3m9x2p7qa",
        "gach-bbbbbbbbbb",
    ]
