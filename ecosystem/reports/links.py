"""The signed part of the address by which a visitor confirms a report; its life is the report's own."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from ecosystem.reports.models import Report


def link_to(report: Report) -> str:
    """The last part of the address: letters, digits, `-`, `_` and `.` only."""
    return str(_serializer().dumps(report.public_id))


def public_id_in(link: str) -> str | None:
    """The report's public id; None for what we did not sign."""
    try:
        found = _serializer().loads(link)
    except BadSignature:
        return None
    return found if isinstance(found, str) else None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="reports.confirm")
