"""The addresses of reports, and of officers' pages."""

from __future__ import annotations

from flask import Blueprint

from ecosystem.reports import views, views_officers

reports = Blueprint("reports", __name__, url_prefix="/reports")
officer = Blueprint("officer", __name__, url_prefix="/officer")

_BOTH = ("GET", "POST")

reports.add_url_rule("/new/<kind>/<public_id>", view_func=views.new, methods=_BOTH)
reports.add_url_rule("/sent", view_func=views.sent)
reports.add_url_rule("/confirm/<link>", view_func=views.confirm, methods=_BOTH)
reports.add_url_rule("/<report>", view_func=views.show)
reports.add_url_rule("/decisions/<decision>", view_func=views.decision, methods=_BOTH)

officer.add_url_rule("", view_func=views_officers.index)
officer.add_url_rule("/reports", view_func=views_officers.reports)
officer.add_url_rule("/reports/<report>", view_func=views_officers.report, methods=_BOTH)
officer.add_url_rule("/decisions", view_func=views_officers.decisions)
officer.add_url_rule("/decisions/<decision>", view_func=views_officers.decision, methods=_BOTH)
officer.add_url_rule("/objections", view_func=views_officers.objections)
officer.add_url_rule("/objections/<objection>", view_func=views_officers.objection, methods=_BOTH)
