"""Entries found by the names of their sectors and fields, in both languages, and after one is renamed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from flask import Flask

from ecosystem.kernel.db.transaction import transaction
from ecosystem.taxonomy.reference_files import REFERENCE
from ecosystem.taxonomy.service import load_reference
from tests.discovery.world import results
from tests.factories import Factory
from tests.installation import inside, installation


@pytest.fixture
def app(template_database: str, tmp_path: Path) -> Iterator[Flask]:
    with installation(template_database, tmp_path) as made:
        yield made


def _titles(app: Flask, text: str) -> list[str]:
    return results(app.test_client(), "/search", ("q", text)).titles


def test_every_kind_is_found_by_its_sector_and_field(app: Flask) -> None:
    with inside(app):
        make = Factory()
        kinds = [kind.name for kind in app.extensions["kinds"].all]
        for kind in kinds:
            make.entry(None, f"Vườn ươm {kind}", kind=kind, sectors=["iot-embedded"], fields=["1.1"])
        make.index()
    every = {f"Vườn ươm {kind}" for kind in kinds}
    for text in ("IoT", "embedded systems", "hệ thống nhúng", "he thong nhung", "toán học", "mathematics"):
        assert set(_titles(app, text)) == every, text


def test_a_renamed_sector_is_found_by_its_new_name_alone(app: Flask, tmp_path: Path) -> None:
    with inside(app):
        make = Factory()
        make.entry(None, "Lụa tơ sen", sectors=["crafts"])
        make.entry(None, "Bể lọc", sectors=["water-wastewater"])
        make.index()
        assert _titles(app, "craft villages") == ["Lụa tơ sen"]
        folder = Path(copytree(REFERENCE, tmp_path / "reference"))
        text = (folder / "sectors.toml").read_text(encoding="utf-8")
        (folder / "sectors.toml").write_text(text.replace("Crafts and craft villages", "Handiwork"), encoding="utf-8")
        with transaction() as session:
            assert load_reference(session, folder).updated == 1
        make.index()
        assert _titles(app, "handiwork") == ["Lụa tơ sen"]
        assert _titles(app, "craft villages") == []
