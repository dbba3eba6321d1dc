"""What may be said of a technology offer: one typed input for form, importer and, later, API."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from ecosystem.catalogue.input import EntryInput
from ecosystem.catalogue.input_contact import ContactEmail, ContactName, ContactPhone, ContactRole
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Scope
from ecosystem.kernel.access.fields import BLANK_IS_NONE, EMPTY_LIST, Block, InputError, Label, Line
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.access.values import UNIQUE, CurrencyCode, OptionalAmount, OptionalDate, code_of, is_negotiable
from ecosystem.technologies.input_rows import (
    Certificate,
    ComparisonRow,
    OwnerShare,
    Parameter,
    Publication,
    RightInput,
    Site,
    ipc_symbol,
)

Level = Annotated[int | None, Field(ge=1, le=9), BLANK_IS_NONE]


def _price(value: Any) -> Any:
    if is_negotiable(value):
        raise InputError(N_("Leave this empty and choose “negotiable” as the kind of price"))
    return value


Price = Annotated[OptionalAmount, BeforeValidator(_price)]


def _text(label: Message, hint: Message | None = None) -> Label:
    return Label(label, hint, "textarea", scope=Scope.PUBLIC, translated=True)


class TechnologyInput(EntryInput):
    """All of a technology offer. Prices are whole amounts of `currency`; levels are TRL 1 to 9."""

    amounts: ClassVar[tuple[tuple[str, ...], ...]] = (("price_from", "price_to"),)

    reference_code: Annotated[
        Line,
        Field(max_length=60),
        Label(N_("Own reference code"), N_("Your code for this file; a later import finds it again"), scope=Scope.OWN),
    ] = ""
    advantages: Annotated[Block, Field(max_length=5000), _text(N_("Advantages over what is used today"))] = ""
    alternative_name: Annotated[
        Line,
        Field(max_length=200),
        Label(N_("The leading alternative"), N_("What it is compared with"), scope=Scope.PUBLIC, translated=True),
    ] = ""
    comparison: Annotated[
        list[ComparisonRow],
        Field(max_length=20),
        Label(N_("Comparison"), None, "rows", scope=Scope.PUBLIC, translated=True),
    ] = EMPTY_LIST
    economic_comparison: Annotated[Block, Field(max_length=5000), _text(N_("Economic comparison"))] = ""
    ipc: Annotated[
        list[Annotated[Line, AfterValidator(ipc_symbol)]],
        UNIQUE,
        Field(max_length=10),
        Label(N_("IPC classes"), N_("One a line, for example C02F 3/28"), "lines", scope=Scope.PUBLIC),
    ] = EMPTY_LIST
    sdg: Annotated[
        list[Annotated[str, code_of("sdg")]],
        UNIQUE,
        Label(N_("Sustainable development goals"), None, "checkboxes", vocabulary="sdg", scope=Scope.PUBLIC),
    ] = EMPTY_LIST
    trl: Annotated[
        Level, Label(N_("Technology readiness level (TRL)"), None, "select", vocabulary="trl", scope=Scope.PUBLIC)
    ] = None
    trl_target: Annotated[
        Level, Label(N_("Level aimed at next"), None, "select", vocabulary="trl", scope=Scope.PUBLIC)
    ] = None
    trl_evidence: Annotated[
        Block,
        Field(max_length=2000),
        _text(N_("What shows this level"), N_("Where it was tried, for how long, at what size")),
    ] = ""
    trl_date: Annotated[OptionalDate, Label(N_("Level reached on"), None, "date", scope=Scope.PUBLIC)] = None
    rights: Annotated[
        list[RightInput],
        Field(max_length=30),
        Label(N_("Intellectual property rights"), None, "rows", scope=Scope.PUBLIC),
    ] = EMPTY_LIST
    owners: Annotated[
        list[OwnerShare],
        Field(max_length=20),
        Label(N_("Owners"), N_("Shares in percent; together at most 100"), "rows", scope=Scope.PUBLIC),
    ] = EMPTY_LIST
    parameters: Annotated[
        list[Parameter], Field(max_length=40), Label(N_("Measured parameters"), None, "rows", scope=Scope.PUBLIC)
    ] = EMPTY_LIST
    test_results: Annotated[Block, Field(max_length=5000), _text(N_("Test results"))] = ""
    standards: Annotated[
        list[Annotated[Line, Field(max_length=120)]],
        UNIQUE,
        Field(max_length=20),
        Label(N_("Standards met"), N_("One a line, for example QCVN 40:2011/BTNMT"), "lines", scope=Scope.PUBLIC),
    ] = EMPTY_LIST
    sites: Annotated[list[Site], Field(max_length=20), Label(N_("Where it runs"), None, "rows", scope=Scope.PUBLIC)] = (
        EMPTY_LIST
    )
    warranty: Annotated[Block, Field(max_length=1000), _text(N_("Warranty"))] = ""
    delivery: Annotated[Block, Field(max_length=1000), _text(N_("Delivery"))] = ""
    certificates: Annotated[
        list[Certificate], Field(max_length=20), Label(N_("Certificates"), None, "rows", scope=Scope.PUBLIC)
    ] = EMPTY_LIST
    mission_code: Annotated[
        Line, Field(max_length=60), Label(N_("Research mission code"), N_("Where it came from"), scope=Scope.PUBLIC)
    ] = ""
    registration_number: Annotated[
        Line,
        Field(max_length=60),
        Label(
            N_("Certificate of registered results"),
            N_("The number under Circular 14/2014/TT-BKHCN"),
            scope=Scope.PUBLIC,
        ),
    ] = ""
    ownership_decision: Annotated[
        Line, Field(max_length=200), Label(N_("Decision on ownership"), N_("Number and date"), scope=Scope.MEMBERS)
    ] = ""
    confidential_detail: Annotated[
        Block,
        Field(max_length=20_000),
        Label(
            N_("Confidential detail"),
            N_("Kept apart. Only owners and editors of your organisation read it; it is in no search and on no page."),
            "textarea",
            scope=Scope.OWN,
        ),
    ] = ""
    contact_name: ContactName = ""
    contact_role: ContactRole = ""
    contact_email: ContactEmail = ""
    contact_phone: ContactPhone = ""
    transfers: Annotated[
        list[Annotated[str, code_of("transfer")]],
        UNIQUE,
        Label(N_("Ways of transfer"), None, "checkboxes", vocabulary="transfer", scope=Scope.PUBLIC),
    ] = EMPTY_LIST
    price_basis: Annotated[
        Annotated[str | None, code_of("price_basis")],
        BLANK_IS_NONE,
        Label(N_("Kind of price"), None, "select", vocabulary="price_basis", scope=Scope.PUBLIC),
    ] = None
    price_from: Annotated[
        Price,
        Label(N_("Price from"), N_("For example 1,800,000,000 or 1.8 billion"), "amount", scope=Scope.PUBLIC),
    ] = None
    price_to: Annotated[Price, Label(N_("Price to"), None, "amount", scope=Scope.PUBLIC)] = None
    currency: Annotated[
        CurrencyCode, Label(N_("Currency"), None, "select", vocabulary="currency", scope=Scope.PUBLIC)
    ] = "VND"
    price_note: Annotated[
        Block,
        Field(max_length=500),
        _text(N_("What the price covers"), N_("For one unit, with or without installation")),
    ] = ""
    partner_types: Annotated[
        list[Annotated[str, code_of("partner_type")]],
        UNIQUE,
        Label(N_("Partner sought"), None, "checkboxes", vocabulary="partner_type", scope=Scope.PUBLIC),
    ] = EMPTY_LIST
    partner_size: Annotated[
        Line, Field(max_length=120), Label(N_("Partner's size"), N_("For example: from 20 people"), scope=Scope.PUBLIC)
    ] = ""
    partner_role: Annotated[Block, Field(max_length=1000), _text(N_("What the partner would do"))] = ""
    publications: Annotated[
        list[Publication], Field(max_length=30), Label(N_("Publications"), None, "rows", scope=Scope.PUBLIC)
    ] = EMPTY_LIST
    closes_on: Annotated[
        OptionalDate,
        Label(
            N_("Listing ends on"),
            N_("At midnight of that day in Hanoi; leave it empty for no end"),
            "date",
            scope=Scope.PUBLIC,
        ),
    ] = None

    @model_validator(mode="after")
    def _level_was_reached(self) -> TechnologyInput:
        if self.trl_date is not None and self.trl_date > clock.today():
            raise InputError(N_("This day is still to come"), "trl_date")
        return self

    @model_validator(mode="after")
    def _shares_fit(self) -> TechnologyInput:
        if sum(owner.share or 0 for owner in self.owners) > 100:
            raise InputError(N_("The owners' shares add up to more than 100 percent"), "owners")
        return self

    @model_validator(mode="after")
    def _prices_fit(self) -> TechnologyInput:
        if self.price_from is not None and self.price_to is not None and self.price_from > self.price_to:
            raise InputError(N_("This is less than where the price begins"), "price_to")
        return self

    @model_validator(mode="after")
    def _levels_fit(self) -> TechnologyInput:
        if self.trl is not None and self.trl_target is not None and self.trl_target < self.trl:
            raise InputError(N_("The level aimed at is below the one reached"), "trl_target")
        return self
