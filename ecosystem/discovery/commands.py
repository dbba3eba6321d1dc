"""The index at the command line."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import click
from flask import current_app
from werkzeug.datastructures import MultiDict

from ecosystem.catalogue.kinds import Kinds
from ecosystem.discovery.parameters import parse
from ecosystem.discovery.search import Searcher
from ecosystem.kernel.access.actor import VISITOR
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.indexing.drain import Drain
from ecosystem.kernel.indexing.rebuild import Rebuild
from ecosystem.kernel.indexing.verify import repair, verify, waiting
from ecosystem.rates.queries import rates
from ecosystem.search.engine import EngineUnavailable, SearchEngine
from ecosystem.search.highlight import highlight
from ecosystem.search.language.normalise import tokens
from ecosystem.taxonomy.queries import vocabularies

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")


@click.group("search")
def search_cli() -> None:
    """The search index: its state, rebuilding, comparing it with the database."""


def _engine() -> SearchEngine:
    chosen: SearchEngine = current_app.extensions["search_engine"]
    return chosen


def _fail(error: EngineUnavailable) -> None:
    raise click.ClickException(f"the search engine does not answer: {error}")


@search_cli.command("status")
@AS_JSON
def status(*, as_json: bool) -> None:
    """The engine's state, its documents, and what waits for it. Exit status 1 unless it is ready."""
    health = _engine().health()
    count, age = waiting(current_session())
    figures: dict[str, Any] = {
        "state": health.state,
        "documents": health.documents,
        "generation": health.generation,
        "waiting": count,
        "oldest_s": round(age, 1),
        "detail": health.detail,
    }
    click.echo(json.dumps(figures) if as_json else "\n".join(f"{key:<12} {value}" for key, value in figures.items()))
    sys.exit(0 if health.state == "ready" else 1)


@search_cli.command("rebuild")
@click.option("--if-needed", is_flag=True, help="Only when the index is empty or made for another version.")
def rebuild(*, if_needed: bool) -> None:
    """Fill a new generation of the index while the old one keeps answering."""
    if if_needed and _engine().health().state == "ready":
        click.echo("the index is ready")
        return
    started = time.monotonic()
    documents = current_app.extensions["documents"]
    try:
        count = Rebuild(_engine(), documents, lambda done: click.echo(f"{done} …", err=True)).run()
    except EngineUnavailable as error:
        _fail(error)
        return
    click.echo(f"{count} documents in {time.monotonic() - started:.1f} s")


@search_cli.command("drain")
def drain() -> None:
    """Write to the index now what waits for it."""
    try:
        count = Drain(_engine(), current_app.extensions["documents"]).run()
    except EngineUnavailable as error:
        _fail(error)
        return
    click.echo(f"{count} documents written")


@search_cli.command("verify")
@click.option("--repair", "mend", is_flag=True, help="Write again what differs.")
@AS_JSON
def verify_index(*, mend: bool, as_json: bool) -> None:
    """Compare every public entry with the index. Exit status 1 on a difference."""
    documents = current_app.extensions["documents"]
    try:
        found = verify(_engine(), documents)
        if mend and found.count:
            repair(_engine(), documents, found)
    except EngineUnavailable as error:
        _fail(error)
        return
    figures: dict[str, Any] = {"compared": found.compared, "missing": list(found.missing)}
    figures |= {"outdated": list(found.outdated), "superfluous": list(found.superfluous)}
    if as_json:
        click.echo(json.dumps(figures))
    else:
        for name, value in figures.items():
            click.echo(f"{name:<12} {len(value) if isinstance(value, list) else value}")
    if found.count and mend:
        click.echo("mended", err=True)
    sys.exit(1 if found.count and not mend else 0)


@search_cli.command("query")
@click.argument("words")
@click.option("--kind", "kind_name", default="", help="Only this kind.")
@AS_JSON
def query(words: str, kind_name: str, *, as_json: bool) -> None:
    """What the search page would show a visitor."""
    kinds: Kinds = current_app.extensions["kinds"]
    if kind_name and kinds.get(kind_name) is None:
        raise click.UsageError(f"there is no kind {kind_name}; there are: {', '.join(one.name for one in kinds.all)}")
    session = current_session()
    arguments = MultiDict([("q", words), ("kind", kind_name)])
    asked = parse(arguments, vocabularies(session).has, [kind.name for kind in kinds.all], lambda: rates(session))
    found = Searcher(_engine(), session, VISITOR, kinds).find(asked, 1)
    rows = [
        {"kind": e.kind, "id": e.public_id, "title": e.title, "highlights": [highlight(e.title, tokens(words))]}
        for e in found.entries
    ]
    if as_json:
        total = {"value": found.total.value, "exact": found.total.exact}
        click.echo(json.dumps({"total": total, "resting": found.is_resting, "results": rows}, ensure_ascii=False))
        return
    click.echo(f"{found.total.value} found" + (" (search is resting)" if found.is_resting else ""))
    for row in rows:
        click.echo(f"{row['kind']:<12} {row['id']}  {row['title']}")
