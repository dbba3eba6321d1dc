"""Deals: funding rounds of startups and the investments in them, each as one source tells it."""
