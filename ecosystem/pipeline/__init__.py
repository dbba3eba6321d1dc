"""The pipeline of an organisation: entries of others that it follows as cards through stages of its own."""
