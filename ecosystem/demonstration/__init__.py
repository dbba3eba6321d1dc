"""Invented institutes and technologies for a new installation, marked as such wherever they are shown."""
