"""The city's plans: each an object with a number, a year and its tasks, and what of the catalogue serves each task."""
