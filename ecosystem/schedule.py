"""What the worker does by itself, and how often: each slice's jobs beside mail and the index."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from ecosystem.accounts.counts import FORGET_COUNTS, forget_old_counts
from ecosystem.catalogue.closing import CLOSE_ENTRIES, close_entries
from ecosystem.discovery.service import FORGET_SEARCHES, forget_searches
from ecosystem.introductions.service_deadlines import WATCH, watch
from ecosystem.investors.closing import END_STATEMENTS, end_statements
from ecosystem.kernel.jobs.worker import Handler, Scheduled
from ecosystem.kernel.web.housekeeping import TIDY, tidy
from ecosystem.matchmaking.service_shown import FORGET_SHOWN, forget_shown
from ecosystem.organisations.service_invitations import FORGET_INVITATIONS, forget_old
from ecosystem.pipeline.reminding import REMIND, remind
from ecosystem.reports.reminding import REMIND_OFFICERS, remind_officers
from ecosystem.reports.service import FORGET_REPORTS
from ecosystem.reports.service import forget as forget_reports
from ecosystem.startups.closing import CLOSE_ROUNDS, close_rounds

FORGETTING: Final[Mapping[str, Handler]] = {
    FORGET_COUNTS: forget_old_counts,
    FORGET_INVITATIONS: forget_old,
    FORGET_SEARCHES: forget_searches,
    FORGET_SHOWN: forget_shown,
    FORGET_REPORTS: forget_reports,
}
"""What is forgotten every day."""
HANDLERS: Final[Mapping[str, Handler]] = {
    TIDY: tidy,
    CLOSE_ENTRIES: close_entries,
    CLOSE_ROUNDS: close_rounds,
    END_STATEMENTS: end_statements,
    REMIND: remind,
    REMIND_OFFICERS: remind_officers,
    WATCH: watch,
    **FORGETTING,
}
SCHEDULED: Final = (
    Scheduled(TIDY, timedelta(hours=6)),
    Scheduled(CLOSE_ENTRIES, timedelta(hours=1)),
    Scheduled(CLOSE_ROUNDS, timedelta(hours=1)),
    Scheduled(END_STATEMENTS, timedelta(hours=1)),
    Scheduled(REMIND, timedelta(hours=1)),
    Scheduled(REMIND_OFFICERS, timedelta(hours=1)),
    Scheduled(WATCH, timedelta(minutes=5)),
    *(Scheduled(kind, timedelta(days=1)) for kind in FORGETTING),
)
