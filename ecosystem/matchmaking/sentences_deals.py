"""Sentences about an attribute of the startup: how many of the investor's deals had it, whether its thesis names it."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matching.profiles import CONSECUTIVE_STAGES, Thesis
from ecosystem.matchmaking.reader import Reader
from ecosystem.matchmaking.sentences_amounts import beside_cheque
from ecosystem.matchmaking.sentences_values import ATTRIBUTES, Value, sectors_of
from ecosystem.matchmaking.wording import decimal, number_of, whole

if TYPE_CHECKING:
    from ecosystem.matching.explanation import Part

_MANY, _FEW = 1.2, 0.8
"""From where on a share of deals is told as above or below the average."""
_APART: Final = 1.5
"""Times that a multiple may differ from the one that points are made of without a word."""
_TOLD_TIMES: Final = 3
"""Of fewer deals no multiple of the average is told."""
_HUGE: Final = 10.0
"""From where on the number itself is more exact than what is known."""


def about_deals(part: Part, reader: Reader) -> Message:
    """The sentence of an attribute's term: deals beside what is declared."""
    value = ATTRIBUTES[part.term]
    deals, of = whole(part, "deals"), whole(part, "of")
    is_declared, thesis = bool(part.facts.get("declared")), reader.declared
    if part.term == "amount" and thesis and (thesis.cheque_min or thesis.cheque_max):
        is_by_deals = not is_declared and of > 0 and part.contribution > 0
        return _deals(part, reader, value, deals, of) if is_by_deals else _by_cheque(part, reader, thesis, deals, of)
    if is_declared:
        return _declared(part, reader, value, deals, of)
    if of == 0:
        return _undeclared(part, reader, value)
    if whole(part, "others"):
        return _against_thesis(part, reader, value, deals, of)
    return _deals(part, reader, value, deals, of)


def _by_cheque(part: Part, reader: Reader, thesis: Thesis, deals: int, of: int) -> Message:
    """A thesis states a cheque; which rounds it is for follows from that, and the ask may lie outside it."""
    told = beside_cheque(part, reader, thesis.cheque_min, thesis.cheque_max)
    if of == 0:
        return told
    words = {"first": told, "deals": deals, "of": of, "who": reader.who}
    if of == 1 and deals:
        return N_("%(first)s; the only round %(who)s joined came to between half and twice the ask", **words)
    if of == 1:
        return N_("%(first)s; the only round %(who)s joined did not come to between half and twice the ask", **words)
    if deals == 0:
        return N_(
            "%(first)s; none of the last %(of)s rounds %(who)s joined came to between half and twice the ask", **words
        )
    return N_(
        "%(first)s; %(deals)s of the last %(of)s rounds %(who)s joined came to between half and twice the ask", **words
    )


def _declared(part: Part, reader: Reader, value: Value, deals: int, of: int) -> Message:
    """Naming much counts for less than what everybody has, and so may few deals that are all alike."""
    told = _covering(part, reader, value)
    words = {"first": told, "deals": deals, "latest": _latest(part, reader, of), "what": value.again(part, reader)}
    if of and deals == 0:
        told = N_("%(first)s. None of %(latest)s %(what)s", **words)
        return N_("%(first)s. No startup backed so far %(what)s (there is only one)", **words) if of == 1 else told
    if of == 1:
        told = N_("%(first)s. The only startup backed %(what)s too", **words)
    elif of:
        told = N_("%(first)s. %(deals)s of %(latest)s %(what)s too", **words)
    return told if part.contribution > 0 else _less_than_others(told)


def _covering(part: Part, reader: Reader, value: Value) -> Message:
    """Where it counts against, what else the thesis covers is why: without a number, which would count what lies below
    the sectors and the countries inside the regions that are named.
    """
    words = {"thesis": reader.thesis, "value": value.named(reader)}
    if part.contribution > 0 or not whole(part, "others") or _covers_every_round(part, reader):
        return N_("%(thesis)s covers %(value)s", **words)
    if part.term == "sector":
        return N_("%(thesis)s covers %(value)s, and other sectors too", **words)
    if part.term == "stage":
        return N_("%(thesis)s covers %(value)s, and other kinds of rounds too", **words)
    return N_("%(thesis)s covers %(value)s, and other places too", **words)


