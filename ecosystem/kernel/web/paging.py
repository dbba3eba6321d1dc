"""Pages of a list: numbers from the address, never an error from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from flask import request

PAGE_SIZE: Final = 20
_LARGEST: Final = 10**9


def requested_page() -> int:
    """The page asked for, from 1; what is no plain positive number is the first page. Not capped: see `Page`."""
    text = request.args.get("page", "")
    if not (text.isascii() and text.isdigit()):
        return 1
    return min(max(int(text[:12]), 1), _LARGEST)


def address_with(**changes: str | None) -> str:
    """This page's path with some parameters set, or removed by None; multiple values of others are kept."""
    kept = [(key, value) for key, value in request.args.items(multi=True) if key not in changes]
    pairs = [*kept, *((key, value) for key, value in changes.items() if value is not None)]
    path = request.script_root + request.path.removesuffix("/fragment")
    return f"{path}?{urlencode(pairs)}" if pairs else path


def address_without(name: str, value: str) -> str:
    """This page's path without one value of a repeatable parameter, on its first page."""
    kept = [(k, v) for k, v in request.args.items(multi=True) if (k, v) != (name, value) and k != "page"]
    path = request.script_root + request.path.removesuffix("/fragment")
    return f"{path}?{urlencode(kept)}" if kept else path


@dataclass(frozen=True)
class Page:
    """Which page of how many; `total` may be larger than what can be paged to (`reachable`)."""

    number: int
    total: int
    reachable: int
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        return max(1, -(-min(self.total, self.reachable) // self.size))

    @property
    def exists(self) -> bool:
        return self.number <= self.pages

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    def url(self, number: int) -> str:
        return address_with(page=None if number == 1 else str(number))

    def shown(self) -> Iterator[int | None]:
        """The numbers to show, None for a gap."""
        last = 0
        for number in range(1, self.pages + 1):
            if number in {1, self.pages} or abs(number - self.number) <= 1:
                if number - last > 1:
                    yield None
                yield number
                last = number
