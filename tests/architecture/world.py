"""People of every relation, things in every state, and a word of its own in every field that not everybody may read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import count
from typing import Any, Final

from sqlalchemy import select

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Entry, State
from ecosystem.catalogue.service import withdraw
from ecosystem.claims.models import Claim
from ecosystem.introductions.models import Introduction, pair_of
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR, Role
from ecosystem.kernel.db.ids import new_public_id
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.matchmaking.models import Appeal
from ecosystem.organisations.models import Invitation, Membership, Organisation
from ecosystem.pipeline.models import Card, Note, Stage
from ecosystem.reports.models import Decision, Objection, Report
from tests.architecture.people import AUTHORS, MEMBERS, OWN, PEOPLE, Marker, Person, Thing
from tests.factories import Factory

_SHAPES: Final = {"contact_email": "{}@thu.example", "contact_phone": "{} 024 0000 0000"}
_numbers = count(1)


class World:
    """Builds people and things; remembers the words. Stand in the application's context while calling it."""

    def __init__(self, make: Factory) -> None:
        self.make = make
        self.markers: list[Marker] = []
        self.emails: dict[str, str] = {}
        users = {person.name: self._user(person) for person in PEOPLE if person.is_known}
        self.user_ids = {name: user.id for name, user in users.items()}
        self.organisation_ids = {name: self._organisation(name, users) for name in ("ours", "theirs")}

    def entry(self, owner: str, state: State, kind: str) -> Thing:
        """An entry in that state; a word of its own stands in every field that not everybody may read."""
        texts = self._texts(owner, state, kind)
        entry = self.make.entry(self._owner(owner), kind=kind, public=state is not State.DRAFT, **texts)
        if state is State.WITHDRAWN:
            with transaction() as session:
                withdraw(session, OPERATOR, self.make.kind(kind), entry.public_id)
        other = self._unclaimed().public_id
        return Thing(owner, state, entry.public_id, entry.address, entry.version, other=other)

    def organisation(self, owner: str) -> Thing:
        found, member, moment = self._owner(owner), self.make.user(), clock.now()
        invited = Invitation(
            email=f"moi{next(_numbers)}@thu.example",
            role=Role.VIEWER.value,
            language="vi",
            invited_by_id=member.id,
            created_at=moment,
            sent_at=moment,
            expires_on=clock.today(),
        )
        with transaction() as session:
            role = Role.VIEWER.value
            session.add(Membership(organisation_id=found.id, user_id=member.id, role=role, created_at=moment))
            for old in found.invitations:  # only so many may wait
                old.withdrawn_at = old.withdrawn_at or moment
            found.invitations.append(invited)
        id_, claim, note = found.public_id, self._claim(owner, member.id), self._note(owner)
        return Thing(
            owner,
            "",
            id_,
            id_,
            found.version,
            member=member.public_id,
            invitation=invited.public_id,
            claim=claim.public_id,
            unclaimed=self._unclaimed().public_id,
            appeal=self._appeal(owner, member.id).public_id,
            **self._reported(owner, found.id, member.id),
            stage=self._stage(owner).key,
            card=note.card.public_id,
            note=note.public_id,
            introduction=self._introduction(owner).public_id,
        )

    def _unclaimed(self) -> Entry:
        """Public and over, so that no list and no number has it."""
        return self.make.entry(title=f"Bể lọc {next(_numbers)}", closes_on=clock.today() - timedelta(days=1))

    def _claim(self, owner: str, user_id: int) -> Claim:
        made = Claim(
            entry_id=self._unclaimed().id,
            organisation_id=self.organisation_ids[owner],
            user_id=user_id,
            position=self._word(owner, is_for_officers=True),
            reason=self._word(owner, is_for_officers=True),
            evidence=self._word(owner, is_for_officers=True),
            created_at=clock.now(),
        )
        with transaction() as session:
            session.add(made)
        return made

    def _appeal(self, owner: str, user_id: int) -> Appeal:
        said = [self._word(owner, is_for_officers=True) for _ in range(2)]
        made = Appeal(
            organisation_id=self.organisation_ids[owner],
            own_entry_id=self.make.entry(self._owner(owner), self._word(owner, is_for_officers=True), public=False).id,
            other_entry_id=self._unclaimed().id,
            user_id=user_id,
            words=self._word(owner, is_for_officers=True),
            reasons=[{"words": {"vi": said[0], "en": said[1]}, "points": -0.5}],
            score=-0.5,
            created_at=clock.now(),
        )
        with transaction() as session:
            session.add(made)
        return made

    def _reported(self, owner: str, organisation_id: int, user_id: int) -> dict[str, str]:
        """A report by a stranger, whose words are for officers alone, and a decision to which a person objects."""
        moment, thing = clock.now(), self._unclaimed()
        report = Report(
            kind="entry",
            thing=thing.public_id,
            title=thing.title,
            texts=[],
            organisation_id=organisation_id,
            user_id=self.make.user().id,
            language="vi",
            reason="false",
            words=self._word("", is_for_officers=True),
            state="open",
            created_at=moment,
        )
        decision = Decision(
            kind="entry",
            thing=self._unclaimed().public_id,
            title=self._word(owner, is_for_officers=True),
            organisation_id=organisation_id,
            action="withdraw",
            words=self._word(owner, is_for_officers=True),
            created_at=moment,
        )
        words = self._word(owner, is_for_officers=True)
        with transaction() as session:
            session.add_all([report, decision])
            session.flush()
            objection = Objection(decision_id=decision.id, user_id=user_id, words=words, created_at=moment)
            session.add(objection)
        return {"report": report.public_id, "decision": decision.public_id, "objection": objection.public_id}

    def _stage(self, owner: str, key: str = "") -> Stage:
        """A stage of that pipeline; the one with the key, if it is there."""
        own = self.organisation_ids[owner]
        with transaction() as session:
            found = session.scalar(select(Stage).where(Stage.organisation_id == own, Stage.key == key))
            if found is None:
                found = Stage(organisation_id=own, position=0, name=self._word(owner), key=key or new_public_id())
                session.add(found)
        return found

    def _note(self, owner: str) -> Note:
        """A note on a new card, in the stage with the key "start"."""
        moment, stage = clock.now(), self._stage(owner, "start")
        card = Card(
            organisation_id=self.organisation_ids[owner],
            entry_id=self._unclaimed().id,
            stage_id=stage.id,
            next_step=self._word(owner),
            verdict="for",
            verdict_words=self._word(owner),
            verdict_on=clock.today(),
            source="page",
            facts={},
            looked_at=moment,
            created_at=moment,
        )
        author = self.user_ids[AUTHORS[owner]]
        made = Note(user_id=author, text=self._word(owner), created_at=moment, card=card)
        with transaction() as session:
            session.add_all([card, made])
        return made

    def _introduction(self, owner: str) -> Introduction:
        """Somebody from outside asks the organisation, in words that only its people read."""
        asker = self.make.user()
        asking, asked_id = self.make.organisation(asker), self.organisation_ids[owner]
        made = Introduction(
            asking_id=asking.id,
            asked_id=asked_id,
            pair=pair_of(asking.id, asked_id),
            entry_id=self.make.entry(self._owner(owner), self._word(owner), public=False).id,
            asker_id=asker.id,
            why=self._word(owner),
            proposal=self._word(owner),
            asker_telephone="",
            reasons={},
            asked_at=clock.now(),
            changed_at=clock.now(),
            answer_by=clock.today() + timedelta(days=7),
        )
        with transaction() as session:
            session.add(made)
        return made

    def _texts(self, owner: str, state: State, kind: str) -> Mapping[str, Any]:
        is_public = state is State.PUBLIC
        texts: dict[str, Any] = {"title": f"Bể lọc sinh học {next(_numbers) if is_public else self._word(owner)}"}
        if not is_public:
            texts["summary"] = f"Lọc nước thải bằng vi sinh {self._word(owner)}"
            texts["description"] = f"Vi sinh bám dính {self._word(owner)}"
            texts["keywords"] = [self._word(owner)]
        for name in sorted((MEMBERS | OWN) & self.make.kind(kind).input.model_fields.keys()):
            word = self._word(owner, is_for_members=is_public and name in MEMBERS)
            texts[name] = _SHAPES.get(name, "{}").format(word) if name != "partners" else [{"name": word}]
        return texts

    def _word(self, owner: str, *, is_for_members: bool = False, is_for_officers: bool = False) -> str:
        word = f"zq{next(_numbers)}xqz"
        self.markers.append(Marker(word, owner, is_for_members, is_for_officers))
        return word

    def _user(self, person: Person) -> User:
        user = self.make.user(confirmed=person.is_confirmed, officer=person.is_officer)
        self.emails[person.name] = user.email
        return user

    def _organisation(self, name: str, users: Mapping[str, User]) -> int:
        made = self.make.organisation(name=f"Viện {name} {next(_numbers)}")
        with transaction() as session:
            for person in PEOPLE:
                if person.organisation == name and person.role:
                    user_id, role = users[person.name].id, person.role.value
                    session.add(Membership(organisation_id=made.id, user_id=user_id, role=role, created_at=clock.now()))
        return made.id

    def _owner(self, name: str) -> Organisation:
        found = current_session().get(Organisation, self.organisation_ids[name])
        assert found is not None
        return found
