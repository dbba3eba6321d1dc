"""What matching knows of an investor: what its page says to everybody; of its people nothing, not even a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from ecosystem.investors.geographies import covered
from ecosystem.investors.models import Investor
from ecosystem.kernel.clock import HANOI
from ecosystem.matching.profiles import InvestorProfile, Stated, Thesis
from ecosystem.rates.rates import BASE_CURRENCY

InVnd = Callable[[int | None, str], int | None]
"""From whole units of a currency to whole VND; None where no rate is known."""
WithBelow = Callable[[Iterable[str]], tuple[str, ...]]
"""From codes of sectors to these and all below them."""

COLUMNS: Final = (
    Investor.id,
    Investor.public_id,
    Investor.sectors,
    Investor.confirmed_at,
    Investor.updated_at,
    Investor.investor_kind,
    Investor.country,
    Investor.investing,
    Investor.investing_until,
    Investor.investing_confirmed_on,
    Investor.stages,
    Investor.rounds,
    Investor.geographies,
    Investor.cheque_min,
    Investor.cheque_max,
    Investor.currency,
    Investor.instruments,
    Investor.excluded_sectors,
)
"""What `profile` reads of a row."""
_HOME: Final = "VN"
_HANOI: Final = "01"
_COUNTRIES: Final = {
    "vietnam": "VN",
    "southeast-asia": "BN ID KH LA MM MY PH SG TH TL VN",
    "asia": "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM "
    "PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE",
    "europe": "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC "
    "MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA",
    "north-america": "CA US",
}
_WHOLE_COUNTRY: Final = "vietnam"
_REGIONS: Final = ("vietnam-north", "vietnam-central", "vietnam-south")


def profile(row: Any, in_vnd: InVnd, with_below: WithBelow, stages: Mapping[str, str], day: date) -> InvestorProfile:
    """Of a row with `COLUMNS`, as it is on `day`. `stages` puts codes of rounds and stages into those of matching."""
    return InvestorProfile(
        id=row.public_id,
        kind=row.investor_kind or "",
        country=row.country or "",
        thesis=_thesis(row, in_vnd, with_below, stages),
        is_investing=_is_investing(row, day),
    )


def _is_investing(row: Any, day: date) -> bool | None:
    """Whether it looks for new startups; what was said for a time that is over says nothing."""
    if row.investing is None or (row.investing_until is not None and row.investing_until < day):
        return None
    return bool(row.investing == "now")


def _thesis(row: Any, in_vnd: InVnd, with_below: WithBelow, stages: Mapping[str, str]) -> Thesis | None:
    """None where it says nothing of what it looks for."""
    countries, regions, cities = places(row.geographies)
    said = Thesis(
        day=row.investing_confirmed_on or _day(row.confirmed_at or row.updated_at),
        sectors=with_below(row.sectors),
        stages=_in_stages((*row.rounds, *row.stages), stages),
        countries=countries,
        regions=regions,
        cities=cities,
        cheque_min=in_vnd(row.cheque_min, row.currency),
        cheque_max=in_vnd(row.cheque_max, row.currency),
        instruments=tuple(row.instruments),
        excluded_sectors=with_below(row.excluded_sectors),
        stated=_stated(row, in_vnd),
        rounds=tuple(row.rounds),
    )
    return said if said != Thesis(day=said.day) else None


def _in_stages(codes: Iterable[str], stages: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stages[one] for one in codes if one in stages))


def _stated(row: Any, in_vnd: InVnd) -> Stated | None:
    """None in VND, and where no rate makes it comparable."""
    known = [in_vnd(amount, row.currency) for amount in (row.cheque_min, row.cheque_max)]
    if row.currency == BASE_CURRENCY or known == [None, None]:
        return None
    return row.cheque_min, row.cheque_max, row.currency


def _day(moment: datetime) -> date:
    return moment.astimezone(HANOI).date()


def places(geographies: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Countries, regions and provinces that these geographies name; nothing where they name the whole world.

    Regions and provinces only where not all of the country is meant.
    """
    inside = covered(geographies)
    if "worldwide" in inside:
        return (), (), ()
    countries = {country for code in inside for country in _COUNTRIES.get(code, "").split()}
    if _WHOLE_COUNTRY in inside or not inside:
        return tuple(sorted(countries)), (), ()
    regions = tuple(one for one in _REGIONS if one in inside)
    cities = (_HANOI,) if "hanoi" in inside and "vietnam-north" not in inside else ()
    if regions or cities:
        countries.add(_HOME)
    return tuple(sorted(countries)), regions, cities
