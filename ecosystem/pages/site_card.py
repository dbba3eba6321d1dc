"""The picture of links to the site itself, and to pages that have none of their own."""

from __future__ import annotations

from flask import current_app

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.pictures import Picture, picture
from ecosystem.pictures.card import Card


def site_card() -> Card:
    """What the picture says: nothing that passes, no numbers."""
    return Card(
        brand=str(current_app.config["BRAND_NAME"]),
        title=translate(N_("Bridging ideas, technology and capital")),
        owner=translate(N_("Hanoi's innovation ecosystem, open to everyone")),
    )


def site_picture() -> Picture:
    return picture(site_card(), "pages.card")
