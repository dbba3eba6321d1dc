"""A proposed or chosen time as a meeting for a calendar."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app

from ecosystem.introductions.calendar_files import Meeting
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import IntroductionTime
from ecosystem.introductions.states import Side
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.web.languages import external_url, translate


def meeting_of(found: Introduction, time: IntroductionTime, side: Side) -> Meeting:
    """In the language that is written in, as `side` reads it."""
    other = found.asked if side is Side.ASKING else found.asking
    url = external_url("introductions.show", introduction=found.public_id)
    summary = N_("Meeting with %(other)s", other=other.legal_name)
    description = N_("Agreed through %(brand)s: %(url)s", brand=current_app.config["BRAND_NAME"], url=url)
    host = urlsplit(str(current_app.config["BASE_URL"])).hostname or "nhipcau"
    return Meeting(
        uid=f"{time.public_id}@{host}",
        sequence=1 if time.chosen_at else 0,
        starts_at=time.starts_at,
        minutes=time.minutes,
        summary=translate(summary),
        description=translate(description),
        place=time.place,
        url=url,
        organiser=(str(current_app.config["BRAND_NAME"]), str(current_app.config["MAIL_SENDER"])),
        changed_at=time.chosen_at or time.proposed_at,
        is_fixed=time.chosen_at is not None,
    )
