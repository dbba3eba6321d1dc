"""Who acts, for which organisation; carries nothing of the ORM."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """A member's role in an organisation; each may do what the next may."""

    OWNER = "owner"
    EDITOR = "editor"
    VIEWER = "viewer"


class Scope(StrEnum):
    """Who sees a field, from everybody to the owner's people only."""

    PUBLIC = "public"
    MEMBERS = "members"
    CONSENT = "consent"
    OWN = "own"


@dataclass(frozen=True)
class Actor:
    """A visitor (`user_id` None), a member, an officer, or the operator at the command line.

    `roles` maps the id of each organisation of the person to the role there; `organisation_id` is the one acted for.
    `suspended` are those of them for which nobody may write until an officer lifts it.
    """

    user_id: int | None = None
    name: str = ""
    is_confirmed: bool = False
    is_officer: bool = False
    is_operator: bool = False
    organisation_id: int | None = None
    roles: Mapping[int, Role] = field(default_factory=dict)
    suspended: frozenset[int] = frozenset()

    @property
    def is_authenticated(self) -> bool:
        return self.user_id is not None or self.is_operator

    def role_in(self, organisation_id: int | None) -> Role | None:
        """The role in that organisation, None for an outsider."""
        return None if organisation_id is None else self.roles.get(organisation_id)

    def belongs_to(self, organisation_id: int | None) -> bool:
        return self.role_in(organisation_id) is not None

    def may_edit_for(self, organisation_id: int | None) -> bool:
        """Owners and editors of an organisation that is not suspended, and the operator."""
        if self.is_operator:
            return True
        return self.role_in(organisation_id) in {Role.OWNER, Role.EDITOR} and organisation_id not in self.suspended

    def may_decide_on(self, *organisation_ids: int | None) -> bool:
        """The operator, and officers, who never decide on an organisation of their own."""
        return self.is_operator or (self.is_officer and not any(self.belongs_to(one) for one in organisation_ids))


VISITOR = Actor()
OPERATOR = Actor(name="operator", is_confirmed=True, is_operator=True)
