"""Migrations go up, down and up again, with rows in the tables, on the database of this run."""

from __future__ import annotations

from pathlib import Path

import flask_migrate
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import transaction
from ecosystem.taxonomy.models import Term
from ecosystem.taxonomy.service import load_reference
from tests.factories import Factory

ROOT = Path(__file__).resolve().parents[3]


def test_one_head() -> None:
    assert len(ScriptDirectory(str(ROOT / "migrations")).get_heads()) == 1


def test_the_models_say_what_the_migrations_made(app_context: Flask) -> None:
    with db.engine.connect() as connection:
        made = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(made, db.metadata) == []


def test_up_down_and_up_with_rows(app_context: Flask, make: Factory) -> None:
    user = make.user()
    make.entry(
        make.organisation(user),
        rights=[{"kind": "patent"}],
        confidential_detail="kín",
        translation={"title": "In English"},
    )
    make.entry(kind="institute")
    make.entry(kind="investor", translation={"title": "A fund"})
    db.session.remove()
    flask_migrate.downgrade(revision="base")
    assert set(sa.inspect(db.engine).get_table_names()) <= {"alembic_version"}
    flask_migrate.upgrade()
    with transaction() as session:
        load_reference(session)
    assert sa.inspect(db.engine).has_table("entry")
    with transaction() as session:
        assert (session.scalar(sa.select(sa.func.count(Term.id))) or 0) > 300
