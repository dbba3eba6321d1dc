"""Small tables and mappings for these tests."""

from __future__ import annotations

import tomllib
from pathlib import Path

from ecosystem.kernel.tabular.mapping import TableMapping
from ecosystem.kernel.tabular.table import ReadRow, Table

STARTUPS = """
kind = "startups"
source = "list"
external_id = ""

[[columns]]
header = ["Tên", "Tên doanh nghiệp", "Công ty"]
field = "name"

[[columns]]
header = "Mã số thuế"
field = "tax_code"

[[columns]]
header = "Địa chỉ"
field = "address"

[[columns]]
header = "Website"
field = "website"

[[columns]]
header = ["Lĩnh vực"]
field = "sectors"
transform = "list"

[[columns]]
header = "Ngày thành lập"
field = "founded"
transform = "date"
formats = ["%d/%m/%Y"]

[[columns]]
header = "Mô tả"
field = "description"
"""


def mapping_of(toml: str = STARTUPS) -> TableMapping:
    return TableMapping.model_validate(tomllib.loads(toml))


def table_of(folder: Path, content: str | bytes, toml: str = STARTUPS) -> Table:
    path = folder / "list.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Table.open(path, mapping_of(toml))


def read(folder: Path, content: str | bytes, toml: str = STARTUPS) -> dict[int, ReadRow]:
    """All rows by the line on which they start."""
    return {row.record.line: row for row in table_of(folder, content, toml).rows()}


def outcome(row: ReadRow) -> str:
    """How the row was decided before any slice saw it: "" for data."""
    return row.decided.status.value if row.decided else ""


def reason(row: ReadRow) -> str:
    return str(row.decided.reason) if row.decided else ""
