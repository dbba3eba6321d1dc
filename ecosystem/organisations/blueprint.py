"""The addresses of organisations and of the invitations into them."""

from __future__ import annotations

from flask import Blueprint

from ecosystem.organisations import views, views_checks, views_invitations, views_people

organisations = Blueprint("organisations", __name__, url_prefix="/organisations")
invitations = Blueprint("invitations", __name__, url_prefix="/invitations")

_BOTH = ("GET", "POST")
_POST = ("POST",)
_PERSON = "/<public_id>/members/<member>"
_INVITATION = "/<public_id>/invitations/<invitation>"

organisations.add_url_rule("", view_func=views.index)
organisations.add_url_rule("/new", view_func=views.new, methods=_BOTH)
organisations.add_url_rule("/act-for", view_func=views.act_for, methods=_POST)
organisations.add_url_rule("/checks", view_func=views_checks.checks)
organisations.add_url_rule("/<public_id>", view_func=views.show)
organisations.add_url_rule("/<public_id>/edit", view_func=views.edit, methods=_BOTH)
organisations.add_url_rule("/<public_id>/members", view_func=views_people.members, methods=_BOTH)
organisations.add_url_rule(f"{_PERSON}/role", view_func=views_people.change_role, methods=_POST)
organisations.add_url_rule(f"{_PERSON}/remove", view_func=views_people.remove_member, methods=_BOTH)
organisations.add_url_rule("/<public_id>/leave", view_func=views_people.leave, methods=_BOTH)
organisations.add_url_rule(f"{_INVITATION}/send", view_func=views_people.send_invitation, methods=_POST)
organisations.add_url_rule(f"{_INVITATION}/withdraw", view_func=views_people.withdraw_invitation, methods=_POST)
organisations.add_url_rule("/<public_id>/check", view_func=views_checks.check, methods=_BOTH)

invitations.add_url_rule("/<link>", view_func=views_invitations.show, methods=_BOTH)
