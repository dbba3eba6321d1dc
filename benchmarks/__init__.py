"""Speed and faults, measured by hand: never part of the suite, always beside a raw call in the same run."""
