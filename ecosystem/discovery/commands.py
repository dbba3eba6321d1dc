"""The index at the command line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from flask import current_app
from werkzeug.datastructures import MultiDict

from ecosystem.catalogue.kinds import Kinds
from ecosystem.discovery.evaluating import evaluated
from ecosystem.discovery.language import Language
from ecosystem.discovery.parameters import parse
from ecosystem.discovery.queries import misses
from ecosystem.discovery.search import Searcher
from ecosystem.kernel.access.actor import VISITOR
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.indexing.drain import Drain
from ecosystem.kernel.indexing.rebuild import Rebuild
from ecosystem.kernel.indexing.verify import repair, verify, waiting
from ecosystem.rates.queries import rates
from ecosystem.search.checks import failed
from ecosystem.search.engine import EngineUnavailable, SearchEngine
from ecosystem.search.evaluation import SCHEMA, Collection, ask, figures
from ecosystem.search.highlight import Highlighter
from ecosystem.taxonomy.queries import vocabularies

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")


@click.group("search")
def search_cli() -> None:
    """The search index: its state, rebuilding, comparing it with the database."""


def _engine() -> SearchEngine:
    chosen: SearchEngine = current_app.extensions["search_engine"]
    return chosen


def _language() -> Language:
    known: Language = current_app.extensions["language"]
    return known


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
    chosen: Rebuild = current_app.extensions["rebuild"]
    try:
        count = replace(chosen, progress=lambda done: click.echo(f"{done} …", err=True)).run()
    except EngineUnavailable as error:
        _fail(error)
        return
    click.echo(f"{count} documents in {time.monotonic() - started:.1f} s")


@search_cli.command("drain")
def drain() -> None:
    """Write to the index now what waits for it."""
    try:
        count = Drain(_engine(), current_app.extensions["documents"], _language().lexicons).run()
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
            repair(_engine(), documents, _language().lexicons, found)
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


@search_cli.command("misses")
@click.option("--most", type=click.IntRange(1), default=100, show_default=True, help="How many words at most.")
@AS_JSON
def list_misses(most: int, *, as_json: bool) -> None:
    """Words of searches that neither the index nor the glossary knows, those asked most often first."""
    rows = [
        {"word": one.word, "count": one.count, "last_on": one.last_on.isoformat()}
        for one in misses(current_session(), most)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['count']:>6}  {row['last_on']}  {row['word']}")


@search_cli.command("evaluate")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--run", "run_file", type=click.Path(dir_okay=False, path_type=Path), help="Write each ranking there.")
@AS_JSON
def evaluate(folder: Path, run_file: Path | None, *, as_json: bool) -> None:
    """Index the judged passages of FOLDER in an engine of their own, ask its questions, and say how well it answers.

    Exit status 1 when an expectation does not hold.
    """
    collection = Collection.read(folder)
    known = _language()
    with current_app.extensions["temporary_engine"](SCHEMA, known.analyser) as engine:
        name = type(engine).__name__.removesuffix("Engine").lower()
        reading = evaluated(engine, collection, known)
        answers = list(ask(engine, reading.read, collection))
        wrong = failed(collection.checks, reading.show, len(collection.passages))
    if run_file:
        with run_file.open("w", encoding="utf-8") as stream:
            for one in answers:
                ranking = {"query_id": one.question.id, "passage_lang": one.passage_language, "ranked": one.ranked}
                stream.write(json.dumps(ranking) + "\n")
    _tell(figures(answers, name), wrong, len(collection.checks), as_json=as_json)
    sys.exit(1 if wrong else 0)


def _tell(rows: Sequence[Mapping[str, Any]], wrong: Sequence[Mapping[str, str]], checks: int, *, as_json: bool) -> None:
    checked = {"passed": checks - len({one["id"] for one in wrong}), "failed": list(wrong)}
    if as_json:
        click.echo(json.dumps(rows or checked, ensure_ascii=False))
        return
    for row in rows:
        click.echo("  ".join(f"{key} {value}" for key, value in row.items()))
    if checks:
        click.echo(f"{checked['passed']} of {checks} hold")
        for one in wrong:
            click.echo(f"{one['id']}: {one['op']}")


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
    found = Searcher(_engine(), _language(), session, VISITOR, kinds).find(asked, 1)
    mark = Highlighter(words).highlight
    rows = [{"kind": e.kind, "id": e.public_id, "title": e.title, "highlights": [mark(e.title)]} for e in found.entries]
    if as_json:
        total = {"value": found.total.value, "exact": found.total.exact}
        click.echo(json.dumps({"total": total, "resting": found.is_resting, "results": rows}, ensure_ascii=False))
        return
    click.echo(f"{found.total.value} found" + (" (search is resting)" if found.is_resting else ""))
    for row in rows:
        click.echo(f"{row['kind']:<12} {row['id']}  {row['title']}")
