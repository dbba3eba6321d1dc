"""The desk: where one lands after signing in."""
