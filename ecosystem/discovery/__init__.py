"""Search over all kinds, lists of one kind, similar entries."""
