"""From outbox to search engine: drain, rebuild, verify."""
