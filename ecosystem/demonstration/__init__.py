"""Invented institutes, technologies, startups, investors and deals for a new installation, marked as such."""
