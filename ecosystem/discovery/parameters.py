"""The parameters of search and lists, the same everywhere: from an address to a request, and what was wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from werkzeug.datastructures import MultiDict

from ecosystem.kernel.access.amount_range import LARGEST
from ecosystem.kernel.access.amounts import parse_amount, stated_currency
from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.access.text import clean
from ecosystem.rates.rates import BASE_CURRENCY, Rates
from ecosystem.search.request import AnyOf, Filter, Range, Sort

LONGEST_QUERY: Final = 300
MOST_VALUES: Final = 50

CODED: Final[Mapping[str, tuple[str, str]]] = {
    "sector": ("sector", "sector"),
    "field": ("field", "field"),
    "place": ("place", "place"),
    "task": ("task", "task"),
    "transfer": ("transfer", "transfer"),
    "ip": ("ip", "ip"),
    "institute_kind": ("institute_kind", "institute_kind"),
    "stage": ("stage", "stage"),
    "round": ("round", "round"),
    "business_model": ("business_model", "business_model"),
    "investor_kind": ("investor_kind", "investor_kind"),
    "geography": ("geography", "geography"),
    "lead": ("lead", "lead_role"),
    "investing": ("investing", "investing"),
    "owner": ("owner_id", ""),
    "verified": ("verified", ""),
}
"""Parameter to (search field, vocabulary)."""

SORTS: Final[Mapping[str, Sort]] = {
    "relevance": Sort(),
    "updated": Sort("updated", "descending"),
    "title": Sort("title_key"),
    "closing": Sort("closes"),
    "price": Sort("price"),
    "raising": Sort("raising", "descending"),
}
AMOUNTS: Final[Mapping[str, Callable[[int], tuple[Filter, ...]]]] = {
    "price_to": lambda amount: (Range("price", None, amount),),
    "raising_from": lambda amount: (Range("raising", amount, None),),
    "raising_to": lambda amount: (Range("raising", None, amount),),
    "cheque": lambda amount: (Range("cheque_from", None, amount), Range("cheque_to", amount, None)),
}
"""Parameter to the filters that an amount in VND makes; `cheque` must lie within what an investor gives."""
NAMES: Final[Mapping[str, Message]] = {
    "sector": N_("Sector"),
    "field": N_("Research field"),
    "place": N_("Place"),
    "task": N_("Task of the city's plan"),
    "transfer": N_("Way of transfer"),
    "ip": N_("Intellectual property"),
    "institute_kind": N_("Kind of institute"),
    "stage": N_("Stage"),
    "round": N_("Funding round"),
    "business_model": N_("Business model"),
    "investor_kind": N_("Kind of investor"),
    "geography": N_("Invests in"),
    "lead": N_("Lead or follow"),
    "investing": N_("Investing now?"),
    "owner": N_("Owner"),
    "verified": N_("Organisation verified"),
    "trl_from": N_("Readiness (TRL)"),
    "trl_to": N_("Readiness (TRL)"),
    "price_to": N_("Price up to"),
    "raising_from": N_("Amount sought"),
    "raising_to": N_("Amount sought"),
    "cheque": N_("Cheque that covers this amount"),
    "page": N_("Page"),
}
"""What people call a parameter."""


@dataclass(frozen=True)
class Chosen:
    """One filter that was chosen: its parameter, the value in the address, and what the engine must hold to.

    `money`: amount and currency, where the value is an amount.
    """

    parameter: str
    value: str
    filters: tuple[Filter, ...]
    money: tuple[int, str] | None = None


@dataclass(frozen=True)
class Query:
    """What an address asks for. `notes` says what was left out because its value was wrong.

    `opened` is the parameter whose filter is shown with all its values.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    chosen: tuple[Chosen, ...] = ()
    sort: str = ""
    exact: bool = False
    opened: str = ""
    notes: tuple[Message, ...] = field(default_factory=tuple)

    @property
    def effective_sort(self) -> str:
        """Relevance when something was typed, the latest change otherwise."""
        return self.sort or self.default_sort

    @property
    def default_sort(self) -> str:
        """The order in which nobody asked for one."""
        return "relevance" if self.text else "updated"

    def values(self, parameter: str) -> tuple[str, ...]:
        return tuple(one.value for one in self.chosen if one.parameter == parameter)

    def filters(self) -> tuple[Filter, ...]:
        """The engine's filters: values of one parameter are alternatives, parameters must all hold."""
        groups: dict[str, list[str]] = {}
        ranges: list[Filter] = []
        for asked in (each for one in self.chosen for each in one.filters):
            if isinstance(asked, AnyOf):
                groups.setdefault(asked.field, []).extend(asked.values)
            else:
                ranges.append(asked)
        kinds: list[Filter] = [AnyOf("kind", self.kinds)] if self.kinds else []
        return (*kinds, *(AnyOf(name, tuple(values)) for name, values in groups.items()), *ranges)


def owned_by(public_id: str) -> Chosen:
    """The filter that keeps what one organisation owns."""
    return Chosen("owner", public_id, (AnyOf(CODED["owner"][0], (public_id,)),))


