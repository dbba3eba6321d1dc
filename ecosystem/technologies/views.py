"""Technologies: their list, their pages, their editor."""

from __future__ import annotations

from ecosystem.catalogue.pages import kind_blueprint
from ecosystem.catalogue.views import Editor
from ecosystem.technologies.kind import KIND

technologies = kind_blueprint(KIND)
Editor(KIND).register(technologies)
