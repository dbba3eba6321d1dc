"""What may be said of an investor: one typed input for form, importer and, later, API."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, model_validator

from ecosystem.catalogue.input import EntryInput
from ecosystem.catalogue.input_contact import ContactEmail, ContactName, ContactPhone, ContactRole
from ecosystem.investors.input_rows import Partner
from ecosystem.kernel.access.actor import Scope
from ecosystem.kernel.access.fields import BLANK_IS_NONE, EMPTY_LIST, Block, InputError, Label, Line
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.access.values import UNIQUE, CurrencyCode, LargeAmount, OptionalAddress, OptionalDate, code_of

MOST_SECTORS = 12
LONGEST_ADDRESS = 300


def _text(label: Message, hint: Message | None = None) -> Label:
    return Label(label, hint, "textarea", scope=Scope.PUBLIC, translated=True)


def _codes(vocabulary: str, label: Message, hint: Message | None = None) -> Label:
    return Label(label, hint, "checkboxes", vocabulary=vocabulary, scope=Scope.PUBLIC)


def _code(vocabulary: str, label: Message, hint: Message | None = None) -> Label:
    return Label(label, hint, "select", vocabulary=vocabulary, scope=Scope.PUBLIC)


def _fits(address: str | None) -> str | None:
    """Behind the scheme that was added: a length on the field itself would refuse None."""
    if address is not None and len(address) > LONGEST_ADDRESS:
        raise InputError(N_("At most %(limit)s characters", limit=LONGEST_ADDRESS))
    return address


class InvestorInput(EntryInput):
    """All of an investor. A cheque is what it puts into one startup at a time, in whole amounts of `currency`.

    An end of the cheque that is empty is open; both empty: not stated. Names of people are for members.
    """

    amounts: ClassVar[tuple[tuple[str, ...], ...]] = (("cheque_min", "cheque_max"),)

    title: Annotated[
        Line,
        Field(min_length=1, max_length=200),
        Label(N_("Name"), N_("As founders know it"), scope=Scope.PUBLIC, translated=True),
    ]
    summary: Annotated[
        Block,
        Field(max_length=600),
        _text(N_("In two sentences"), N_("Who you are and what you look for; this stands in lists")),
    ] = ""
    sectors: Annotated[
        list[Annotated[str, code_of("sector")]],
        UNIQUE,
        Field(max_length=MOST_SECTORS),
        _codes("sector", N_("Sectors sought"), N_("Up to 12; the upper level stands for all below it")),
    ] = EMPTY_LIST
    investor_kind: Annotated[
        Annotated[str | None, code_of("investor_kind")],
        BLANK_IS_NONE,
        _code("investor_kind", N_("Kind of investor")),
    ] = None
    thesis: Annotated[
        Block,
        Field(max_length=5000),
        _text(N_("Investment thesis"), N_("In your own words: which companies, which problem, why you")),
    ] = ""
    investing: Annotated[
        Annotated[str | None, code_of("investing")],
        BLANK_IS_NONE,
        _code("investing", N_("Investing now?"), N_("The page says on which day you said so")),
    ] = None
    investing_until: Annotated[
        OptionalDate,
        Label(N_("Until"), N_("If you know how long this holds"), "date", scope=Scope.PUBLIC),
    ] = None
    stages: Annotated[list[Annotated[str, code_of("stage")]], UNIQUE, _codes("stage", N_("Stages"))] = EMPTY_LIST
    rounds: Annotated[list[Annotated[str, code_of("round")]], UNIQUE, _codes("round", N_("Rounds"))] = EMPTY_LIST
    geographies: Annotated[
        list[Annotated[str, code_of("geography")]],
        UNIQUE,
        _codes("geography", N_("Where you invest"), N_("The wider one includes what lies in it")),
    ] = EMPTY_LIST
    business_models: Annotated[
        list[Annotated[str, code_of("business_model")]], UNIQUE, _codes("business_model", N_("Business models"))
    ] = EMPTY_LIST
    cheque_min: Annotated[
        LargeAmount,
        Label(N_("Cheque from"), N_("For example 500 million, or 200,000 with dollars"), "amount", scope=Scope.PUBLIC),
    ] = None
    cheque_max: Annotated[
        LargeAmount, Label(N_("Cheque up to"), N_("Empty: no upper end"), "amount", scope=Scope.PUBLIC)
    ] = None
    currency: Annotated[CurrencyCode, _code("currency", N_("Currency"))] = "VND"
    instruments: Annotated[
        list[Annotated[str, code_of("instrument")]], UNIQUE, _codes("instrument", N_("Instruments"))
    ] = EMPTY_LIST
    lead_roles: Annotated[
        list[Annotated[str, code_of("lead_role")]], UNIQUE, _codes("lead_role", N_("Lead or follow"))
    ] = EMPTY_LIST
    deals_per_year: Annotated[
        Annotated[int | None, Field(ge=0, le=1000)],
        BLANK_IS_NONE,
        Label(N_("Deals a year"), N_("About how many new ones"), "number", scope=Scope.PUBLIC),
    ] = None
    minimum_traction: Annotated[
        Block,
        Field(max_length=1000),
        _text(N_("What must be there already"), N_("For example: 10 paying customers, or a prototype that was tried")),
    ] = ""
    added_value: Annotated[
        Block,
        Field(max_length=2000),
        _text(N_("What you add besides money"), N_("Customers, people, markets")),
    ] = ""
    exclusions: Annotated[Block, Field(max_length=1000), _text(N_("What you do not invest in"))] = ""
    excluded_sectors: Annotated[
        list[Annotated[str, code_of("sector")]], UNIQUE, _codes("sector", N_("Sectors excluded"))
    ] = EMPTY_LIST
    partners: Annotated[
        list[Partner], Field(max_length=20), Label(N_("Partners"), N_("Who decides"), "rows", scope=Scope.MEMBERS)
    ] = EMPTY_LIST
    country: Annotated[
        Annotated[str | None, code_of("country")],
        BLANK_IS_NONE,
        _code("country", N_("Country"), N_("Where you are at home")),
    ] = None
    city: Annotated[Line, Field(max_length=120), Label(N_("City"), scope=Scope.PUBLIC)] = ""
    website: Annotated[
        OptionalAddress, AfterValidator(_fits), Label(N_("Website"), None, "url", scope=Scope.PUBLIC)
    ] = None
    contact_name: ContactName = ""
    contact_role: ContactRole = ""
    contact_email: ContactEmail = ""
    contact_phone: ContactPhone = ""

    @model_validator(mode="after")
    def _cheque_fits(self) -> InvestorInput:
        low, high = self.cheque_min, self.cheque_max
        if low is not None and high is not None and low > high:
            raise InputError(N_("This is less than where the cheque begins"), "cheque_max")
        return self

    @model_validator(mode="after")
    def _cheque_is_some(self) -> InvestorInput:
        if self.cheque_max == 0:
            raise InputError(N_("Leave this empty when there is no upper end"), "cheque_max")
        return self

    @model_validator(mode="after")
    def _sought_or_excluded(self) -> InvestorInput:
        if set(self.sectors) & set(self.excluded_sectors):
            raise InputError(N_("A sector is sought and excluded at once"), "excluded_sectors")
        return self
