"""Reading a plan from a TOML file: its fields, and one [[task]] for each of its tasks."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from ecosystem.kernel.access.values import KNOWN_CODES
from ecosystem.plan.input import PlanInput

PLANS: Final = Path(__file__).parents[2] / "data" / "reference" / "plans"


class PlanFileError(ValueError):
    """A file that is no plan; the message says where and why."""


def read_plan(path: Path, known: Callable[[str, str], bool]) -> PlanInput:
    """The plan of a file. `known(vocabulary, code)` says which codes may be used. Raises PlanFileError."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return PlanInput.model_validate(content, context={KNOWN_CODES: known})
    except OSError as error:
        raise PlanFileError(f"{path}: {error.strerror}") from error
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc'])) or 'plan'}: {fault['msg']}" for fault in error.errors()]
        raise PlanFileError("\n".join([f"{path} is no plan:", *faults])) from error
    except ValueError as error:  # no UTF-8, no TOML
        raise PlanFileError(f"{path} cannot be read: {error}") from error
