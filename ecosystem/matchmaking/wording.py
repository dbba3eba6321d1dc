"""Numbers of facts as sentences write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ecosystem.matching.explanation import Part


def number_of(part: Part, name: str) -> float | None:
    """A fact that is a number; None where it is unknown."""
    value = part.facts.get(name)
    return value if isinstance(value, int | float) else None


def whole(part: Part, name: str) -> int:
    """A fact that counts something; 0 where it is unknown."""
    return round(number_of(part, name) or 0)


def decimal(value: float, language: str) -> str:
    """At most one decimal place: "4", "2,5" ("2.5" in English)."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language == "vi" else text
