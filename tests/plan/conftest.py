"""A plan of another year, as an operator would write it."""

from __future__ import annotations

from pathlib import Path

import pytest

NEXT = """
key = "2026"
number = "5/KH-UBND"
year = 2026
issued_on = 2026-01-05
issuer_vi = "Ủy ban nhân dân"
issuer_en = "People's Committee"
title_vi = "Kế hoạch thử năm 2026"
title_en = "A plan for trying, 2026"
summary_vi = "Hai nhiệm vụ."
summary_en = "Two tasks."
address = "https://hanoi.example/ke-hoach"

[[task]]
code = "4"
title_vi = "Chợ công nghệ"
title_en = "Technology fair"
description_vi = "Có người bán, có người mua."
description_en = "There are sellers and buyers."

[[task]]
title_vi = "Việc chưa gắn mã"
title_en = "A task without a code"
"""


@pytest.fixture
def next_plan(tmp_path: Path) -> Path:
    """The file of the plan of 2026."""
    path = tmp_path / "2026.toml"
    path.write_text(NEXT, encoding="utf-8")
    return path
