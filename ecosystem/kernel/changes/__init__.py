"""The one flush listener: what changed goes to outbox and audit in the same transaction."""
