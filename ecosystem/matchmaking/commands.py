"""Matching at the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.matchmaking.queries import gather
from ecosystem.matchmaking.queries_weights import last_training, used_training, weights_in_use
from ecosystem.matchmaking.service_training import keep

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
DAY = click.DateTime(["%Y-%m-%d"])


@click.group("matching")
def matching_cli() -> None:
    """Who should meet whom: how good the answers are, and what they are learnt from."""


@matching_cli.command("evaluate")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--from", "start", type=DAY, required=True, metavar="DATE", help="The first day of the questions.")
@click.option("--to", "end", type=DAY, required=True, metavar="DATE", help="The day after the last one.")
@click.option("--method", default="hand", show_default=True, metavar="NAME", help="One method by name, or all.")
@AS_JSON
def evaluate_folder(folder: Path, start: datetime, end: datetime, method: str, *, as_json: bool) -> None:
    """How well startups' next investors are told from what was known before, on the investments of FOLDER."""
    # numpy and scipy are loaded by those who match, not by every process that has this command.
    from ecosystem.matching.evaluation.dataset import DatasetError, read  # noqa: PLC0415
    from ecosystem.matching.evaluation.evaluate import evaluate  # noqa: PLC0415
    from ecosystem.matching.evaluation.methods import METHODS  # noqa: PLC0415

    if method != "all" and method not in METHODS:
        raise click.UsageError(f"there is no method {method}; there are: all, {', '.join(METHODS)}")
    if end <= start:
        raise click.UsageError("--to must be later than --from")
    try:
        market = read(folder)
    except DatasetError as error:
        raise click.ClickException(str(error)) from error
    chosen = dict(METHODS) if method == "all" else {method: METHODS[method]}
    rows = evaluate(market, start.date(), end.date(), chosen, lambda name: click.echo(f"{name} …", err=True))
    if as_json:
        click.echo(json.dumps(rows))
        return
    _print_table(rows)


_COLUMNS = ("queries", "recall10", "recall50", "ndcg10", "mrr10", "coverage10", "low", "high")
_TIMES = ("train_s", "query_ms_p50", "query_ms_p95")


def _print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    """One line a row; recall at ten of cold and of warm startups beside that of all."""
    heads = (*_COLUMNS[:2], "cold", "warm", *_COLUMNS[2:], *_TIMES)
    click.echo(f"{'method':<20}{'task':<11}" + "".join(f"{head:>13}" for head in heads))
    for row in rows:
        apart = [row["cold"]["recall10"], row["warm"]["recall10"]]
        values = [row["queries"], row["recall10"], *apart, *(row[name] for name in (*_COLUMNS[2:], *_TIMES))]
        click.echo(f"{row['method']:<20}{row['task']:<11}" + "".join(f"{value:>13}" for value in values))


@matching_cli.command("train")
@AS_JSON
def train(*, as_json: bool) -> None:
    """Learn weights from the deals here; they come into use only if they are better on the last year of them."""
    from ecosystem.matching.learning import FEWEST, TooFewRoundsError, learn  # noqa: PLC0415 -- as above

    session = current_session()
    market, used = gather(session), weights_in_use(session)
    click.echo(f"{len(market.deals)} deals …", err=True)
    try:
        learnt = learn(market, used)
    except TooFewRoundsError as error:
        raise click.ClickException(f"{error.found} rounds found a known investor; {FEWEST} are needed") from error
    with transaction() as writing:
        made = keep(writing, market, learnt)
        figures = {"is_used": made.is_used, "weights": made.weights, "data": made.data, "figures": made.figures}
    if as_json:
        click.echo(json.dumps(figures))
        return
    click.echo("the new weights are in use" if made.is_used else "the former weights stay: the new are not better")
    _print_table([*learnt.new, *learnt.former])


@matching_cli.command("status")
@AS_JSON
def status(*, as_json: bool) -> None:
    """Which weights are in use, since when, and how good the last ones learnt were."""
    session = current_session()
    used, last = used_training(session), last_training(session)
    figures = {
        "weights": "learnt" if used else "by hand",
        "since": used.trained_at.isoformat() if used else None,
        "values": dict(weights_in_use(session)),
        "last_training": last.trained_at.isoformat() if last else None,
        "data": last.data if last else None,
        "figures": last.figures if last else None,
    }
    if as_json:
        click.echo(json.dumps(figures))
        return
    told = {
        "weights": figures["weights"],
        "since": figures["since"] or "the start",
        "last_training": figures["last_training"] or "never",
        "data": ", ".join(f"{name} {value}" for name, value in last.data.items()) if last else "nothing learnt yet",
    }
    click.echo("\n".join(f"{key:<14} {value}" for key, value in told.items()))
    click.echo("\n".join(f"  {term:<20} {weight:g}" for term, weight in weights_in_use(session).items()))
    if last:
        _print_table([*last.figures["new"], *last.figures["former"]])
