"""Stages and entries in the language of the page."""

from __future__ import annotations

from typing import NamedTuple

from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.texts import texts_in
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.pipeline.board import Shown
from ecosystem.pipeline.changes import called_then
from ecosystem.pipeline.models import Stage
from ecosystem.pipeline.stages import name_of


class Title(NamedTuple):
    """What an entry is called, and in which language."""

    title: str
    language: str


def stage_name(stage: Stage) -> str:
    """The owner's words, or the usual name translated."""
    name = name_of(stage)
    return name if isinstance(name, str) else translate(name)


def titled(entry: Entry | None) -> Title | None:
    """The entry's title in the language of the page, where there is one; None for one that is not public any more."""
    if entry is None:
        return None
    texts = texts_in(entry, kinds().of(entry), page_language(), ("title",))
    return Title(str(texts.values["title"]), texts.language)


def called(one: Shown) -> Title | None:
    """The title; of a page that is not shown any more the one that stood there at the last look, so that two such cards
    can be told apart. It was public then.
    """
    kept = called_then(one.card.facts)
    return titled(one.entry) or (Title(*kept) if kept else None)
