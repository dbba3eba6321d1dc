"""What the pages and mails say is true in each state: of masked words, of days, of reasons, of outcomes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Entry
from ecosystem.introductions import queries_talk
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.outcome_words import readers
from ecosystem.introductions.states import Side
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Invalid
from ecosystem.kernel.db.transaction import current_session
from ecosystem.matchmaking.reasons import Reason, Reasons
from tests.accounts.pages import Mailbox, html_of, text_of
from tests.factories import Factory, sign_in
from tests.introductions.test_talk import agreed, choose, confirm, propose, say, write
from tests.introductions.world import Town, at
from tests.markup import parse


def words_of(app: Flask, user: User, path: str) -> str:
    """The text of an English page, every space one."""
    page = sign_in(app.test_client(), user).get(f"/en{path}")
    assert page.status_code == 200
    return re.sub(r"\s+", " ", parse(page.text).text)


def both_read(app: Flask, town: Town, one: Introduction) -> list[str]:
    return [words_of(app, user, f"/introductions/{one.public_id}") for user in (town.fund.user, town.startup.user)]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("asked", "Both sides see this once both have agreed."),
        ("declined", "The request was declined, so this stays masked."),
        ("expired", "The request closed without an answer, so this stays masked."),
        ("unanswered", "The question was not answered in time, so this stays masked."),
        ("withdrawn", "The request was withdrawn, so this stays masked."),
        ("stopped", "An officer ended the introduction, so neither side sees this."),
    ],
)
def test_why_an_address_is_masked(app: Flask, town: Town, make: Factory, state: str, words: str) -> None:
    with at("2026-03-02"):
        one = town.ask(why="Gọi tôi theo số 0912 345 678 nhé.")
        if state == "unanswered":
            town.question(one)
        if state in {"declined", "withdrawn"}:
            {"declined": town.decline, "withdrawn": town.withdraw}[state](one)  # type: ignore[operator]  # each takes the introduction alone
        if state == "stopped":
            town.stop(one, make.actor(make.user(officer=True)))
    with at("2026-03-02" if state == "asked" else "2026-03-10"):
        town.watch()
        assert town.look(one).state == state
        for page in both_read(app, town, one):
            assert f"1 address or telephone number is masked. {words}" in page
            assert state == "asked" or "both have agreed." not in page


def test_the_last_day_is_named_with_the_working_days_left(app: Flask, town: Town, mailbox: Mailbox) -> None:
    """Over Tết 2027: 4 to 10 February are days off."""
    with at("2027-02-02"):
        one = town.ask()
        due = "Answer due by 24:00 on Tuesday 16 Feb 2027, 5 working days left"
        assert all(due in page for page in both_read(app, town, one))
        for path in ("/introductions", "/desk"):
            assert due in words_of(app, town.startup.user, path)
        assert "24:00 thứ Ba 16/02/2027" in text_of(mailbox.last())
    with at("2027-02-12"):
        town.watch()
        reminder = mailbox.last()
        assert str(reminder["Subject"]) == "Quỹ Đồng Hành chờ bạn trả lời trước 24:00 thứ Ba 16/02/2027"
        assert "được che" not in text_of(reminder), "nothing in it is masked"
    with at("2027-02-16"):
        page = words_of(app, town.startup.user, f"/introductions/{one.public_id}")
        assert "Answer due today by 24:00, Tuesday 16 Feb 2027" in page
    with at("2027-02-17"):
        assert "was over at 24:00 on Tuesday 16 Feb 2027" in words_of(app, town.fund.user, "/introductions")


def test_a_no_names_the_day_from_which_one_may_ask_again(app: Flask, town: Town, mailbox: Mailbox) -> None:
    with at("2026-03-02"):
        one = town.ask()
        town.decline(one)
        assert "You may ask them again from 31 May 2026 on." in both_read(app, town, one)[0]
        assert "31/05/2026" in text_of(mailbox.last())


@pytest.mark.parametrize(
    ("points", "heading"),
    [
        ([1.5, -0.4], "Why you two fit, as it stood then"),
        ([0.4, -1.5], "What spoke for and against it, as it stood then"),
        ([0.4, -0.4], "What spoke for and against it, as it stood then"),
        ([-0.4, -1.5], "What spoke against it, as it stood then"),
    ],
)
def test_the_heading_of_the_reasons_says_what_they_sum_up_to(
    app: Flask, town: Town, points: list[float], heading: str
) -> None:
    lines = tuple(Reason({"vi": f"Lý do {one}", "en": f"Reason {one}"}, one) for one in points)

    def shown(session: Any, actor: Actor, own: Entry, other: Entry | None) -> Reasons:
        del session, actor, own, other
        return Reasons(lines, sum(points))

    for page in both_read(app, town, town.ask(reasons_of=shown)):
        assert heading in page


@pytest.mark.parametrize("is_public", [True, False])
def test_an_outcome_says_what_was_proposed_and_what_waits_for_whom(
    app: Flask, town: Town, mailbox: Mailbox, is_public: bool
) -> None:
    one = agreed(town)
    said = say(one, town.fund, kind="contract", amount="2 tỷ", dated="2026-05-01", is_public=is_public)
    told = [
        words_of(app, user, f"/introductions/{one.public_id}/outcome") for user in (town.fund.user, town.startup.user)
    ]
    assert ("you propose that everybody may read it; it waits for their confirmation" in told[0]) == is_public
    assert ("they propose that everybody may read it; you decide when you confirm" in told[1]) == is_public
    assert "waiting for their confirmation" in told[0]
    assert "waiting for your confirmation" in told[1]
    assert all("VND 2 billion" in page for page in told)
    pages = both_read(app, town, one)
    assert ["It waits for your confirmation." in page for page in pages] == [False, True]
    for path in ("/introductions", "/desk"):
        assert "1 outcome to confirm" in words_of(app, town.startup.user, path)
        assert "outcome to confirm" not in words_of(app, town.fund.user, path)
    mail = mailbox.last()
    assert mail["To"].addresses[0].addr_spec == town.startup.user.email
    for text in (text_of(mail), html_of(mail)):
        assert "2 tỷ đồng" in text
        assert "01/05/2026" in text
    confirm(one, town.startup, said, is_public=is_public)
    assert "outcome to confirm" not in words_of(app, town.startup.user, "/desk")


@pytest.mark.parametrize("side", list(Side))
def test_who_may_read_an_outcome_that_only_one_side_let_be_read(town: Town, side: Side) -> None:
    one = agreed(town)
    said = say(one, town.fund, kind="contract", is_public=True)
    confirm(one, town.startup, said)
    current_session().refresh(said)
    words = {Side.ASKING: "they have not yet", Side.ASKED: "you have not yet"}
    assert words[side] in str(readers(said, side))


def test_a_mail_says_that_something_is_masked_where_it_quotes_it(town: Town, mailbox: Mailbox) -> None:
    says = "được che"
    one = town.ask(why="Gọi tôi theo số 0912 345 678 nhé.")
    assert says in text_of(mailbox.last())
    town.question(one, "Quỹ đã đầu tư ở tỉnh nào?")
    assert says not in text_of(mailbox.last()), "the question holds nothing of the kind"
    town.reply(one, "Viết cho lan@rieng.example nhé.")
    assert says in text_of(mailbox.last())
    town.decline(one, words="Xin gặp lại sau.")
    assert says not in text_of(mailbox.last())


def test_what_an_officer_ended_keeps_its_past(app: Flask, town: Town, make: Factory) -> None:
    """The steps that were gone, what was confirmed, no count of what cannot be read, no address in what is left."""
    one = agreed(town)
    write(one, town.fund, "Gọi 0933 222 111 nhé.")
    said = say(one, town.fund, kind="contract", amount="2 tỷ")
    confirm(one, town.startup, said)
    say(one, town.fund, kind="not-met", words="Hẹn lại qua 0933 222 111.")
    town.stop(one, make.actor(make.user(officer=True)))
    here = f"/introductions/{one.public_id}"
    for user in (town.fund.user, town.startup.user):
        page = parse(sign_in(app.test_client(), user).get(f"/en{here}").text)
        (current,) = [item for item in page.all("li") if item.get("aria-current") == "step"]
        assert current.text.startswith("Result")
        for words in (words_of(app, user, here), words_of(app, user, f"{here}/outcome")):
            assert "We signed a contract confirmed by both" in words
            assert "not confirmed" in words
            assert "0933" not in words
            assert "Hẹn lại qua •••." in words
            assert "An officer ended this introduction" in words
            assert "once both have agreed to meet" not in words
            assert "for your confirmation" not in words
        assert "unread" not in words_of(app, user, "/introductions")
        assert "unread" not in words_of(app, user, "/desk")
    with pytest.raises(Invalid, match="An officer ended this introduction"):
        say(one, town.startup, kind="memorandum")


def test_masked_words_are_told_of_once(app: Flask, town: Town) -> None:
    one = town.ask(why="Gọi tôi theo số 0912 345 678 nhé.", proposal="Hoặc viết cho lan@rieng.example nhé.")
    town.question(one, "Số bạn là 0933 222 111?")
    for page in both_read(app, town, one):
        assert page.count("masked.") == 1
        assert "3 addresses or telephone numbers are masked. Both sides see this once both have agreed." in page


@pytest.mark.parametrize(("reached", "step"), [("asked", "Answer"), ("agreed", "Talk"), ("time", "Meeting")])
def test_an_officers_end_leaves_the_steps_where_they_were(
    app: Flask, town: Town, make: Factory, reached: str, step: str
) -> None:
    with at("2026-03-02"):
        one = town.ask() if reached == "asked" else agreed(town)
        if reached == "time":
            choose(one, town.startup, propose(one, town.fund)[0])
        town.stop(one, make.actor(make.user(officer=True)))
        page = parse(sign_in(app.test_client(), town.fund.user).get(f"/en/introductions/{one.public_id}").text)
        assert [item.text for item in page.all("li") if item.get("aria-current") == "step"] == [step]


def test_the_name_under_the_request_stands_with_it_and_not_under_the_answers(app: Flask, town: Town) -> None:
    one = town.ask()
    town.question(one)
    town.reply(one)
    town.agree(one)
    for page in both_read(app, town, one):
        name = page.index(f"{town.fund.user.name}, ", page.index("Mong gặp 45 phút"))
        assert name < page.index("Quỹ đã đầu tư ở tỉnh nào?") < page.index("Ở Sóc Trăng và An Giang.")


def test_what_the_other_side_sees_of_ones_own_is_told_whole(app: Flask, town: Town, mailbox: Mailbox) -> None:
    """Also to a colleague of the person whose name it is; by mail, too."""
    colleague = town.fund.colleague(language="en")
    one = town.ask(telephone="0987 654 321")
    town.agree(one)
    own = f"{town.fund.user.name}, {town.fund.user.email}, 0987 654 321."
    assert f"They see this of your side: {own}" in words_of(app, colleague, f"/introductions/{one.public_id}")
    mail = next(mail for mail in mailbox.all() if colleague.email in str(mail["To"]))
    assert all(f"They see this of your side: {own}" in text for text in (text_of(mail), html_of(mail)))


def test_a_refusal_and_the_link_beside_it_are_two_sentences(app: Flask, town: Town) -> None:
    town.ask()
    page = words_of(app, town.fund.user, f"/introductions/new/{town.startup.entry.public_id}")
    assert "Your two organisations have an introduction already. Look at the introduction" in page


def test_times_are_named_with_the_day_of_the_week(app: Flask, town: Town, mailbox: Mailbox) -> None:
    with at("2026-03-02"):
        one = agreed(town)
        propose(one, town.fund)
        assert all("09:30, Wednesday 11 Mar 2026" in page for page in both_read(app, town, one))
        choose(one, town.startup, queries_talk.times(current_session(), town.look(one))[0])
        assert str(mailbox.last()["Subject"]) == "Bạn gặp Quỹ Đồng Hành lúc 09:30, thứ Tư 11/03/2026"


def test_what_is_closed_stands_by_the_day_beside_it(app: Flask, town: Town) -> None:
    others = [town.party(f"Khởi nghiệp {number}") for number in range(2)]
    with at("2026-03-02"):
        first = town.ask()
    with at("2026-03-03"):
        second, third = (town.ask(asked=other) for other in others)
        town.decline(second, by=others[0])
    with at("2026-03-04"):
        town.decline(first)
    with at("2026-03-05"):
        town.decline(third, by=others[1])
        page = words_of(app, town.fund.user, "/introductions")
    days = [page.index(f"{number} Mar 2026") for number in (5, 4, 3)]
    assert days == sorted(days)
