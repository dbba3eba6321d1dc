"""Users, sign-in, recovery, devices."""
