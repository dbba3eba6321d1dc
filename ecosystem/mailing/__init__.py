"""Mails from the reader's side: stopping a kind of them without signing in; in development, a look at all of them."""
