"""What tests leave in a search engine that others use too is taken away again."""

from __future__ import annotations

from flask import Flask

from ecosystem.engines.elasticsearch.engine import ElasticsearchEngine


def drop_indexes(app: Flask) -> None:
    """Delete the indexes of a throw-away installation; an embedded index goes with its folder."""
    engine = app.extensions["search_engine"]
    if isinstance(engine, ElasticsearchEngine):
        for generation in engine._generations.all():
            engine._client.indices.delete(index=generation.name)
        engine._client.close()
