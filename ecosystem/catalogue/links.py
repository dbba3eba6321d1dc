"""Addresses of entries."""

from __future__ import annotations

from flask import current_app, url_for

from ecosystem.catalogue.kinds import Kind, Kinds
from ecosystem.catalogue.models import Entry


def kinds() -> Kinds:
    """All kinds of this product, as the composition root put them together."""
    registered: Kinds = current_app.extensions["kinds"]
    return registered


def entry_url(entry: Entry) -> str:
    """The page of an entry, in the language of this page."""
    return url_for(f"{kinds().of(entry).endpoint}.show", slug=entry.address)


def edit_url(entry: Entry, step: str = "") -> str:
    """The editor of an entry: its overview, or one step."""
    endpoint = kinds().of(entry).endpoint
    if step:
        return url_for(f"{endpoint}.edit_step", slug=entry.public_id, step=step)
    return url_for(f"{endpoint}.edit", slug=entry.public_id)


def list_url(kind: Kind) -> str:
    return url_for(f"{kind.endpoint}.index")
