"""Every route of the product with its rule of access. A new route gets its line here, or the sweep fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.architecture.people import Thing
from tests.architecture.rules import (
    Outcome,
    Rule,
    askable,
    authors,
    claimable,
    confirmed_editors,
    done,
    editors,
    everyone,
    gone,
    members,
    of_organisations,
    officers,
    or_officers,
    owners,
    reportable,
    seen,
    seen_by_known,
    shared,
    signed_in,
    visitors,
    writers,
)


@dataclass(frozen=True)
class Route:
    """`get` and `post` are the rules of the methods it takes. `body` makes a form that is right, given the thing.

    `values` fill what else stands in its address. `ends_session`: afterwards the person has to sign in anew.
    `needs_token`: False where a request from another site could do no harm.
    """

    get: Rule | None = None
    post: Rule | None = None
    body: Callable[[Thing], Mapping[str, Any]] = lambda _thing: {}
    values: Mapping[str, str] = field(default_factory=dict)
    ends_session: bool = False
    needs_token: bool = True


_numbers = count(1)
_BASICS = {"title": "Đã bị đổi tên", "summary": "Đã bị đổi.", "sectors": ["crops"]}


def _basics(thing: Thing) -> Mapping[str, Any]:
    return {**_BASICS, "version": str(thing.version)}


def _texts(thing: Thing) -> Mapping[str, Any]:
    return {"title": "Changed by somebody", "version": str(thing.version)}


def _profile(thing: Thing) -> Mapping[str, Any]:
    return {"legal_name": "Đã bị đổi tên", "kind": "institute", "ward_asked": "1", "version": str(thing.version)}


def _invitation(_thing: Thing) -> Mapping[str, Any]:
    return {"email": f"khach{next(_numbers)}@thu.example", "role": "viewer"}


def _of_kind(endpoint: str) -> dict[str, Route]:
    basics = {"step": "basics"}
    editing = Route(editors(), editors(Outcome.ON), _basics, basics)
    return {
        f"{endpoint}.index": Route(everyone),
        f"{endpoint}.index_fragment": Route(everyone),
        f"{endpoint}.show": Route(seen),
        f"{endpoint}.card": Route(shared),
        f"{endpoint}.new": Route(signed_in(), signed_in(Outcome.INVALID), lambda _thing: {"title": ""}),
        f"{endpoint}.edit": Route(members()),
        f"{endpoint}.edit_step": editing,
        f"{endpoint}.keep_draft": Route(post=editors(Outcome.KEPT), body=_basics, values=basics),
        f"{endpoint}.discard_draft": Route(post=editors(Outcome.ON), values=basics),
        f"{endpoint}.translation": Route(editors(), editors(Outcome.ON), _texts),
        f"{endpoint}.publish": Route(post=editors(Outcome.ON)),
        f"{endpoint}.withdraw": Route(post=editors(Outcome.ON, only=("public",))),
        f"{endpoint}.delete": Route(post=editors(Outcome.ON, only=("draft",))),
    }


_TOKEN = {"token": "WyJub2JvZHkiXQ.aaaa.bbbb"}

ROUTES: dict[str, Route] = {
    "pages.home": Route(everyone),
    "pages.card": Route(everyone),
    "pages.terms": Route(everyone),
    "pages.privacy": Route(everyone),
    "pages.visibility": Route(everyone),
    "pages.theme": Route(post=done, body=lambda _thing: {"theme": "dark"}, needs_token=False),
    "pages.static_file": Route(everyone, values={"build": "any", "filename": "favicon.svg"}),
    "pages.healthz": Route(everyone),
    "pages.readyz": Route(everyone),
    "pages.robots": Route(everyone),
    "pages.sitemap": Route(everyone),
    "accounts.register": Route(visitors(Outcome.PAGE), visitors(Outcome.INVALID)),
    "accounts.check_mail": Route(everyone, values={"purpose": "confirm"}),
    "accounts.confirm": Route(gone, gone, values=_TOKEN),
    "accounts.resend_confirmation": Route(everyone, done, lambda _thing: {"email": "khong.ai@thu.example"}),
    "accounts.sign_in": Route(visitors(Outcome.PAGE), visitors(Outcome.INVALID)),
    "accounts.sign_out": Route(post=done, ends_session=True),
    "accounts.recover": Route(everyone, done, lambda _thing: {"email": "khong.ai@thu.example"}),
    "accounts.reset_password": Route(gone, gone, values=_TOKEN),
    "accounts.settings": Route(signed_in(), signed_in(Outcome.INVALID), lambda _thing: {"name": ""}),
    "accounts.try_address": Route(post=signed_in(Outcome.ON)),
    "accounts.change_password": Route(signed_in(), signed_in(Outcome.INVALID)),
    "accounts.change_email": Route(signed_in(), signed_in(Outcome.INVALID)),
    "accounts.confirm_email": Route(gone, gone, values=_TOKEN),
    "accounts.devices": Route(signed_in()),
    "accounts.revoke_device": Route(post=signed_in(Outcome.MISSING), values={"device": "0123456789abcdef"}),
    "accounts.revoke_others": Route(post=signed_in(Outcome.ON)),
    "desk.index": Route(signed_in()),
    "desk.entries": Route(signed_in()),
    "discovery.search": Route(everyone),
    "discovery.search_fragment": Route(everyone),
    "discovery.suggest": Route(everyone),
    "plan.newest": Route(done),
    "plan.index": Route(everyone),
    "plan.show": Route(everyone, values={"key": "2024"}),
    "plan.card": Route(everyone, values={"key": "2024"}),
    "organisations.index": Route(signed_in()),
    "organisations.new": Route(signed_in(), signed_in(Outcome.INVALID), lambda _thing: {"legal_name": ""}),
    "organisations.act_for": Route(post=members(Outcome.ON), body=lambda thing: {"organisation": thing.public_id}),
    "organisations.show": Route(members()),
    "organisations.edit": Route(editors(), editors(Outcome.ON), _profile),
    "organisations.members": Route(members(), owners(Outcome.ON, confirmed=True), _invitation),
    "organisations.change_role": Route(post=owners(Outcome.ON), body=lambda _thing: {"role": "editor"}),
    "organisations.remove_member": Route(owners(), owners(Outcome.ON)),
    "organisations.leave": Route(members(), members(Outcome.INVALID), lambda _thing: {"successor": "zzzzzzzzzz"}),
    "organisations.send_invitation": Route(post=owners(Outcome.ON, confirmed=True)),
    "organisations.withdraw_invitation": Route(post=owners(Outcome.ON)),
    "invitations.show": Route(gone, gone, values={"link": _TOKEN["token"]}),
    "claims.new": Route(claimable(), claimable(Outcome.INVALID), lambda _thing: {"position": ""}),
    "claims.show": Route(or_officers(writers())),
    "claims.waiting": Route(officers()),
    "claims.accept": Route(post=officers(Outcome.ON, there=True)),
    "claims.refuse": Route(
        post=officers(Outcome.ON, there=True), body=lambda _thing: {"reason": "Chưa đủ chứng cứ để nhận."}
    ),
    "claims.withdraw": Route(post=writers(Outcome.ON)),
    "deals.portfolio": Route(seen),
    "following.index": Route(signed_in()),
    "following.follow": Route(post=seen_by_known(Outcome.ON)),
    "following.stop": Route(post=signed_in(Outcome.ON)),
    "pipeline.index": Route(of_organisations(Outcome.ON, Outcome.PAGE)),
    "pipeline.board": Route(members()),
    "pipeline.add": Route(post=editors(Outcome.ON), body=lambda thing: {"entry": thing.unclaimed}),
    "pipeline.stages": Route(owners(), owners(Outcome.INVALID), lambda _thing: {"name": "", "meaning": "open"}),
    "pipeline.stage": Route(owners(), owners(Outcome.INVALID), lambda _thing: {"name": "", "meaning": "open"}),
    "pipeline.shift": Route(post=owners(Outcome.ON), body=lambda _thing: {"direction": "up"}),
    "pipeline.remove_stage": Route(owners(), owners(Outcome.ON)),
    "pipeline.card": Route(members(), editors(Outcome.INVALID), lambda _thing: {"verdict_words": "Không có nhận định"}),
    "pipeline.move": Route(post=editors(Outcome.ON), body=lambda thing: {"stage": thing.stage, "stood_in": "start"}),
    "pipeline.looked": Route(post=editors(Outcome.ON)),
    "pipeline.remove": Route(post=owners(Outcome.ON)),
    "pipeline.add_note": Route(editors(), editors(Outcome.ON), lambda _thing: {"text": "Một ghi chú"}),
    "pipeline.note": Route(authors(), authors(Outcome.ON), lambda _thing: {"text": "Đã sửa"}),
    "pipeline.delete_note": Route(post=authors(Outcome.ON)),
    "introductions.index": Route(signed_in()),
    "introductions.new": Route(askable(), askable(Outcome.INVALID), lambda _thing: {"why": ""}),
    "introductions.decline_several": Route(signed_in(), signed_in(Outcome.INVALID)),
    "introductions.figures": Route(everyone),
    "introductions.blocks": Route(signed_in()),
    "introductions.unblock": Route(post=signed_in(Outcome.MISSING)),
    "introductions.answer": Route(gone, gone, values={"act": "agree", **_TOKEN}),
    "introductions.whether_met": Route(gone, gone, values={"act": "met", **_TOKEN}),
    "introductions.propose_from_mail": Route(gone, gone, values=_TOKEN),
    "introductions.write_from_mail": Route(gone, gone, values=_TOKEN),
    "introductions.tell_from_mail": Route(gone, gone, values=_TOKEN),
    "introductions.choose_from_mail": Route(gone, gone, values=_TOKEN),
    "introductions.answer_outcome_from_mail": Route(gone, gone, values=_TOKEN),
    "introductions.calendar_from_mail": Route(gone, values=_TOKEN),
    "introductions.show": Route(members()),
    "introductions.decide": Route(confirmed_editors(Outcome.PAGE), confirmed_editors(Outcome.INVALID)),
    "introductions.reply": Route(members(Outcome.FORBIDDEN), members(Outcome.FORBIDDEN)),
    "introductions.withdraw": Route(post=members(Outcome.FORBIDDEN)),
    "introductions.close": Route(post=confirmed_editors(Outcome.ON)),
    "introductions.block": Route(post=editors(Outcome.ON)),
    "introductions.message": Route(editors(), editors(Outcome.INVALID)),
    "introductions.read": Route(post=editors(Outcome.ON)),
    "introductions.times": Route(editors(), editors(Outcome.INVALID)),
    "introductions.choose": Route(post=confirmed_editors(Outcome.ON), values={"time": "zzzzzzzzzz"}),
    "introductions.calendar": Route(members(Outcome.MISSING), values={"time": "zzzzzzzzzz"}),
    "introductions.outcome": Route(editors(), editors(Outcome.INVALID)),
    "introductions.confirm": Route(post=confirmed_editors(Outcome.ON), values={"outcome": "zzzzzzzzzz"}),
    "introductions.show_outcome": Route(post=confirmed_editors(Outcome.ON), values={"outcome": "zzzzzzzzzz"}),
    "introductions.deny": Route(post=confirmed_editors(Outcome.ON), values={"outcome": "zzzzzzzzzz"}),
    "mailing.unsubscribe": Route(gone, gone, values=_TOKEN),
    "mailing.previews": Route(everyone),
    "mailing.preview": Route(everyone, values={"name": "introduction_asked"}),
    "matching.method": Route(everyone),
    "matches.index": Route(signed_in()),
    "matches.matches": Route(members()),
    "matches.columns": Route(post=members(Outcome.ON), body=lambda _thing: {"kind": "startup", "column": "ask"}),
    "matches.why": Route(members(Outcome.MISSING)),  # no two of the sweep can be matched: tests/matchmaking
    "matches.passed": Route(members()),
    "matches.dismiss": Route(editors(), editors(Outcome.ON), lambda _thing: {"reason": "too-early"}),
    "matches.undo": Route(post=editors(Outcome.ON)),
    "matches.appeal": Route(editors(), editors(Outcome.INVALID), lambda _thing: {"words": ""}),
    "matches.appeal_shown": Route(or_officers(writers())),
    "matches.appeals": Route(officers()),
    "matches.answer": Route(
        post=officers(Outcome.ON, there=True), body=lambda _thing: {"answer": "Đã xem lại gợi ý này."}
    ),
    "reports.new": Route(reportable(Outcome.PAGE), reportable(Outcome.INVALID), values={"kind": "entry"}),
    "reports.sent": Route(everyone),
    "reports.confirm": Route(gone, gone, values={"link": _TOKEN["token"]}),
    "reports.show": Route(signed_in(Outcome.MISSING), values={"report": "zzzzzzzzzz"}),  # one's own: tests/reports
    "reports.decision": Route(members(), members(Outcome.INVALID), lambda _thing: {"words": ""}),
    "introductions.undelivered": Route(officers()),
    "officer.index": Route(officers()),
    "officer.reports": Route(officers()),
    "officer.report": Route(officers(there=True), officers(Outcome.INVALID, there=True)),
    "officer.decisions": Route(officers()),
    "officer.decision": Route(officers(there=True), officers(Outcome.INVALID, there=True)),
    "officer.objections": Route(officers()),
    "officer.objection": Route(officers(there=True), officers(Outcome.INVALID, there=True)),
    "organisations.checks": Route(officers()),
    "organisations.check": Route(officers(there=True), officers(Outcome.INVALID, there=True)),
    **_of_kind("technologies"),
    **_of_kind("startups"),
    **_of_kind("institutes"),
    **_of_kind("investors"),
    "investors.confirm": Route(post=editors(Outcome.ON)),
}
