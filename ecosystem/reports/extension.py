"""What reports put into the application: pages, mails, panels on others' pages, the things that may be reported."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask

from ecosystem.catalogue.kinds import Kinds
from ecosystem.kernel.web.panels import Panel
from ecosystem.kernel.web.queues import Queue
from ecosystem.reports import panels
from ecosystem.reports.blueprint import officer, reports
from ecosystem.reports.entries import Entries
from ecosystem.reports.mail import PREPARERS as PREPARERS
from ecosystem.reports.organisations import Organisations
from ecosystem.reports.reportable import Reportable

BLUEPRINTS = (reports, officer)
PANELS = (
    Panel("organisation.notes", 10, panels.suspended_note),
    Panel("desk.main", 5, panels.officer_panel),
    Panel("desk.main", 6, panels.desk_panel),
)


def panels_of(kinds: Kinds) -> tuple[Panel, ...]:
    """Those on the pages of entries, and the others."""
    links = (Panel(f"{kind.name}.actions", 90, panels.report_link) for kind in kinds.all)
    notes = (Panel(f"{kind.name}.notes", 5, panels.held_note) for kind in kinds.all)
    return (*links, *notes, *PANELS)


def init_reports(app: Flask, kinds: Kinds, queues: Sequence[Queue], *others: Reportable) -> None:
    """Register what may be reported (`others`: of slices above this one), and the `queues` of officers."""
    reportables: tuple[Reportable, ...] = (Entries(kinds), Organisations(), *others)
    app.extensions.update(reportables={one.name: one for one in reportables}, queues=(*panels.QUEUES, *queues))
