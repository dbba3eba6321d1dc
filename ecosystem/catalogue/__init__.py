"""The catalogue entry: the one noun on which every feature hangs."""
