"""What is saved as it was typed, and should be looked at again: more committed than sought."""

from __future__ import annotations

from collections.abc import Iterator

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.startups.input import StartupInput


def doubts(content: StartupInput) -> Iterator[tuple[str, Message]]:
    """(field, words) for each thing that is unlikely; none of them keeps a startup from being saved or published."""
    most = content.amount_sought_to or content.amount_sought
    if most and content.committed is not None and content.committed > most:
        yield (
            "committed",
            N_("More is committed than is sought: check both amounts; if they are right, investors read it as said"),
        )
