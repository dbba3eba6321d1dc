"""Home, the theme, health, pages for machines."""
