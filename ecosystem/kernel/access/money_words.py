"""The words of amounts, folded (no marks, small letters): scales, currencies, and what says from or up to."""

from __future__ import annotations

from typing import Final

VIETNAMESE_SCALES: Final = {
    "nghin": 10**3,
    "ngan": 10**3,
    "tr": 10**6,
    "trieu": 10**6,
    "ty": 10**9,
    "ti": 10**9,
}
"""Whoever counts in these and names no currency means đồng."""

SCALES: Final = VIETNAMESE_SCALES | {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mil": 10**6,
    "mio": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "billions": 10**9,
    "trillion": 10**12,
}

CURRENCIES: Final = {
    "vnd": "VND",
    "dong": "VND",
    "d": "VND",
    "₫": "VND",
    "viet nam dong": "VND",
    "usd": "USD",
    "us$": "USD",
    "$": "USD",
    "do la my": "USD",
    "do la": "USD",
    "dola": "USD",
    "do": "USD",
    "my kim": "USD",
    "us dollars": "USD",
    "dollars": "USD",
    "dollar": "USD",
    "eur": "EUR",
    "euros": "EUR",
    "euro": "EUR",
    "€": "EUR",
    "gbp": "GBP",
    "£": "GBP",
    "jpy": "JPY",
    "¥": "JPY",
    "sgd": "SGD",
    "s$": "SGD",
    "krw": "KRW",
    "₩": "KRW",
    "aud": "AUD",
    "cny": "CNY",
}

LEAST: Final = frozenset(
    {
        "tu",
        "tren",
        "hon",
        "toi thieu",
        "it nhat",
        "over",
        "above",
        "from",
        "at least",
        "more than",
        "min",
        ">",
        ">=",
        "≥",
    }
)
MOST: Final = frozenset(
    {
        "duoi",
        "den",
        "toi",
        "toi da",
        "khong qua",
        "below",
        "under",
        "up to",
        "at most",
        "less than",
        "max",
        "<",
        "<=",
        "≤",
    }
)
OR_MORE: Final = frozenset({"+", "tro len", "or more", "and above", "and up"})
OR_LESS: Final = frozenset({"tro xuong", "or less", "and below"})
BETWEEN: Final = frozenset({"-", "–", "—", "den", "toi", "to"})
ABOUT: Final = frozenset({"khoang", "about", "around", "approx", "approximately", "~", "≈"})

NEGOTIABLE: Final = frozenset(
    {
        "thoa thuan",
        "thuong luong",
        "lien he",
        "negotiable",
        "to be negotiated",
        "upon request",
        "on request",
        "contact us",
    }
)
UNKNOWN: Final = frozenset(
    {
        "-",
        "--",
        "—",
        "–",
        "...",
        "?",
        "n/a",
        "na",
        "null",
        "none",
        "khong ro",
        "khong co",
        "chua ro",
        "chua co",
        "chua xac dinh",
        "khong cong bo",
        "unknown",
        "undisclosed",
        "not disclosed",
        "tbd",
        "tba",
    }
)
