"""The picture that goes with an entry's link: its public texts and nothing else, the same for everybody."""

from __future__ import annotations

from flask import Response, current_app

from ecosystem.catalogue import queries
from ecosystem.catalogue.kinds import Kind, ResultMeta
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.texts import texts_in
from ecosystem.kernel.access.actor import VISITOR
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.ids import public_id_of
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.pictures import Picture, answer_with, picture
from ecosystem.pictures.card import Card
from ecosystem.taxonomy.queries import vocabularies


def card_of(entry: Entry, kind: Kind) -> Card:
    """What the picture says, in the language of the page as far as the entry has it."""
    language = page_language()
    meta = kind.meta(entry, language)
    label = translate(kind.label)
    demo = translate(N_("Demonstration")) if entry.is_demo else ""
    return Card(
        brand=str(current_app.config["BRAND_NAME"]),
        title=str(texts_in(entry, kind, language, ("title",)).values["title"]),
        name=label,
        kind=" · ".join(text for text in (label, demo) if text),
        owner=entry.owner.legal_name if entry.owner and not kind.introduces_owner else "",
        level=meta.trl,
        facts=_facts(meta, language),
    )


def _facts(meta: ResultMeta, language: str) -> tuple[str, ...]:
    """The meta line of a result, without what passes."""
    terms = vocabularies(current_session())
    codes = [("stage", meta.stage), *meta.terms]
    words = [terms.label(vocabulary, code, language) for vocabulary, code in codes if code]
    return tuple(text for text in (*words, *meta.extra, meta.money) if text)


def picture_of(entry: Entry, kind: Kind) -> Picture | None:
    """What the head of an entry's page says of its picture; only a public entry has one."""
    if not entry.is_public:
        return None
    return picture(card_of(entry, kind), f"{kind.endpoint}.card", slug=entry.address)


def show_card(kind: Kind, slug: str) -> Response:
    """The picture itself. Raises NotFound for what is not public, its own people's drafts included."""
    public_id = public_id_of(slug)
    entry = queries.find(current_session(), VISITOR, kind, public_id) if public_id else None
    if entry is None:
        raise NotFound
    return answer_with(card_of(entry, kind))
