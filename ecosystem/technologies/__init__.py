"""Technology offers."""
