"""The addresses of matches."""

from __future__ import annotations

from flask import Blueprint

from ecosystem.matchmaking import views, views_appeals, views_feedback, views_why

matches = Blueprint("matches", __name__, url_prefix="/matches")

_BOTH = ("GET", "POST")

matches.add_url_rule("", view_func=views.index)
matches.add_url_rule("/appeals", view_func=views_appeals.appeals)
matches.add_url_rule("/<public_id>", view_func=views.matches)
matches.add_url_rule("/<public_id>/columns", view_func=views.columns, methods=("POST",))
matches.add_url_rule("/<public_id>/<other>", view_func=views_why.why)
matches.add_url_rule("/<public_id>/passed", view_func=views_feedback.passed)
matches.add_url_rule("/<public_id>/dismiss/<other>", view_func=views_feedback.dismiss, methods=_BOTH)
matches.add_url_rule("/<public_id>/undo/<other>", view_func=views_feedback.undo, methods=("POST",))
matches.add_url_rule("/<public_id>/appeal", view_func=views_feedback.appeal, methods=_BOTH)
matches.add_url_rule("/appeals/<appeal>", view_func=views_appeals.appeal_shown)
matches.add_url_rule("/appeals/<appeal>/answer", view_func=views_appeals.answer, methods=("POST",))
