"""Introductions: one organisation asks to meet another, and is told yes or no, with a reason, by a date."""
