"""Following: a person keeps an eye on entries of any kind."""
