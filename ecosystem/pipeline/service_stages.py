"""Writing the stages of a pipeline, which its owners may; never commits. Each act locks the organisation first."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.orm import Session

from ecosystem.catalogue.drafts import base_of
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Conflict, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.organisations.models import Organisation
from ecosystem.organisations.queries import find
from ecosystem.pipeline import queries
from ecosystem.pipeline.input import StageInput
from ecosystem.pipeline.models import Stage
from ecosystem.pipeline.policy import Action
from ecosystem.pipeline.service import ensure_stages, require
from ecosystem.pipeline.stages import usual_stages

MOST_STAGES: Final = 20
FIELDS: Final = ("name", "meaning")
_ONE_OPEN: Final = N_("A pipeline has at least one open stage, in which cards begin")


def pipeline_of(
    session: Session, actor: Actor, public_id: str, action: Action = Action.SEE, *, lock: bool = False
) -> Organisation:
    """The organisation whose pipeline it is. Raises NotFound (also for another's), Forbidden."""
    found = find(session, actor, public_id, lock=lock)
    if found is None:
        raise NotFound
    require(actor, action, found.id)
    return found


def stages_of(session: Session, organisation: Organisation) -> list[Stage]:
    """The organisation's stages in order; the usual ones, in no session, while nobody wrote into its pipeline."""
    return queries.stages(session, organisation.id) or usual_stages(organisation.id, organisation.kind)


def stage_of(session: Session, organisation: Organisation, key: str) -> Stage:
    """One of them. Raises NotFound."""
    found = next((one for one in stages_of(session, organisation) if one.key == key), None)
    if found is None:
        raise NotFound
    return found


def add_stage(session: Session, actor: Actor, public_id: str, typed: StageInput) -> Stage:
    """A stage after the last one of the same meaning. Raises NotFound, Forbidden, Invalid (too many)."""
    organisation, stages = _shaping(session, actor, public_id)
    if len(stages) >= MOST_STAGES:
        raise Invalid({"": N_("A pipeline has at most %(number)s stages", number=MOST_STAGES)})
    made = Stage(organisation_id=organisation.id, name=typed.name, meaning=typed.meaning)
    before = [place for place, one in enumerate(stages) if one.meaning == typed.meaning]
    stages.insert(before[-1] + 1 if before else len(stages), made)
    _number(stages)
    session.add(made)
    session.flush()
    return made


def values_of(stage: Stage) -> dict[str, Any]:
    """What the stage says, by the names of the input; the name is "" while it is the usual one."""
    return {"name": stage.name, "meaning": stage.meaning}


def base(stage: Stage) -> str:
    """What a form was made from: as long as it stays, nobody changed the stage."""
    return base_of(values_of(stage), FIELDS)


def change_stage(
    session: Session, actor: Actor, public_id: str, key: str, typed: StageInput, was: str, made_from: str
) -> Stage:
    """Give a stage another name or meaning. `was`: its name in the language of the page; a usual name that stays is
    told in both languages still. `made_from`: the `base` of the stage that the form showed.

    Raises NotFound, Forbidden, Invalid (no open stage would be left), Conflict (another owner changed it meanwhile).
    """
    _organisation, stages = _shaping(session, actor, public_id)
    stage = _one(stages, key)
    if base(stage) != made_from and typed.model_dump() != {**values_of(stage), "name": was}:
        raise Conflict(values_of(stage), 0)
    if typed.meaning != "open" and not any(one.is_open for one in stages if one is not stage):
        raise Invalid({"meaning": _ONE_OPEN})
    stage.meaning = typed.meaning
    if typed.name != was:
        stage.name = typed.name
    session.flush()
    return stage


def shift_stage(session: Session, actor: Actor, public_id: str, key: str, *, up: bool) -> Stage:
    """Let a stage change places with the one before or after it; at the end nothing happens."""
    _organisation, stages = _shaping(session, actor, public_id)
    place = stages.index(_one(stages, key))
    other = place - 1 if up else place + 1
    if 0 <= other < len(stages):
        stages[place], stages[other] = stages[other], stages[place]
        _number(stages)
        session.flush()
    return _one(stages, key)


def remove_stage(session: Session, actor: Actor, public_id: str, key: str, to: str) -> Stage:
    """Remove a stage; its cards move to the one with the key `to`. Raises NotFound, Forbidden, Invalid."""
    _organisation, stages = _shaping(session, actor, public_id)
    stage = _one(stages, key)
    others = [one for one in stages if one is not stage]
    if not any(one.is_open for one in others):
        raise Invalid({"": _ONE_OPEN})
    cards = queries.cards_in(session, stage)
    target = next((one for one in others if one.key == to), None)
    if cards and target is None:
        raise Invalid({"to": N_("Please choose where its cards go")})
    for card in cards:
        card.stage_id = target.id if target else card.stage_id
    session.flush()
    session.delete(stage)
    _number(others)
    session.flush()
    return stage


def _shaping(session: Session, actor: Actor, public_id: str) -> tuple[Organisation, list[Stage]]:
    organisation = pipeline_of(session, actor, public_id, Action.SHAPE, lock=True)
    ensure_stages(session, organisation)
    return organisation, queries.stages(session, organisation.id)


def _one(stages: list[Stage], key: str) -> Stage:
    found = next((one for one in stages if one.key == key), None)
    if found is None:
        raise NotFound
    return found


def _number(stages: list[Stage]) -> None:
    for place, stage in enumerate(stages):
        stage.position = place
