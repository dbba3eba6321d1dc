"""Startups, investors and deals of invented sources."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.deals.importing import DealImporter
from ecosystem.deals.input import DealInput
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import transaction
from tests.factories import Factory

SOURCE = "thu"
_numbers = count(1)


@dataclass(frozen=True)
class Market:
    """One source's startups and investors, and what it tells of their deals."""

    make: Factory
    session: Session
    source: str = SOURCE

    def startup(self, title: str = "", external_id: str = "", *, public: bool = True, **more: Any) -> Entry:
        return self._entry("startup", title, external_id, public=public, **more)

    def investor(self, title: str = "", external_id: str = "", *, public: bool = True, **more: Any) -> Entry:
        return self._entry("investor", title, external_id, public=public, **more)

    def person(self, title: str = "") -> Entry:
        """A natural person as the import of investors keeps one: never published, nobody's."""
        return self.investor(title, public=False)

    def deal(self, startup: Entry, investor: Entry | str, *, key: str = "", is_demo: bool = False, **said: Any) -> None:
        """Record that the investor (an entry, or a bare name) took part in a round of the startup."""
        who = {"investor_name": investor} if isinstance(investor, str) else {"investor_id": investor.external_id}
        with transaction() as session:
            importer = DealImporter(session, OPERATOR, self.source)
            content = DealInput.model_validate({"startup_id": startup.external_id, **who, **said})
            importer.write(content, key, is_demo=is_demo)
            importer.settle()

    def _entry(self, kind: str, title: str, external_id: str, *, public: bool, **more: Any) -> Entry:
        number = next(_numbers)
        entry = self.make.entry(None, title or f"{kind} {number}", kind=kind, public=public, language="en", **more)
        with transaction():
            entry.source, entry.external_id = self.source, external_id or f"{kind[0]}:{number}"
        return entry
