"""The addresses of pipelines."""

from __future__ import annotations

from flask import Blueprint

from ecosystem.pipeline import views, views_cards, views_stages

pipeline = Blueprint("pipeline", __name__, url_prefix="/pipeline")

_BOTH = ("GET", "POST")
_POST = ("POST",)

pipeline.add_url_rule("", view_func=views.index)
pipeline.add_url_rule("/<public_id>", "board", views.show)
pipeline.add_url_rule("/<public_id>/add", view_func=views.add, methods=_POST)
pipeline.add_url_rule("/<public_id>/stages", view_func=views_stages.stages, methods=_BOTH)
pipeline.add_url_rule("/<public_id>/stages/<stage>", view_func=views_stages.stage, methods=_BOTH)
pipeline.add_url_rule("/<public_id>/stages/<stage>/shift", view_func=views_stages.shift, methods=_POST)
pipeline.add_url_rule("/<public_id>/stages/<stage>/remove", view_func=views_stages.remove_stage, methods=_BOTH)
pipeline.add_url_rule("/cards/<card>", view_func=views_cards.card, methods=_BOTH)
pipeline.add_url_rule("/cards/<card>/move", view_func=views_cards.move, methods=_POST)
pipeline.add_url_rule("/cards/<card>/looked", view_func=views_cards.looked, methods=_POST)
pipeline.add_url_rule("/cards/<card>/remove", view_func=views_cards.remove, methods=_POST)
pipeline.add_url_rule("/cards/<card>/notes", view_func=views_cards.add_note, methods=_BOTH)
pipeline.add_url_rule("/notes/<note>", view_func=views_cards.note, methods=_BOTH)
pipeline.add_url_rule("/notes/<note>/delete", view_func=views_cards.delete_note, methods=_POST)
