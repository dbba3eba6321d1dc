"""Claims: a person says that an organisation of theirs is the one an entry is about; an operator decides."""
