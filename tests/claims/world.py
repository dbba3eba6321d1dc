"""People who claim, and what they claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Entry
from ecosystem.claims import service
from ecosystem.claims.input import ClaimInput
from ecosystem.claims.models import Claim
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations.models import Organisation
from tests.factories import Factory

SAID = {
    "position": "Giám đốc",
    "reason": "Tôi điều hành công ty này từ năm 2019.",
    "evidence": "https://luaxanh.example/doi-ngu",
}


@dataclass(frozen=True)
class Claimant:
    """A person with an organisation of their own."""

    user: User
    organisation: Organisation


@dataclass(frozen=True)
class Registry:
    """Entries out of lists, and claims of them."""

    make: Factory

    def entry(self, owner: Organisation | None = None, title: str = "Lúa Xanh", **more: Any) -> Entry:
        """A public entry as an import makes it: without an owner, or with one that nobody belongs to."""
        made = self.make.entry(owner, title, **more)
        with transaction():
            made.source, made.external_id = "thu", made.public_id
        return made

    def claimant(self, name: str = "", *, role: Role = Role.OWNER, confirmed: bool = True, **more: Any) -> Claimant:
        user = self.make.user(confirmed=confirmed, **more)
        return Claimant(user, self.make.organisation(user, name, role=role, kind="company"))

    def claim(self, entry: Entry, claimant: Claimant, **said: str) -> Claim:
        with transaction() as session:
            content = ClaimInput.model_validate({**SAID, **said})
            actor = self.make.actor(claimant.user)
            return service.claim(session, actor, entry.public_id, claimant.organisation, content)
