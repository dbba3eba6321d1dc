"""Kinds of value that inputs are made of: codes, dates, amounts, numbers, addresses; forgiving about the typing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from ecosystem.kernel.access.amounts import parse_amount, stated_currency
from ecosystem.kernel.access.fields import BLANK_IS_NONE, InputError
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.search.language.normalise import fold

_NEGOTIABLE = frozenset({"thoa thuan", "thuong luong", "negotiable"})
_SMALLEST_BARE = 1_000
_DONG_SCALE = re.compile(r"(?<![a-z])(?:ty|ti|trieu|tr)(?![a-z])")
"""Whoever counts in these seldom means another currency."""
KNOWN_CODES = "known_codes"
"""The key of the validation context that holds `(vocabulary, code) -> bool`; without it codes are taken as they are."""

LONGEST_ADDRESS = 300
"""Characters of a web address."""


def code_of(vocabulary: str) -> AfterValidator:
    """A validator: the code must be a term of the vocabulary."""

    def check(code: str | None, info: ValidationInfo) -> str | None:
        known: Callable[[str, str], bool] | None = (info.context or {}).get(KNOWN_CODES)
        if code is not None and known is not None and not known(vocabulary, code):
            raise InputError(N_("Please choose one of the options"))
        return code

    return AfterValidator(check)


def _unique(values: list[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    if match is None:
        return text
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise InputError(N_("There is no such day; please check the date")) from None


def _filled(value: Any) -> Any:
    if value is None:
        raise InputError(N_("Please fill this in"))
    return value


def _plausible(value: date | None) -> date | None:
    if value is not None and not 1900 <= value.year <= 2200:
        raise InputError(N_("There is no such day; please check the date"))
    return value


def is_negotiable(value: Any) -> bool:
    """Whether words stand where an amount is asked for: it is open to negotiation."""
    return isinstance(value, str) and fold(value) in _NEGOTIABLE


def _amount(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if is_negotiable(value):
        raise InputError(N_("Leave this empty while the amount is not settled"))
    return parse_amount(value) if value.strip() else None


def _with_unit(value: Any) -> Any:
    digits = value.strip() if isinstance(value, str) else ""
    if digits.isdecimal() and 0 < int(digits) < _SMALLEST_BARE:
        raise InputError(N_("Write the unit behind it, for example 5 billion or 300k USD"))
    return value


def with_stated_currency(given: Any, amounts: Sequence[Sequence[str]]) -> Any:
    """What was given, with the currency that is typed with its amounts: it counts more than the one chosen beside them.

    `amounts` names the fields, the two ends of a range together: there one end may speak for the other. Raises
    InputError for amounts in different currencies, and for an amount without one that may be in another than the rest
    or the choice: "5 tỷ" with dollars.
    """
    if not isinstance(given, Mapping):
        return given
    typed = [[(name, value) for name in ends if isinstance(value := given.get(name), str)] for ends in amounts]
    in_words = [{found for _, value in ends if (found := stated_currency(value))} for ends in typed]
    stated = set().union(*in_words)
    if len(stated) > 1:
        words = N_("The amounts are in different currencies; please write all of them in one")
        raise InputError(words, _other_currency(typed))
    chosen = given.get("currency")
    currency = next(iter(stated), chosen)
    for ends, said in zip(typed, in_words, strict=True):
        if not said or _is_reversed(ends):
            _refuse_unclear(ends, chosen, currency)
    return {**given, "currency": currency} if stated else given


def _refuse_unclear(ends: Sequence[tuple[str, str]], chosen: Any, currency: Any) -> None:
    """Raises InputError for an amount that names no currency and may be in another than `currency`."""
    silent = [(name, value) for name, value in ends if value.strip() not in {"", "0"} and not stated_currency(value)]
    if silent and chosen not in {None, "", currency}:
        raise InputError(_also_in(currency), silent[0][0])
    unclear = next((name for name, value in silent if _DONG_SCALE.search(fold(value))), None)
    if unclear is not None and currency not in {None, "", "VND"}:
        raise InputError(_behind(currency), unclear)


def _is_reversed(ends: Sequence[tuple[str, str]]) -> bool:
    """Whether two amounts are a range only where each counts another currency."""
    if len(ends) != 2:
        return False
    with suppress(InputError):
        low, high = (parse_amount(value) if value.strip() else None for _, value in ends)
        return low is not None and high is not None and low > high
    return False


def _other_currency(typed: Sequence[Sequence[tuple[str, str]]]) -> str:
    """The first field whose amount is in another currency than one before it."""
    named = [(name, found) for ends in typed for name, value in ends if (found := stated_currency(value))]
    return next(name for name, found in named if found != named[0][1])


def _also_in(currency: str) -> Message:
    return N_(
        "In which currency is this? You wrote another amount in %(currency)s: write the currency behind this one too,"
        " or choose %(currency)s as the currency",
        currency=currency,
    )


def _behind(currency: str) -> Message:
    return N_(
        "In which currency is this? %(currency)s is chosen: write the currency behind the amount, for example 5 billion"
        " VND or 300k USD",
        currency=currency,
    )


def _decimal(value: Any) -> Any:
    """A number as typed here or there: the last comma or dot is the decimal sign."""
    if not isinstance(value, str):
        return value
    text = value.strip().replace(" ", "")
    if not text:
        return None
    return text.replace(",", ".") if text.count(",") == 1 and "." not in text else text


def _web_address(value: str | None) -> str | None:
    if not value:
        return None
    address = value if re.match(r"[a-z][a-z0-9+.-]*:", value, re.IGNORECASE) else f"https://{value}"
    if not re.fullmatch(r"https?://[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?", address, re.IGNORECASE):
        raise InputError(N_("This is not a web address; please write it like https://example.vn"))
    if len(address) > LONGEST_ADDRESS:
        raise InputError(N_("At most %(limit)s characters", limit=LONGEST_ADDRESS))
    return address


CurrencyCode = Literal["VND", "USD", "EUR"]
"""What amounts may be in. One without a rate is kept and shown, and not compared."""
UNIQUE = AfterValidator(_unique)
"""For lists of codes or words: the first of equal ones stays."""
Day = Annotated[date, AfterValidator(_plausible), BeforeValidator(_date)]
OptionalDate = Annotated[date | None, AfterValidator(_plausible), BeforeValidator(_date)]
RequiredDate = Annotated[date, AfterValidator(_plausible), BeforeValidator(_filled), BeforeValidator(_date)]
OptionalAmount = Annotated[int | None, Field(ge=0, lt=10**15), BeforeValidator(_amount)]
LargeAmount = Annotated[OptionalAmount, BeforeValidator(_with_unit)]
"""What is invested: whoever types a bare 5 means millions or billions."""
DECIMAL_COMMA = BeforeValidator(_decimal)
"""For numbers that may be typed with a decimal comma; blank is nothing."""
OptionalAddress = Annotated[str | None, AfterValidator(_web_address), BLANK_IS_NONE]
