"""The engine for production: Elasticsearch 8 or 9, one node or several."""
