"""What pipelines put into the application: pages, mails, panels on others' pages."""

from __future__ import annotations

from typing import Final

from ecosystem.pipeline.blueprint import pipeline
from ecosystem.pipeline.mail import PREPARERS as PREPARERS
from ecosystem.pipeline.panels import panels_for as panels_for

BLUEPRINTS: Final = (pipeline,)
