"""The organisation that a list names as an entry's owner: found again within its source, or made."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ecosystem.accounts.email_address import normalise_email
from ecosystem.kernel import clock
from ecosystem.kernel.access.fields import Input, Line
from ecosystem.organisations.contacts import parse_telephone, parse_website
from ecosystem.organisations.models import Organisation
from ecosystem.organisations.names import folded_name
from ecosystem.organisations.tax_code import parse_tax_code
from ecosystem.taxonomy.places import resolve_address
from ecosystem.taxonomy.queries import vocabularies

LONGEST_ID: Final = 120
DETAILS: Final = ("tax_code", "address", "email", "telephone", "website")
PLACES: Final = ("province_code", "ward_code")


class ImportedOwner(Input):
    """Whose it is, as the list says. `country` (ISO alpha-2) is understood; organisations do not keep one yet."""

    name: Annotated[Line, Field(min_length=2, max_length=200)]
    external_id: Annotated[Line, Field(max_length=LONGEST_ID)] = ""
    country: Annotated[Line, Field(max_length=2)] = ""
    tax_code: Annotated[Line, AfterValidator(lambda text: parse_tax_code(text) if text else "")] = ""
    address: Annotated[Line, Field(max_length=500)] = ""
    email: Annotated[Line, AfterValidator(lambda text: normalise_email(text) if text else "")] = ""
    telephone: Annotated[Line, AfterValidator(lambda text: parse_telephone(text) if text else "")] = ""
    website: Annotated[Line, AfterValidator(lambda text: parse_website(text) if text else "")] = ""


class Owners:
    """The owners that one run has met, so that a centre with a hundred rows is looked up once."""

    def __init__(self, source: str, organisation_kind: str) -> None:
        self._source = source
        self._kind = organisation_kind
        self._known: dict[tuple[str, str], int] = {}
        self._suspended: set[int] = set()

    def forget(self) -> None:
        """What was found in a transaction that did not last."""
        self._known.clear()
        self._suspended.clear()

    def is_suspended(self, owner_id: int | None) -> bool:
        """Whether one of the organisations met is suspended, so that nothing of it may be seen."""
        return owner_id in self._suspended

    def owner_id(self, session: Session, owner: ImportedOwner) -> int:
        """The organisation that this source means: by its id there, else by tax code, else by name; or a new one.

        What the list says of it is filled in where the organisation says nothing yet and has no people of its own.
        """
        key = _key(owner)
        if key not in self._known:
            with session.no_autoflush:
                found = session.scalar(self._sought(*key).order_by(Organisation.id).limit(1))
            self._known[key] = (found or self._make(session, owner)).id
            if found is not None:
                _fill(session, found, owner)
                if found.is_suspended:
                    self._suspended.add(found.id)
        return self._known[key]

    def _sought(self, by: str, value: str) -> Select[Organisation]:
        return select(Organisation).where(Organisation.source == self._source, getattr(Organisation, by) == value)

    def _make(self, session: Session, owner: ImportedOwner) -> Organisation:
        moment = clock.now()
        made = Organisation(
            kind=self._kind,
            legal_name=owner.name,
            source=self._source,
            external_id=owner.external_id or None,
            created_at=moment,
            updated_at=moment,
        )
        _fill(session, made, owner)
        session.add(made)
        session.flush()
        return made


def hide_person(session: Session, owner_id: int | None) -> None:
    """What was made of a row that turns out to tell of a natural person is no organisation: proposed to nobody."""
    made = session.get(Organisation, owner_id) if owner_id else None
    if made is not None and not made.memberships:
        made.kind = "individual"
        for name in (*DETAILS, *PLACES):
            setattr(made, name, "" if name == "address" else None)


def _key(owner: ImportedOwner) -> tuple[str, str]:
    if owner.external_id:
        return "external_id", owner.external_id
    return ("tax_code", owner.tax_code) if owner.tax_code else ("folded_name", folded_name(owner.name))


def _fill(session: Session, organisation: Organisation, owner: ImportedOwner) -> None:
    if organisation.memberships:
        return
    details: dict[str, Any] = {name: getattr(owner, name) for name in DETAILS}
    for name, value in details.items():
        if value and not getattr(organisation, name):
            setattr(organisation, name, value)
    if organisation.address and not organisation.province_code:
        for name, code in place_codes(session, organisation.address).items():
            setattr(organisation, name, code)


def place_codes(session: Session, address: str) -> dict[str, str | None]:
    """Province and ward of an address, each where it says so for sure."""
    place = resolve_address(address, vocabularies(session))
    return {"province_code": place.province_code, "ward_code": place.ward_code}
