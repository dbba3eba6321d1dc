from __future__ import annotations

import flask_migrate
import sqlalchemy as sa

from ecosystem.kernel.db.session import db
from tests.factories import Factory


def kinds() -> list[str]:
    with db.engine.connect() as connection:
        return sorted(connection.scalars(sa.text("SELECT kind FROM entry")))


def test_going_down_takes_the_investors_along_and_leaves_the_others(make: Factory) -> None:
    """The version before could not load an entry of a kind that it does not know."""
    make.entry(kind="investor", translation={"title": "A fund"}, cheque_min=10**14)
    make.entry(kind="institute")
    db.session.remove()
    flask_migrate.downgrade(revision="0005")
    assert kinds() == ["institute"]
    assert not sa.inspect(db.engine).has_table("investor")
    flask_migrate.upgrade()
    assert sa.inspect(db.engine).has_table("investor")
    assert kinds() == ["institute"]
