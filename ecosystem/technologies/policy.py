"""Who may do what with a technology: the catalogue's rules, and its confidential text for its own people alone."""

from __future__ import annotations

from ecosystem.catalogue.policy import Action, may, visible_to
from ecosystem.kernel.access.actor import Actor
from ecosystem.technologies.models import Technology

__all__ = ["Action", "may", "may_read_confidential", "visible_to"]


def may_read_confidential(actor: Actor, technology: Technology) -> bool:
    """Whether `actor` may read what is kept apart: people of the owning organisation, nobody else."""
    return actor.belongs_to(technology.owner_id)
