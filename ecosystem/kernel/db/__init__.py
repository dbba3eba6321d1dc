"""The database: models' base, session, and the only commit."""
