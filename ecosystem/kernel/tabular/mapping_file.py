"""Mappings by name, from those that ship with the product, or by path."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.tabular.errors import MappingError
from ecosystem.kernel.tabular.headings import Heading
from ecosystem.kernel.tabular.mapping import TableMapping

SHIPPED = Path(__file__).parents[3] / "data" / "mappings"
_MOST_NEAREST = 3


def load_mapping(name_or_path: str, kind: str, *, source: str = "", shipped: Path = SHIPPED) -> TableMapping:
    """The mapping of that name or in that file, for `kind`; `source` replaces its own.

    Raises MappingError, which names the key at fault.
    """
    path = _find(name_or_path, shipped)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        mapping = TableMapping.model_validate({**content, **({"source": source} if source else {})})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MappingError(N_("%(path)s cannot be read: %(why)s", path=path, why=error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        why = first["msg"].removeprefix("Value error, ")
        raise MappingError(N_("%(path)s: %(key)s: %(why)s", path=path, key=key or "—", why=why)) from error
    if mapping.kind != kind:
        raise MappingError(
            N_("%(path)s is a mapping for %(its)s, not %(kind)s", path=path, its=mapping.kind, kind=kind)
        )
    return mapping


def default_of(name: str, shipped: Path = SHIPPED) -> str:
    """`name`, when a mapping of that name ships. Raises MappingError that asks for one and tells which there are."""
    known = _known(shipped)
    if name not in known:
        raise MappingError(
            N_(
                "Say what the columns mean: --mapping NAME-OR-FILE (there are: %(known)s)",
                known=", ".join(known) or "—",
            )
        )
    return name


def nearest(rows: Sequence[Sequence[str]], shipped: Path = SHIPPED) -> list[tuple[str, str, int]]:
    """The few shipped mappings that know most columns of one of `rows`: name, kind, columns known; the best first."""
    counted: list[tuple[str, str, int]] = []
    for name in _known(shipped):
        content = tomllib.loads((shipped / f"{name}.toml").read_text(encoding="utf-8"))
        mapping = TableMapping.model_validate(content)
        most = max((len(Heading(0, tuple(cells), mapping.headers).used) for cells in rows), default=0)
        counted += [(name, mapping.kind, most)] if most else []
    return sorted(counted, key=lambda each: -each[2])[:_MOST_NEAREST]


def better_kind(heading: Heading, mapping: TableMapping, shipped: Path = SHIPPED) -> str:
    """The kind whose own mapping reads more of the heading, with a required column that `mapping` leaves; "" for none.

    A list of deals has investors, too, and is no list of investors.
    """
    for kind, needed in _wider_kinds(heading, mapping, shipped):
        if any(not each & heading.used for each in needed):
            return kind
    return ""


def kind_of(rows: Sequence[Sequence[str]], mapping: TableMapping, shipped: Path = SHIPPED) -> str:
    """The kind whose own mapping reads one of `rows` as a heading, and more of it than `mapping`; "" for none."""
    headings = [Heading(0, tuple(cells), mapping.headers) for cells in rows]
    return next((kind for heading in headings for kind, _ in _wider_kinds(heading, mapping, shipped)), "")


def _wider_kinds(heading: Heading, mapping: TableMapping, shipped: Path) -> Iterator[tuple[str, list[set[int | None]]]]:
    """Other kinds whose own mapping has its required columns (their positions) and reads more; the widest first."""
    found = []
    for name in _known(shipped):
        content = tomllib.loads((shipped / f"{name}.toml").read_text(encoding="utf-8"))
        other = TableMapping.model_validate(content)
        if name != other.kind or other.kind == mapping.kind:
            continue
        its = Heading(heading.line, heading.headers, other.headers, heading.last_line, heading.further)
        needed = [{its.position(header) for header in headers} - {None} for headers in other.required_headers]
        if len(its.used) > len(heading.used) and all(needed):
            found.append((len(its.used), other.kind, needed))
    for _, kind, needed in sorted(found, key=lambda each: -each[0]):
        yield kind, needed


def _known(shipped: Path) -> list[str]:
    return sorted(each.stem for each in shipped.glob("*.toml"))


def _find(name_or_path: str, shipped: Path) -> Path:
    path = Path(name_or_path)
    if path.suffix == ".toml" or path.is_file():
        return path
    known = _known(shipped)
    if name_or_path not in known:
        raise MappingError(
            N_("There is no mapping %(name)s; there are: %(known)s", name=name_or_path, known=", ".join(known) or "—")
        )
    return shipped / f"{name_or_path}.toml"