def parse(
    arguments: MultiDict[str, str], has: Callable[[str, str], bool], kinds: Sequence[str], rates: Callable[[], Rates]
) -> Query:
    """Read an address. Unknown parameters are ignored; a wrong value is left out and noted. Never raises.

    `rates` is asked only where an amount stands in the address.
    """
    reader = _Reader(arguments, has, rates)
    text = clean(arguments.get("q", "")[: LONGEST_QUERY * 4])[:LONGEST_QUERY]
    if len(clean(arguments.get("q", "")[:20_000])) > LONGEST_QUERY:
        reader.note(N_("Only the first %(limit)s characters were searched", limit=LONGEST_QUERY))
    chosen = [*reader.coded(), *reader.levels(), *reader.amounts()]
    reader.page()
    sort = arguments.get("sort", "")
    if sort and sort not in SORTS:
        reader.note(N_("This order is not known here: %(value)s", value=clean(sort)[:40]))
        sort = ""
    wanted = [kind for kind in arguments.getlist("kind")[:MOST_VALUES] if kind]
    for unknown in [kind for kind in wanted if kind not in kinds]:
        reader.note(N_("This kind is not known here: %(value)s", value=clean(unknown)[:40]))
    return Query(
        text,
        tuple(dict.fromkeys(kind for kind in wanted if kind in kinds)),
        tuple(chosen),
        sort,
        arguments.get("exact") == "1",
        arguments.get("open", "") if arguments.get("open") in CODED else "",
        tuple(reader.notes),
    )


class _Reader:
    def __init__(
        self, arguments: MultiDict[str, str], has: Callable[[str, str], bool], rates: Callable[[], Rates]
    ) -> None:
        self.arguments = arguments
        self.has = has
        self.rates = rates
        self.notes: list[Message] = []

    def note(self, message: Message) -> None:
        self.notes.append(message)

    def coded(self) -> list[Chosen]:
        found: list[Chosen] = []
        for parameter, (name, vocabulary) in CODED.items():
            for value in dict.fromkeys(self.arguments.getlist(parameter)[:MOST_VALUES]):
                if not value:
                    continue
                if self._is_known(parameter, vocabulary, value):
                    found.append(Chosen(parameter, value, (AnyOf(name, (value,)),)))
                else:
                    self._left_out(parameter, value)
        return found

    def levels(self) -> list[Chosen]:
        found: list[Chosen] = []
        for parameter in ("trl_from", "trl_to"):
            value = self.arguments.get(parameter, "")
            if not value:
                continue
            if value not in set("123456789"):
                self._left_out(parameter, value)
            elif (parameter, value) not in {("trl_from", "1"), ("trl_to", "9")}:
                level = int(value)
                ends = Range("trl", level, None) if parameter == "trl_from" else Range("trl", None, level)
                found.append(Chosen(parameter, value, (ends,)))
        if len(found) == 2 and found[0].value > found[1].value:
            self.note(N_("The lowest level lies above the highest: no technology can have both"))
        return found

    def page(self) -> None:
        value = self.arguments.get("page", "")
        if value and not (value.isascii() and value.isdigit() and int(value[:12]) > 0):
            self._left_out("page", value)

    def amounts(self) -> list[Chosen]:
        read = ((parameter, self._amount(parameter)) for parameter in AMOUNTS)
        found = {parameter: amount for parameter, amount in read if amount is not None}
        in_vnd = {parameter: amount for parameter, (amount, _) in found.items()}
        if in_vnd.get("raising_from", 0) > in_vnd.get("raising_to", in_vnd.get("raising_from", 0)):
            self.note(N_("The lowest amount lies above the highest: nobody can seek both"))
        return [
            Chosen(name, self.arguments[name].strip(), AMOUNTS[name](amount), money)
            for name, (amount, money) in found.items()
        ]

    def _amount(self, parameter: str) -> tuple[int, tuple[int, str]] | None:
        """The amount in VND, one in another currency by the latest rate; and as it was typed."""
        value = clean(self.arguments.get(parameter, "")).strip()
        if not value:
            return None
        try:
            amount = parse_amount(value)
        except InputError:
            self._left_out(parameter, value)
            return None
        currency = stated_currency(value) or BASE_CURRENCY
        in_vnd = self.rates().in_vnd(amount, currency)
        if in_vnd is None:
            self.note(N_("Amounts in %(currency)s cannot be compared yet: no rate was entered", currency=currency))
        return None if in_vnd is None else (min(in_vnd, LARGEST), (amount, currency))

    def _is_known(self, parameter: str, vocabulary: str, value: str) -> bool:
        if vocabulary:
            return self.has(vocabulary, value)
        return value == "1" if parameter == "verified" else value.isascii() and value.isalnum() and len(value) <= 16

    def _left_out(self, parameter: str, value: str) -> None:
        params = {"name": NAMES[parameter], "value": clean(value)[:40]}
        self.note(
            Message(N_("This filter was left out, because its value is not known: %(name)s = %(value)s").id, params)
        )
