"""Technologies that a startup names by the address of their page, or by the id at its end."""

from __future__ import annotations

from urllib.parse import urlsplit

from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.ids import public_id_of

_FOLDER = "technologies"


def technology_link(text: str) -> str:
    """The last part of the address of a technology's page, which ends in its id. Raises InputError.

    Whether it exists and is public is looked up when it is shown: both may change any day.
    """
    parts = [part for part in urlsplit(text).path.split("/") if part]
    of_another_kind = len(parts) > 1 and parts[-2] != _FOLDER
    if not parts or of_another_kind or public_id_of(parts[-1]) is None:
        raise InputError(
            N_(
                "Please copy the address of the technology's page, such as %(example)s",
                example="…/technologies/loc-nuoc-k3m9x2p7qa",
            )
        )
    return parts[-1]


def technology_links(texts: list[str]) -> list[str]:
    """Each technology once, in order."""
    by_id = {public_id_of(link): link for link in map(technology_link, reversed(texts))}
    return [by_id[key] for key in dict.fromkeys(public_id_of(technology_link(text)) for text in texts)]
