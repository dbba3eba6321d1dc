"""Tables in and out: reading, mapping to fields, counting every row, resuming; knows no kind of entry."""
