"""The two choices of a place: province, then ward. There is no district since July 2025."""

from __future__ import annotations

from collections.abc import Sequence

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.forms import Form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.organisations.input import OrganisationInput
from ecosystem.taxonomy.places import resolve_address
from ecosystem.taxonomy.queries import vocabularies
from ecosystem.taxonomy.vocabularies import VocabularyTerm

FormOf = Form[OrganisationInput]


def with_places(form: FormOf) -> FormOf:
    """The form with the provinces, and the wards of the chosen one: of all that have wards while none is chosen."""
    known, language = vocabularies(current_session()), page_language()
    provinces = known.children("place", "", language)
    chosen = str(form.fields["province_code"].value)
    inside = [chosen] if known.children("place", chosen) and chosen else [one.code for one in provinces]
    wards = [ward for code in inside for ward in known.children("place", code, language)]
    form.fields["province_code"].options = _options(provinces, language)
    form.fields["ward_code"].options = _options(wards, language)
    return form


def ask_for_ward(form: FormOf) -> bool:
    """Where the address may mean several wards and none is chosen: offer just these, and ask. Whether it asks."""
    typed = form.data
    if typed is None or typed.ward_code or not typed.address:
        return False
    known, language = vocabularies(current_session()), page_language()
    place = resolve_address(typed.address, known)
    wards = [term for code in place.candidates if (term := known.get("place", code))]
    if place.ward_code or not wards or (typed.province_code or place.province_code) != _province(wards):
        return False
    form.fields["province_code"].value = typed.province_code or place.province_code
    field = form.fields["ward_code"]
    field.options = _options(wards, language)
    field.hint = translate(N_("The address may mean one of these; leave it open if you are not sure"))
    return True


def _province(wards: Sequence[VocabularyTerm]) -> str:
    return wards[0].parent


def _options(terms: Sequence[VocabularyTerm], language: str) -> list[tuple[str, str]]:
    return [(term.code, term.label(language)) for term in terms]
