"""Invented content for a look at each mail: what its preparer would give the template."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.clock import HANOI

_PAGE: Final = "http://nhipcau.example/x"
_SHARED: Final[Mapping[str, Any]] = {
    "action_url": _PAGE,
    "organisation": "Công ty Lúa Xanh",
    "email": "lan@luaxanh.example",
    "new_email": "lan@thu.example",
    "title": "Lúa Xanh",
    "answer": "Giấy đăng ký doanh nghiệp ghi tên khác.",
    "role": N_("Editor"),
    "rights": N_("writes and publishes"),
}
_APPEAL: Final[Mapping[str, Any]] = {
    **_SHARED,
    "own_title": "Lúa Xanh",
    "other_title": "Quỹ Đồng Hành",
    "is_about_one": True,
    "words": "Chúng tôi không làm phần cứng.",
    "reasons": [("Quỹ thường vào vòng hạt giống", "+0,70")],
    "score": "+0,70",
    "person": "Nguyễn Thị Lan",
    "person_email": "lan@luaxanh.example",
    "public_id": "k3m9x2p7qa",
}
_INTRODUCTION: Final[Mapping[str, Any]] = {
    "own": "Công ty Lúa Xanh",
    "other": "Quỹ Đồng Hành",
    "title": "Lúa Xanh",
    "page_url": _PAGE,
    "why": "Chúng tôi đã rót vốn cho ba hợp tác xã trồng lúa và muốn hiểu cách các bạn đo metan. Gọi tôi: •••",
    "proposal": "Mong gặp 45 phút trực tuyến trong tuần đầu tháng 12.",
    "question": "Bên bạn đã đo ở mấy vụ?",
    "answer_words": "Ba vụ, ở Sóc Trăng.",
    "masked": {"why": True, "proposal": False, "question": False, "reply": False, "decline_words": False},
    "answer_by": date(2026, 11, 27),
    "links": [(N_("Agree to meet"), _PAGE), (N_("Ask first"), _PAGE), (N_("Decline"), _PAGE)],
    "reason_words": N_("Too early"),
    "words": "Xin gặp lại khi các bạn có khách hàng trả tiền.",
    "own_contact": SimpleNamespace(words="Nguyễn Thị Lan, lan@luaxanh.example, 0912 345 678"),
    "contact": SimpleNamespace(name="Trần Mai Phương", email="phuong@donghanh.example", telephone="024 3825 1234"),
    "candidates": [
        {
            "title": "Quỹ Hồ Tây",
            "url": _PAGE,
            "band": N_("Fits very well"),
            "reason": "Quỹ thường vào vòng hạt giống",
            "is_demo": False,
            "ask_url": _PAGE,
        },
        {
            "title": "Quỹ Sông Hồng",
            "url": _PAGE,
            "band": N_("May fit"),
            "reason": None,
            "is_demo": True,
            "ask_url": "",
        },
    ],
    "again_on": date(2027, 2, 18),
    "matches_url": _PAGE,
    "own_page_title": "Quỹ Đồng Hành",
    "own_page_url": _PAGE,
    "is_own_silence": False,
    "may_ask": True,
    "is_asked": True,
    "times": [datetime(2026, 12, 1, 9, 0, tzinfo=HANOI), datetime(2026, 12, 2, 14, 30, tzinfo=HANOI)],
    "place": "Trực tuyến",
    "minutes": 45,
    "message": "Cảm ơn bạn, chúng tôi gửi số liệu trước thứ Sáu.",
    "outcome": N_("We signed a contract"),
    "answer": "",
    "dated": date(2026, 11, 20),
    "value": "2 tỷ đồng",
    "readers": N_("they propose that everybody may read it; you decide when you confirm"),
    "calendar_url": _PAGE,
}
_DECISION: Final[Mapping[str, Any]] = {
    **_SHARED,
    "heading": N_("Your page was taken down"),
    "told": N_(
        "A programme officer took “%(title)s” down. Only your organisation sees the page now.", title="Lúa Xanh"
    ),
    "then": N_(
        "Nothing is lost. Edit what is named, then say so on the page of the decision; or object there. "
        "Another officer answers by email."
    ),
    "words": "Trang ghi số bằng sáng chế của đơn vị khác. Hãy sửa mục Sở hữu trí tuệ.",
}

GROUPS: Final[Mapping[str, tuple[Message, Mapping[str, Mapping[str, Any]]]]] = {
    "accounts": (
        N_("Account"),
        {
            "confirm_email": _SHARED,
            "already_registered": {**_SHARED, "recover_url": _PAGE, "first_url": _PAGE},
            "reset_password": _SHARED,
            "password_changed": _SHARED,
            "confirm_new_email": _SHARED,
            "email_changes": _SHARED,
            "email_changed": _SHARED,
            "address_tried": _SHARED,
        },
    ),
    "organisations": (
        N_("Organisations"),
        {
            "invitation": {**_SHARED, "inviter": "Trần Văn Minh", "expires_on": date(2026, 12, 4)},
            "invitation_accepted": {
                **_SHARED,
                "person": SimpleNamespace(name="Trần Văn Minh", email="minh@thu.example"),
                "invited": "minh.tran@thu.example",
            },
            "membership_changed": {**_SHARED, "is_succession": True},
            "organisation_checked": {
                **_SHARED,
                "check": SimpleNamespace(
                    checked_by="Sở Khoa học và Công nghệ, theo sổ đăng ký doanh nghiệp",
                    evidence="Đã xem giấy đăng ký doanh nghiệp, tên và địa chỉ khớp.",
                    valid_until=date(2027, 11, 30),
                ),
            },
        },
    ),
    "claims": (
        N_("Claims of pages"),
        {
            "claim_accepted": {**_SHARED, "is_given_away": False},
            "claim_refused": {**_SHARED, "is_given_away": False},
        },
    ),
    "matchmaking": (
        N_("Matches"),
        {
            "appeal_received": _APPEAL,
            "appeal_to_operator": {**_APPEAL, "action_url": ""},
            "appeal_answered": _APPEAL,
        },
    ),
    "introductions": (
        N_("Introductions"),
        {
            "introduction_asked": _INTRODUCTION,
            "introduction_questioned": {**_INTRODUCTION, "links": [(N_("Answer the question"), _PAGE)]},
            "introduction_replied": {
                **_INTRODUCTION,
                "links": [(N_("Agree to meet"), _PAGE), (N_("Decline"), _PAGE)],
            },
            "introduction_due": _INTRODUCTION,
            "introduction_agreed": {**_INTRODUCTION, "links": [(N_("Propose three times"), _PAGE)]},
            "introduction_declined": _INTRODUCTION,
            "introduction_withdrawn": _INTRODUCTION,
            "introduction_expired": _INTRODUCTION,
            "introduction_message": {**_INTRODUCTION, "links": [(N_("Answer this message"), _PAGE)]},
            "introduction_times": {
                **_INTRODUCTION,
                "links": [(N_("Choose a time"), _PAGE), (N_("Propose other times"), _PAGE)],
            },
            "introduction_time": {**_INTRODUCTION, "times": [datetime(2026, 12, 1, 9, 0, tzinfo=HANOI)]},
            "introduction_whether_met": {
                **_INTRODUCTION,
                "links": [
                    (N_("Yes, we have met"), _PAGE),
                    (N_("No, we have not met"), _PAGE),
                    (N_("Tell what came of it"), _PAGE),
                ],
            },
            "introduction_outcome": {
                **_INTRODUCTION,
                "links": [(N_("Confirm it, or say that it is not so"), _PAGE)],
            },
            "introduction_closed": _INTRODUCTION,
            "introduction_stopped": _INTRODUCTION,
        },
    ),
    "pipeline": (
        N_("Pipeline"),
        {"pipeline_next_step": {**_SHARED, "next_step": "Gọi lại về số liệu quý III", "day": date(2026, 12, 4)}},
    ),
    "reports": (
        N_("Reports"),
        {
            "report_confirm": _SHARED,
            "report_received": _SHARED,
            "report_decided": _DECISION,
            "decision_made": _DECISION,
            "objection_answered": _DECISION,
            "reports_waiting": {**_SHARED, "reports": 3, "objections": 1, "since": date(2026, 10, 12)},
        },
    ),
}
"""By the slice that sends them: what the slice is called, and its mails in the order in which they come."""
SAMPLES: Final[Mapping[str, Mapping[str, Any]]] = {
    name: values for _words, mails in GROUPS.values() for name, values in mails.items()
}
"""By the name of the template; a test holds that there is one for every mail of the product."""


def sample(name: str) -> Mapping[str, Any]:
    """What the template is given; mails that can be stopped say so."""
    url = _PAGE if name.startswith(("introduction_", "pipeline_", "reports_")) else ""
    return {"action_url": _PAGE, "unsubscribe_url": url, **SAMPLES[name]}
