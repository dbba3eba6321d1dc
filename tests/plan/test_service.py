"""Plans in the database: brought in line with files, and no more than that."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from ecosystem.plan.files import PLANS, PlanFileError, read_plan
from ecosystem.plan.models import Source
from ecosystem.plan.queries import all_plans, find_plan, newest_plan
from ecosystem.plan.service import load_plans, put_plan, remove_plan
from ecosystem.taxonomy.queries import vocabularies
from tests.plan.conftest import NEXT


def put(session: Session, path: Path, source: Source = Source.OPERATOR) -> str:
    return put_plan(session, read_plan(path, vocabularies(session).has), source)


def test_the_product_brings_the_plan_of_2024(session: Session) -> None:
    plan = find_plan(session, "2024")
    assert plan is not None
    assert (plan.number, plan.year, plan.issued_on) == ("60/KH-UBND", 2024, None)
    assert [(task.number, task.code) for task in plan.tasks] == [(n, str(n)) for n in range(1, 10)]
    for task in plan.tasks:
        assert all((task.title("vi"), task.title("en"), task.description("vi"), task.description("en")))
        assert task.title("vi") != task.title("en")


def test_a_second_load_changes_nothing(session: Session) -> None:
    assert load_plans(session) == {"plans_created": 0, "plans_updated": 0, "plans_unchanged": 1}


def test_two_plans_stand_side_by_side(session: Session, next_plan: Path) -> None:
    assert put(session, next_plan) == "created"
    assert [plan.key for plan in all_plans(session)] == ["2026", "2024"]
    newest = newest_plan(session)
    assert newest is not None
    assert (newest.key, str(newest.issued_on), [task.code for task in newest.tasks]) == (
        "2026",
        "2026-01-05",
        ["4", None],
    )
    first = find_plan(session, "2024")
    assert first is not None
    assert len(first.tasks) == 9


def test_the_same_key_brings_a_plan_in_line(session: Session, next_plan: Path) -> None:
    put(session, next_plan)
    assert put(session, next_plan) == "unchanged"
    text = NEXT.replace("Chợ công nghệ", "Sàn công nghệ").partition('\n[[task]]\ntitle_vi = "Việc')[0]
    next_plan.write_text(text, encoding="utf-8")
    assert put(session, next_plan) == "updated"
    session.expire_all()
    plan = find_plan(session, "2026")
    assert plan is not None
    assert [task.title_vi for task in plan.tasks] == ["Sàn công nghệ"]
    next_plan.write_text(text.replace("description_vi = ", 'code = "4"\n#').replace('code = "4"\n\n', "\n"), "utf-8")
    with pytest.raises(PlanFileError):
        put(session, next_plan)


def test_loading_the_reference_leaves_an_operators_plan_alone(session: Session, next_plan: Path) -> None:
    next_plan.write_text(NEXT.replace('key = "2026"', 'key = "2024"'), encoding="utf-8")
    assert put(session, next_plan) == "updated"
    assert load_plans(session)["plans_unchanged"] == 1
    plan = find_plan(session, "2024")
    assert plan is not None
    assert (plan.number, len(plan.tasks)) == ("5/KH-UBND", 2)


def test_only_what_an_operator_loaded_can_be_removed(session: Session, next_plan: Path) -> None:
    put(session, next_plan)
    assert remove_plan(session, "2026")
    assert [plan.key for plan in all_plans(session)] == ["2024"]
    assert not remove_plan(session, "2024")
    assert not remove_plan(session, "1999")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('code = "4"', 'code = "10"', "task.0.code"),
        ('title_en = "A plan for trying, 2026"', "", "title_en"),
        ('summary_en = "Two tasks."', "", "both languages"),
        ('description_en = "There are sellers and buyers."', "", "both languages"),
        ('key = "2026"', 'key = "Kế hoạch"', "key"),
        ("year = 2026", "year = 26", "year"),
        ("year = 2026", 'year = "soon"', "year"),
        ("issued_on = 2026-01-05", 'issued_on = "31/02/2026"', "issued_on"),
        ("issued_on = 2026-01-05", "issued_on = 2026-02-31", "cannot be read"),
        ("number =", "unknown = 1\nnumber =", "unknown"),
        ("[[task]]", "[[task", "cannot be read"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_with_the_reason(
    session: Session, next_plan: Path, before: str, after: str, said: str
) -> None:
    assert before in NEXT
    next_plan.write_text(NEXT.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(PlanFileError, match=said):
        put(session, next_plan)


def test_bytes_and_absence_are_said_too(session: Session, tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    for name in ("bytes.toml", "absent.toml"):
        with pytest.raises(PlanFileError, match=name):
            put(session, tmp_path / name)


def test_every_file_of_the_product_is_a_plan_whose_name_is_its_key(session: Session) -> None:
    files = sorted(PLANS.glob("*.toml"))
    assert files
    for path in files:
        assert read_plan(path, vocabularies(session).has).key == path.stem
