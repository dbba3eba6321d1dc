"""Case L10 of the shared data: addresses after the districts were abolished."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

from ecosystem.taxonomy.places import resolve_address
from ecosystem.taxonomy.reference_files import read_terms
from ecosystem.taxonomy.vocabularies import Vocabularies


def _case() -> Path:
    return Path(os.environ["SHARED_DATA"]) / "cases" / "files" / "L10"


def _allowed(value: Any) -> list[str | None]:
    return list(value["one_of"]) if isinstance(value, dict) else [value]


def test_addresses_of_case_l10() -> None:
    expected = json.loads((_case() / "expected.json").read_text(encoding="utf-8"))
    with (_case() / expected["files"][0]).open(encoding=expected["encoding"], newline="") as file:
        addresses = [row["Địa chỉ"] for row in csv.DictReader(file)]
    vocabularies = Vocabularies(read_terms())
    assert len(addresses) == len(expected["rows"]) == expected["counts"]["data_rows"]
    for address, row in zip(addresses, expected["rows"], strict=True):
        values = row["values"]
        place = resolve_address(address, vocabularies)
        ward = vocabularies.label("place", place.ward_code, "vi") if place.ward_code else None
        assert values["address"] == address
        assert place.province_code == values.get("province"), address
        assert ward in _allowed(values.get("ward")), address