def _covers_every_round(part: Part, reader: Reader) -> bool:
    thesis = reader.declared
    return part.term == "stage" and thesis is not None and set(CONSECUTIVE_STAGES) <= set(thesis.stages)


def _less_than_others(told: Message) -> Message:
    return N_("%(first)s; the focus on it is still below the average", first=told)


def _undeclared(part: Part, reader: Reader, value: Value) -> Message:
    if part.contribution > 0:
        near = sectors_of(reader) if part.term == "sector" else value.named(reader)
        words = {"thesis": reader.thesis, "value": near}
        if part.term == "sector":
            return N_("%(thesis)s does not name %(value)s, but sectors near it", **words)
        if part.term == "stage":
            return N_("%(thesis)s does not name %(value)s, but rounds near them", **words)
        return N_("%(thesis)s does not name %(value)s, but something near", **words)
    return N_("%(thesis)s does not cover %(value)s", thesis=reader.thesis, value=value.named(reader))


def _against_thesis(part: Part, reader: Reader, value: Value, deals: int, of: int) -> Message:
    """The thesis names others; the deals may yet have been like that."""
    if part.contribution > 0:
        told = _deals(part, reader, value, deals, of)
        return N_("%(first)s. %(thesis)s does not cover it", first=told, thesis=reader.thesis)
    first = N_("%(thesis)s does not cover %(value)s", thesis=reader.thesis, value=value.named(reader))
    words = {"first": first, "deals": deals, "latest": _latest(part, reader, of), "what": value.again(part, reader)}
    if of == 1 and deals:
        return N_("%(first)s, though the only startup backed %(what)s", **words)
    if deals:
        return N_("%(first)s, though %(deals)s of %(latest)s %(what)s", **words)
    if of == 1:
        return N_("%(first)s; no startup backed so far %(what)s either (there is only one)", **words)
    return N_("%(first)s; none of %(latest)s %(what)s either", **words)


def _deals(part: Part, reader: Reader, value: Value, deals: int, of: int) -> Message:
    what, latest = value.was(part, reader), _latest(part, reader, of)
    if deals == 0:
        return _none(part, what, latest, of)
    if of == 1:
        told = N_("The only startup recorded as backed %(what)s", what=what)
        return told if part.contribution > 0 else _less_than_others(told)
    plain, counted = number_of(part, "times") or 1.0, exp(part.value)
    words = {"deals": deals, "latest": latest, "what": what, "times": decimal(_told(counted), reader.language)}
    told = _above(plain, counted, deals) if part.contribution > 0 else _below(plain)
    return Message(told.id, words)


def _latest(part: Part, reader: Reader, of: int) -> Message:
    return reader.latest(of, is_all=of >= whole(part, "latest"))


def _above(plain: float, counted: float, deals: int) -> Message:
    """`plain` is how many times the average share; `counted` is what that is worth where deals are few or old.

    The multiple is the one that the points are made of: the same one stands with the same points.
    """
    if plain >= _MANY and (deals < _TOLD_TIMES or counted < _MANY):
        return N_("%(deals)s of %(latest)s %(what)s, more than the average")
    if plain >= _MANY and counted >= _HUGE:
        return N_("%(deals)s of %(latest)s %(what)s, more than ten times the average")
    if plain >= _MANY and plain > _APART * counted:
        return N_("%(deals)s of %(latest)s %(what)s; few or old ones counting less, %(times)s times the average")
    if plain >= _MANY:
        return N_("%(deals)s of %(latest)s %(what)s, %(times)s times the average")
    return N_(
        "%(deals)s of %(latest)s %(what)s; counting recent ones more, similar ones in part, that is above the average"
    )


def _below(times: float) -> Message:
    if times <= _FEW:
        return N_("%(deals)s of %(latest)s %(what)s, fewer than the average")
    return N_(
        "%(deals)s of %(latest)s %(what)s; counting recent ones more, similar ones in part, that is below the average"
    )


def _none(part: Part, what: Message, latest: Message, of: int) -> Message:
    if part.contribution > 0:
        return N_(
            "None of %(latest)s %(what)s; with older and similar ones counted, above the average",
            latest=latest,
            what=what,
        )
    if of == 1:
        return N_("No startup recorded as backed %(what)s (there is only one)", what=what)
    return N_("None of %(latest)s %(what)s", latest=latest, what=what)


def _told(times: float) -> float:
    """Above three, tenths say nothing."""
    return times if times < 3 else float(round(times))
