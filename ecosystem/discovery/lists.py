"""Each kind's list is the search page, narrowed."""

from __future__ import annotations

from typing import Any

from flask import Flask

from ecosystem.catalogue.kinds import Kind, Kinds
from ecosystem.discovery.views import results_page


def register_lists(app: Flask, kinds: Kinds) -> None:
    """Add `/<kinds>` and its fragment for every kind, beside the pages of its own blueprint."""
    for kind in kinds.all:
        _register(app, kind)


def _register(app: Flask, kind: Kind) -> None:
    def index() -> Any:
        return results_page(kind)

    def index_fragment() -> Any:
        return results_page(kind, fragment=True)

    app.add_url_rule(f"/{kind.endpoint}", f"{kind.endpoint}.index", index)
    app.add_url_rule(f"/{kind.endpoint}/fragment", f"{kind.endpoint}.index_fragment", index_fragment)
