"""The addresses of organisations."""

from __future__ import annotations

from flask import Blueprint

from ecosystem.organisations import views

organisations = Blueprint("organisations", __name__, url_prefix="/organisations")

organisations.add_url_rule("", view_func=views.index)
organisations.add_url_rule("/new", view_func=views.new, methods=("GET", "POST"))
organisations.add_url_rule("/act-for", view_func=views.act_for, methods=("POST",))
organisations.add_url_rule("/<public_id>", view_func=views.show)
organisations.add_url_rule("/<public_id>/edit", view_func=views.edit, methods=("GET", "POST"))
