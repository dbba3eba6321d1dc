"""What lists say in words or in several shapes, put into the codes and fields that inputs have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel.core import get_global

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.tabular.outcome import FieldNote
from ecosystem.taxonomy.vocabularies import Vocabularies


def put_codes(
    fields: dict[str, object], notes: list[FieldNote], terms: Vocabularies, vocabularies: Mapping[str, str]
) -> None:
    """Make codes of the words in these fields (field to vocabulary); a word that no term has is noted and left out."""
    for name, vocabulary in vocabularies.items():
        said = fields.get(name)
        if isinstance(said, str):
            code = code_of(terms, vocabulary, said)
            _put(fields, notes, name, code, [] if code else [said])
        elif isinstance(said, list):
            known = {word: code_of(terms, vocabulary, str(word)) for word in said}
            codes = list(dict.fromkeys(code for code in known.values() if code))
            _put(fields, notes, name, codes, [str(word) for word, code in known.items() if not code])


def code_of(terms: Vocabularies, vocabulary: str, word: str) -> str:
    """The code that a code, a label or an alias means; "" where none or several do."""
    if terms.has(vocabulary, word):
        return word
    found = terms.find(vocabulary, word)
    return found[0].code if len(found) == 1 else ""


def put_country(fields: dict[str, object], notes: list[FieldNote], terms: Vocabularies) -> None:
    """Make ISO 3166 alpha-2 of a country's name or of its alpha-3 code."""
    said = fields.get("country")
    if not isinstance(said, str):
        return
    overlong = get_global("territory_aliases").get(said.upper(), []) if len(said) == 3 else []
    code = overlong[0] if overlong else code_of(terms, "country", said.upper() if len(said) == 2 else said)
    _put(fields, notes, "country", code, [] if code else [said])


def put_amount(fields: dict[str, object], notes: list[FieldNote], column: str, low: str, high: str = "") -> None:
    """Spread {"min", "max", "currency"} of `column` over `low`, `high` and `currency`; a negotiable one is noted.

    A single amount fills `low` alone; one below an upper end only fills `high`.
    """
    said = fields.pop(column, None)
    if not isinstance(said, dict):
        if said is not None:
            fields[low] = said
        return
    if is_negotiable(said):
        notes.append(negotiable(column))
    least, most = said.get("min"), said.get("max")
    if least is not None:
        fields[low] = least
    if high and most is not None and most != least:
        fields[high] = most
    if "currency" in said:
        fields["currency"] = said["currency"]


def is_negotiable(said: object) -> bool:
    """Whether a column of amounts says that this one is open to negotiation."""
    return isinstance(said, dict) and said.get("basis") == "negotiable"


def negotiable(column: str) -> FieldNote:
    """What is noted of such a one."""
    return FieldNote(column, "", N_("is negotiable, which these pages do not show: left empty"))


def put_upper_end(
    fields: dict[str, object], notes: list[FieldNote], said: object, column: str, low: str, high: str
) -> None:
    """Put `said`, of a column that holds where the range from `low` ends, into `high`; noted where it does not fit.

    Two ends that make no range are both left out, since nobody can tell which is wrong. `column` is the one of `low`.
    """
    if not isinstance(said, dict) or "currency" not in said:
        return
    end, least = said.get("max"), fields.get(low)
    stood = f"{end or said.get('min')} {said['currency']}"
    if end is None or said.get("min", end) != end or high in fields:
        notes.append(FieldNote(high, stood, N_("is not one amount at which the range ends")))
        return
    if isinstance(least, int) and fields.get("currency") != said["currency"]:
        reason = N_("is in another currency than the other end of the range: both are left empty")
    elif isinstance(least, int) and end < least:
        reason = N_("makes no range with the other end, the upper one being smaller: both are left empty")
    else:
        fields.update({high: end, "currency": said["currency"]})
        return
    notes += [FieldNote(column, f"{least} {fields.pop('currency', '')}", reason), FieldNote(high, stood, reason)]
    del fields[low]


def amount_of(content: Any, name: str, upper: str = "") -> dict[str, object] | None:
    """The amount as reports say it: {"amount", "currency"}, or with "min" and "max" for a range."""
    low, high = getattr(content, name), getattr(content, upper) if upper else None
    if low is None and high is None:
        return None
    if high in {None, low}:
        return {"amount": low, "currency": content.currency}
    return {"min": low, "max": high, "currency": content.currency}


def _put(fields: dict[str, object], notes: list[FieldNote], name: str, value: object, unknown: list[str]) -> None:
    if value:
        fields[name] = value
    else:
        fields.pop(name)
    notes.extend(FieldNote(name, word, N_("is not one of the values known for this column")) for word in unknown)
