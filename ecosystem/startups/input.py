"""What may be said of a startup: one typed input for form, importer and, later, API."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from ecosystem.catalogue.input import EntryInput
from ecosystem.catalogue.input_contact import ContactEmail, ContactName, ContactPhone, ContactRole
from ecosystem.kernel.access.actor import Scope
from ecosystem.kernel.access.fields import BLANK_IS_NONE, EMPTY_LIST, Block, InputError, Label, Line
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.access.partial_dates import PartialDate
from ecosystem.kernel.access.values import UNIQUE, CurrencyCode, LargeAmount, OptionalAddress, OptionalDate, code_of
from ecosystem.startups.input_rows import (
    EarlierRound,
    Figure,
    Member,
    PositiveLarge,
    Revenue,
    Use,
    as_above,
    not_to_come,
)
from ecosystem.startups.links import technology_links

MOST_ROWS = 50
"""As many as a form shows."""

Headcount = Annotated[int | None, Field(ge=0, le=1_000_000), BLANK_IS_NONE]


def _text(label: Message, hint: Message | None = None) -> Label:
    return Label(label, hint, "textarea", scope=Scope.PUBLIC, translated=True)


def _code(vocabulary: str, label: Message, hint: Message | None = None, scope: Scope = Scope.PUBLIC) -> Label:
    return Label(label, hint, "select", vocabulary=vocabulary, scope=scope)


def _amount(label: Message, hint: Message | None = None, scope: Scope = Scope.PUBLIC) -> Label:
    return Label(label, hint, "amount", scope=scope)


def _rows(label: Message, hint: Message | None = None, scope: Scope = Scope.PUBLIC) -> Label:
    return Label(label, hint, "rows", scope=scope)


def _raising(value: Any) -> Any:
    """Lists say yes or no."""
    return ("now" if value else "not-now") if isinstance(value, bool) else value


class StartupInput(EntryInput):
    """All of a startup but what its organisation says: name in law, tax code, address.

    Amounts are whole, in `currency`; one that is empty is not known, which is not 0.
    """

    amounts: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("amount_sought", "amount_sought_to"),
        ("valuation",),
        ("committed",),
        ("minimum_ticket",),
    )

    title: Annotated[
        Line,
        Field(min_length=1, max_length=200),
        Label(N_("Brand name"), N_("As customers know it"), scope=Scope.PUBLIC, translated=True),
    ]
    summary: Annotated[
        Block,
        Field(max_length=600),
        _text(
            N_("In one or two sentences"),
            N_("What you do, for whom, and what it changes; for somebody who has never heard of it"),
        ),
    ] = ""
    stage: Annotated[Annotated[str | None, code_of("stage")], BLANK_IS_NONE, _code("stage", N_("Stage"))] = None
    website: Annotated[OptionalAddress, Label(N_("Website"), None, "url", scope=Scope.PUBLIC)] = None
    video: Annotated[
        OptionalAddress,
        Label(N_("Address of a video"), N_("Two minutes say more than a page"), "url", scope=Scope.PUBLIC),
    ] = None
    founded_on: Annotated[
        PartialDate,
        AfterValidator(not_to_come),
        Label(N_("Founded on"), N_("A year, 03/2019 or 12/03/2019"), scope=Scope.PUBLIC),
    ] = None
    status: Annotated[
        Annotated[str | None, code_of("startup_status")],
        BLANK_IS_NONE,
        _code("startup_status", N_("What became of it"), N_("Only if it is no longer an independent company")),
    ] = None
    employees: Annotated[
        Headcount,
        Label(N_("People at work"), N_("With the founders; or where a range begins"), "number", scope=Scope.PUBLIC),
    ] = None
    employees_to: Annotated[Headcount, Label(N_("People at work, up to"), None, "number", scope=Scope.PUBLIC)] = None
    business_models: Annotated[
        list[Annotated[str, code_of("business_model")]],
        UNIQUE,
        Label(N_("Business model"), None, "checkboxes", vocabulary="business_model", scope=Scope.PUBLIC),
    ] = EMPTY_LIST
    market: Annotated[
        Block, Field(max_length=3000), _text(N_("Market"), N_("Who buys, how many there are, who else offers it"))
    ] = ""
    country: Annotated[
        Annotated[str | None, code_of("country")],
        BLANK_IS_NONE,
        _code("country", N_("Country, if abroad"), N_("In Vietnam your organisation's address is shown")),
    ] = None
    city: Annotated[Line, Field(max_length=120), Label(N_("City, if abroad"), scope=Scope.PUBLIC)] = ""
    traction: Annotated[
        list[Figure],
        Field(max_length=MOST_ROWS),
        BeforeValidator(as_above),
        _rows(N_("Traction by month"), N_("One row a month and figure; two months or more become a chart")),
    ] = EMPTY_LIST
    revenue: Annotated[list[Revenue], Field(max_length=20), _rows(N_("Revenue by year"), scope=Scope.MEMBERS)] = (
        EMPTY_LIST
    )
    team: Annotated[
        list[Member],
        Field(max_length=30),
        _rows(N_("Team"), N_("Name only people who agreed to stand here; names are in no search")),
    ] = EMPTY_LIST
    technologies: Annotated[
        list[Annotated[Line, Field(max_length=300)]],
        AfterValidator(technology_links),
        Field(max_length=10),
        Label(
            N_("Technologies of this platform in use"),
            N_("One a line: the address of the technology's page here"),
            "lines",
            scope=Scope.PUBLIC,
        ),
    ] = EMPTY_LIST
    recognition_number: Annotated[
        Line,
        Field(max_length=80),
        Label(
            N_("Certificate of recognition"),
            N_("Its number, if you are recognised as an innovative startup (Decree 268/2025/NĐ-CP)"),
            scope=Scope.PUBLIC,
        ),
    ] = ""
    recognition_date: Annotated[OptionalDate, Label(N_("Recognised on"), None, "date", scope=Scope.PUBLIC)] = None
    recognition_issuer: Annotated[Line, Field(max_length=200), Label(N_("Recognised by"), scope=Scope.PUBLIC)] = ""
    raising: Annotated[
        Annotated[str | None, code_of("raising")],
        BeforeValidator(_raising),
        BLANK_IS_NONE,
        _code("raising", N_("Raising now?")),
    ] = None
    amount_sought: Annotated[
        LargeAmount,
        _amount(N_("Amount sought"), N_("For example 8 billion, or 300,000 with dollars; of a range the lower end")),
    ] = None
    amount_sought_to: Annotated[PositiveLarge, _amount(N_("Amount sought, up to"))] = None
    currency: Annotated[
        CurrencyCode,
        _code("currency", N_("Currency"), N_("Of all amounts of this step; one that you type behind an amount counts")),
    ] = "VND"
    round: Annotated[Annotated[str | None, code_of("round")], BLANK_IS_NONE, _code("round", N_("Round"))] = None
    instruments: Annotated[
        list[Annotated[str, code_of("instrument")]],
        UNIQUE,
        Label(
            N_("Instruments"), N_("What an investor gets"), "checkboxes", vocabulary="instrument", scope=Scope.PUBLIC
        ),
    ] = EMPTY_LIST
    valuation: Annotated[PositiveLarge, _amount(N_("Valuation or cap"), scope=Scope.MEMBERS)] = None
    valuation_basis: Annotated[
        Annotated[str | None, code_of("valuation_basis")],
        BLANK_IS_NONE,
        _code("valuation_basis", N_("Which valuation this is"), scope=Scope.MEMBERS),
    ] = None
    committed: Annotated[LargeAmount, _amount(N_("Committed so far"), N_("0 if nobody has yet"))] = None
    minimum_ticket: Annotated[PositiveLarge, _amount(N_("Minimum ticket"), N_("The least one investor may put in"))] = (
        None
    )
    round_lead: Annotated[
        Annotated[str | None, code_of("round_lead")], BLANK_IS_NONE, _code("round_lead", N_("Lead investor"))
    ] = None
    use_of_funds: Annotated[
        list[Use], Field(max_length=10), _rows(N_("Use of funds"), N_("Shares in percent; together at most 100"))
    ] = EMPTY_LIST
    round_closes_on: Annotated[
        OptionalDate,
        Label(
            N_("Round closes on"),
            N_("At midnight of that day in Hanoi the ask is no longer shown; your page stays"),
            "date",
            scope=Scope.PUBLIC,
        ),
    ] = None
    earlier_rounds: Annotated[list[EarlierRound], Field(max_length=20), _rows(N_("Earlier rounds"))] = EMPTY_LIST
    contact_name: ContactName = ""
    contact_role: ContactRole = ""
    contact_email: ContactEmail = ""
    contact_phone: ContactPhone = ""

    @model_validator(mode="after")
    def _ranges_fit(self) -> StartupInput:
        for low, high in (("employees", "employees_to"), ("amount_sought", "amount_sought_to")):
            first, last = getattr(self, low), getattr(self, high)
            if first is not None and last is not None and last < first:
                raise InputError(N_("This is less than where the range begins"), high)
        return self

    @model_validator(mode="after")
    def _ticket_fits(self) -> StartupInput:
        most = self.amount_sought_to or self.amount_sought
        if most and self.minimum_ticket is not None and self.minimum_ticket > most:
            words = N_("This is more than the amount sought: check both, and the unit behind each")
            raise InputError(words, "minimum_ticket")
        return self

    @model_validator(mode="after")
    def _valuation_is_told(self) -> StartupInput:
        if self.valuation is not None and self.valuation_basis is None:
            raise InputError(N_("Please say which valuation this is"), "valuation")
        return self

    @model_validator(mode="after")
    def _uses_fit(self) -> StartupInput:
        if sum((use.share or Decimal(0) for use in self.use_of_funds), Decimal(0)) > 100:
            raise InputError(N_("The shares add up to more than 100 percent"), "use_of_funds")
        return self

    @model_validator(mode="after")
    def _months_stand_once(self) -> StartupInput:
        known = [(row.metric.casefold(), row.unit.casefold(), row.month) for row in self.traction]
        twice = next((index for index, one in enumerate(known) if one in known[:index]), None)
        if twice is not None:
            raise InputError(N_("This month stands there twice for the same figure"), f"traction-{twice}-month")
        return self

    @model_validator(mode="after")
    def _is_there_to_raise(self) -> StartupInput:
        if self.raising == "now" and self.status == "closed":
            raise InputError(N_("A startup that has closed does not raise money"), "raising")
        if self.raising in {"now", "soon"} and self.amount_sought == 0 and not self.amount_sought_to:
            words = N_("Nobody raises 0: write how much, or leave it empty while you do not know")
            raise InputError(words, "amount_sought")
        return self
