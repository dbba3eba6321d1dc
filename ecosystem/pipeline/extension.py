"""What pipelines put into the application: pages, mails, panels on others' pages, the job that reminds."""

from __future__ import annotations

from typing import Final

from ecosystem.pipeline.blueprint import pipeline
from ecosystem.pipeline.mail import PREPARERS as PREPARERS
from ecosystem.pipeline.panels import panels_for as panels_for
from ecosystem.pipeline.reminding import REMIND as REMIND
from ecosystem.pipeline.reminding import remind as remind

BLUEPRINTS: Final = (pipeline,)
