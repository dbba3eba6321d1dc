"""The addresses of introductions."""

from __future__ import annotations

from flask import Blueprint

from ecosystem.introductions import (
    views,
    views_answer,
    views_figures,
    views_mail,
    views_mail_talk,
    views_mail_write,
    views_met,
    views_request,
    views_talk,
    views_undelivered,
)

introductions = Blueprint("introductions", __name__, url_prefix="/introductions")

_BOTH = ("GET", "POST")
_POST = ("POST",)

SIGNED = (
    views_mail.answer,
    views_met.whether_met,
    views_mail_write.propose_from_mail,
    views_mail_write.write_from_mail,
    views_mail_write.tell_from_mail,
    views_mail_talk.choose_from_mail,
    views_mail_talk.answer_outcome_from_mail,
)
"""Views that a mail leads to: the signed address proves who comes, so that no session and no token of it is needed."""

introductions.add_url_rule("", view_func=views.index)
introductions.add_url_rule("/new/<slug>", view_func=views_request.new, methods=_BOTH)
introductions.add_url_rule("/decline", view_func=views_answer.decline_several, methods=_BOTH)
introductions.add_url_rule("/figures", view_func=views_figures.figures)
introductions.add_url_rule("/undelivered", view_func=views_undelivered.undelivered)
introductions.add_url_rule("/blocks", view_func=views.blocks)
introductions.add_url_rule("/blocks/end", view_func=views.unblock, methods=_POST)
introductions.add_url_rule("/answer/<act>/<token>", view_func=views_mail.answer, methods=_BOTH, endpoint="answer")
introductions.add_url_rule("/met/<act>/<token>", view_func=views_met.whether_met, methods=_BOTH)
introductions.add_url_rule("/propose/<token>", view_func=views_mail_write.propose_from_mail, methods=_BOTH)
introductions.add_url_rule("/write/<token>", view_func=views_mail_write.write_from_mail, methods=_BOTH)
introductions.add_url_rule("/tell/<token>", view_func=views_mail_write.tell_from_mail, methods=_BOTH)
introductions.add_url_rule("/choose/<token>", view_func=views_mail_talk.choose_from_mail, methods=_BOTH)
introductions.add_url_rule("/so/<token>", view_func=views_mail_talk.answer_outcome_from_mail, methods=_BOTH)
introductions.add_url_rule("/calendar/<token>/nhip-cau.ics", view_func=views_mail_talk.calendar_from_mail)
introductions.add_url_rule("/<introduction>", view_func=views.show)
introductions.add_url_rule("/<introduction>/answer", view_func=views_answer.answer, methods=_BOTH, endpoint="decide")
introductions.add_url_rule("/<introduction>/reply", view_func=views_answer.reply, methods=_BOTH)
introductions.add_url_rule("/<introduction>/withdraw", view_func=views.withdraw, methods=_POST)
introductions.add_url_rule("/<introduction>/close", view_func=views.close, methods=_POST)
introductions.add_url_rule("/<introduction>/block", view_func=views.block, methods=_POST)
introductions.add_url_rule("/<introduction>/message", view_func=views_talk.message, methods=_BOTH)
introductions.add_url_rule("/<introduction>/read", view_func=views_talk.read, methods=_POST)
introductions.add_url_rule("/<introduction>/times", view_func=views_talk.times, methods=_BOTH)
introductions.add_url_rule("/<introduction>/times/<time>", view_func=views_talk.choose, methods=_POST)
introductions.add_url_rule("/<introduction>/times/<time>/calendar.ics", view_func=views_talk.calendar)
introductions.add_url_rule("/<introduction>/outcome", view_func=views_talk.outcome, methods=_BOTH)
introductions.add_url_rule("/<introduction>/outcome/<outcome>/confirm", view_func=views_talk.confirm, methods=_POST)
introductions.add_url_rule("/<introduction>/outcome/<outcome>/show", view_func=views_talk.show_outcome, methods=_POST)
introductions.add_url_rule("/<introduction>/outcome/<outcome>/deny", view_func=views_talk.deny, methods=_POST)
