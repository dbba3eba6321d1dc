"""Nhịp Cầu: an open platform on which a city's innovation ecosystem meets."""
