"""Startups: what they do, how far they are, what they raise."""
