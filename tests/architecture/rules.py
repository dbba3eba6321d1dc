"""Rules of access: from who asks and what for to what the answer is."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from ecosystem.kernel.access.actor import Role
from tests.architecture.people import AUTHORS, Person, Thing


class Outcome(Enum):
    """What an answer is, to the one who asked."""

    PAGE = "the page"
    ON = "done, on to another page"
    SIGN_IN = "to sign in first"
    MISSING = "not there"
    FORBIDDEN = "seen, but not allowed"
    INVALID = "the form again, with what is wrong"
    GONE = "a link that holds no more"
    KEPT = "a word to the page's script"


Rule = Callable[[Person, Thing], Outcome]
"""From who asks and what for to the outcome of a request that is right otherwise."""


def everyone(_person: Person, _thing: Thing) -> Outcome:
    return Outcome.PAGE


def done(_person: Person, _thing: Thing) -> Outcome:
    return Outcome.ON


def gone(_person: Person, _thing: Thing) -> Outcome:
    return Outcome.GONE


def invalid(_person: Person, _thing: Thing) -> Outcome:
    return Outcome.INVALID


def visitors(outcome: Outcome) -> Rule:
    """For who is not signed in; others are led on."""
    return lambda person, _thing: Outcome.ON if person.is_known else outcome


def signed_in(outcome: Outcome = Outcome.PAGE) -> Rule:
    return lambda person, _thing: outcome if person.is_known else Outcome.SIGN_IN


def seen(person: Person, thing: Thing) -> Outcome:
    """An entry's public page."""
    return Outcome.PAGE if thing.is_public or thing.is_of(person) else Outcome.MISSING


def shared(_person: Person, thing: Thing) -> Outcome:
    """What is the same for everybody, and there only while the thing is public."""
    return Outcome.PAGE if thing.is_public else Outcome.MISSING


def members(outcome: Outcome = Outcome.PAGE) -> Rule:
    """For the thing's own people, viewers too; to all others there is no such thing."""

    def rule(person: Person, thing: Thing) -> Outcome:
        if not person.is_known:
            return Outcome.SIGN_IN
        return outcome if thing.is_of(person) else Outcome.MISSING

    return rule


def editors(outcome: Outcome = Outcome.PAGE, *, only: tuple[str, ...] = ()) -> Rule:
    """For the thing's owners and editors (while it is in one of those states); viewers see it but may not."""

    def rule(person: Person, thing: Thing) -> Outcome:
        member = members(outcome)(person, thing)
        if member is not outcome:
            return member
        may = person.role in {Role.OWNER, Role.EDITOR} and (not only or thing.state in only)
        return outcome if may else Outcome.FORBIDDEN

    return rule


def writers(outcome: Outcome = Outcome.PAGE) -> Rule:
    """For owners and editors; to all others, viewers too, there is no such thing."""

    def rule(person: Person, thing: Thing) -> Outcome:
        member = members(outcome)(person, thing)
        return member if person.role in {Role.OWNER, Role.EDITOR} or member is not outcome else Outcome.MISSING

    return rule


def seen_by_known(outcome: Outcome) -> Rule:
    """For everybody with an account who may see the entry's page."""

    def rule(person: Person, thing: Thing) -> Outcome:
        if not person.is_known:
            return Outcome.SIGN_IN
        return outcome if seen(person, thing) is Outcome.PAGE else Outcome.MISSING

    return rule


def officers(outcome: Outcome = Outcome.PAGE, *, there: bool = False) -> Rule:
    """For officers; `there`: only where there is such a thing. To all others there is no such page."""

    def rule(person: Person, thing: Thing) -> Outcome:
        if not person.is_known:
            return Outcome.SIGN_IN
        return outcome if person.is_officer and (thing.owner or not there) else Outcome.MISSING

    return rule


def or_officers(rule: Rule, outcome: Outcome = Outcome.PAGE) -> Rule:
    """As `rule` says, and for officers too, who belong to neither organisation here."""

    def wider(person: Person, thing: Thing) -> Outcome:
        return outcome if person.is_officer and thing.owner else rule(person, thing)

    return wider


def reportable(outcome: Outcome) -> Rule:
    """For everybody, visitors too, while the entry is public; not for its own people."""

    def rule(person: Person, thing: Thing) -> Outcome:
        if not thing.is_public:
            return Outcome.MISSING
        return Outcome.FORBIDDEN if thing.is_of(person) else outcome

    return rule


def claimable(outcome: Outcome = Outcome.PAGE) -> Rule:
    """For everybody with an account, while nobody represents the thing."""

    def rule(person: Person, thing: Thing) -> Outcome:
        if not person.is_known:
            return Outcome.SIGN_IN
        return outcome if thing.owner else Outcome.MISSING

    return rule


def owners(outcome: Outcome = Outcome.PAGE, *, confirmed: bool = False) -> Rule:
    """For the thing's owners (with a confirmed address); others of its people see it but may not."""

    def rule(person: Person, thing: Thing) -> Outcome:
        member = members(outcome)(person, thing)
        if member is not outcome:
            return member
        may = person.role is Role.OWNER and (person.is_confirmed or not confirmed)
        return outcome if may else Outcome.FORBIDDEN

    return rule


def of_organisations(outcome: Outcome, otherwise: Outcome) -> Rule:
    """For who belongs to one; others with an account get something else."""

    def rule(person: Person, _thing: Thing) -> Outcome:
        if not person.is_known:
            return Outcome.SIGN_IN
        return outcome if person.organisation else otherwise

    return rule


def authors(outcome: Outcome = Outcome.PAGE) -> Rule:
    """For who wrote the note; others of its people see it but may not."""

    def rule(person: Person, thing: Thing) -> Outcome:
        member = members(outcome)(person, thing)
        return member if member is not outcome or person.name in AUTHORS.values() else Outcome.FORBIDDEN

    return rule


def confirmed_editors(outcome: Outcome) -> Rule:
    """The same, with a confirmed address."""

    def rule(person: Person, thing: Thing) -> Outcome:
        found = editors(outcome)(person, thing)
        return found if person.is_confirmed or found is not outcome else Outcome.FORBIDDEN

    return rule


def askable(outcome: Outcome = Outcome.PAGE) -> Rule:
    """For everybody with an account, about what is public; who may not send the form is told why."""

    def rule(person: Person, thing: Thing) -> Outcome:
        if not person.is_known:
            return Outcome.SIGN_IN
        return outcome if thing.is_public else Outcome.MISSING

    return rule
