from __future__ import annotations

from datetime import date, timedelta

import pytest

from ecosystem.startups.models import Startup

LAST = date(2027, 3, 31)


def test_the_last_day_is_still_one() -> None:
    startup = Startup(raising="now", round_closes_on=LAST)
    assert startup.is_raising_on(LAST)
    assert not startup.is_raising_on(LAST + timedelta(days=1))
    assert Startup(raising="now").is_raising_on(LAST)


@pytest.mark.parametrize("said", [None, "soon", "not-now"])
def test_only_who_says_so_raises(said: str | None) -> None:
    assert not Startup(raising=said, round_closes_on=LAST).is_raising_on(LAST)
