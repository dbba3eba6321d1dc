"""What matching knows of a startup: what its page says to everybody, and nothing of its people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from ecosystem.matching.profiles import StartupProfile, Stated
from ecosystem.organisations.models import Organisation
from ecosystem.rates.rates import BASE_CURRENCY
from ecosystem.startups.models import Startup

InVnd = Callable[[int | None, str], int | None]
"""From whole units of a currency to whole VND; None where no rate is known."""

COLUMNS: Final = (
    Startup.id,
    Startup.public_id,
    Startup.owner_id,
    Startup.sectors,
    Startup.stage,
    Startup.round,
    Startup.country,
    Startup.founded_on,
    Startup.raising,
    Startup.round_closes_on,
    Startup.amount_sought,
    Startup.amount_sought_to,
    Startup.minimum_ticket,
    Startup.currency,
    Startup.instruments,
    Organisation.province_code,
)
"""What `profile` reads of a row."""
STAGE_OF_ROUND: Final = {
    "pre-seed": "seed",
    "seed": "seed",
    "series-a": "a",
    "series-b": "b",
    "series-c": "c+",
    "later": "c+",
    "grant": "grant",
    "debt": "debt",
}
"""From the vocabulary `round` to the stages of matching."""
STAGE_OF_COMPANY: Final = {
    "idea": "seed",
    "prototype": "seed",
    "first-customers": "seed",
    "growth": "a",
    "expansion": "b",
}
"""The round that a company of this stage usually asks for, where it has not said which."""
HOME: Final = "VN"
_REGIONS: Final = {
    "vietnam-north": "01 04 08 11 12 14 15 19 20 22 24 25 31 33 37",
    "vietnam-central": "38 40 42 44 46 48 51 52 56 66 68",
    "vietnam-south": "75 79 80 82 86 91 92 96",
}
REGION_OF_PROVINCE: Final = {code: region for region, codes in _REGIONS.items() for code in codes.split()}
"""From the province's code to the vocabulary `geography`."""


def profile(row: Any, in_vnd: InVnd, day: date) -> StartupProfile:
    """Of a row with `COLUMNS`, as it is on `day`. Amounts are in VND.

    A startup that says no country is at home where its own people entered it; of one out of a list it is unknown.
    """
    province = row.province_code or ""
    is_open = row.raising == "now" and (row.round_closes_on is None or row.round_closes_on >= day)
    country = row.country or (HOME if row.owner_id is not None else "")
    return StartupProfile(
        id=row.public_id,
        sectors=tuple(row.sectors),
        country=country,
        region=REGION_OF_PROVINCE.get(province, "") if country == HOME else "",
        city=province if country == HOME else "",
        founded=int(row.founded_on[:4]) if row.founded_on else None,
        stage=STAGE_OF_ROUND.get(row.round or "", "") or STAGE_OF_COMPANY.get(row.stage or "", ""),
        amount=in_vnd(row.amount_sought, row.currency),
        amount_to=in_vnd(row.amount_sought_to, row.currency),
        minimum_ticket=in_vnd(row.minimum_ticket, row.currency),
        instruments=tuple(row.instruments),
        is_raising=is_open,
        stated=_stated(row, in_vnd),
        round=row.round or "",
    )


def _stated(row: Any, in_vnd: InVnd) -> Stated | None:
    """None in VND, and where no rate makes it comparable."""
    if row.currency == BASE_CURRENCY or in_vnd(row.amount_sought, row.currency) is None:
        return None
    return row.amount_sought, row.amount_sought_to or row.amount_sought, row.currency
