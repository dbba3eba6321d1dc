"""Reports of what should not stand here, officers' decisions on them, and objections to those."""
