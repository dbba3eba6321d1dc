"""Mail as jobs, in the recipient's language."""
