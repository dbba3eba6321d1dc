"""Pictures for shared links over HTTP: an address with a version, kept for a year; the same answer for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from flask import Response, request

from ecosystem.kernel.web.languages import external_url
from ecosystem.pictures.card import Card
from ecosystem.pictures.drawing import draw

_YEAR: Final = 365 * 24 * 3600
_PARAMETER: Final = "v"


@dataclass(frozen=True)
class Picture:
    """What the head of a page says of its picture: absolute address, and what is to be seen, in words."""

    url: str
    alt: str


def picture(card: Card, endpoint: str, **values: Any) -> Picture:
    """The picture that `endpoint` answers with, in the language of this page."""
    said = (card.kind, card.title, card.owner)
    url = external_url(endpoint, **values, **{_PARAMETER: card.version})
    return Picture(url, " · ".join(text for text in said if text))


def answer_with(card: Card) -> Response:
    """The picture. Drawn each time it is asked for, in a few hundredths of a second; browsers and crawlers keep it.

    Under the version it has now it may be kept for a year, otherwise for five minutes.
    """
    response = Response(mimetype="image/png")
    response.set_etag(card.version)
    is_current = request.args.get(_PARAMETER) == card.version
    response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable" if is_current else "public, max-age=300"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # other sites show it beside the link
    if request.if_none_match.contains(card.version):
        response.status_code = 304
        return response
    response.set_data(draw(card))
    return response
