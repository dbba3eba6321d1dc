"""Home, plain pages, the theme, static files, health, and what machines ask for."""

from __future__ import annotations

import json
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    send_from_directory,
    url_for,
)
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from ecosystem.catalogue import queries
from ecosystem.catalogue.links import kinds
from ecosystem.kernel.access.fields import label_of
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.indexing.verify import waiting
from ecosystem.kernel.web.errors import RETRY_AFTER
from ecosystem.kernel.web.languages import external_url, translate
from ecosystem.kernel.web.pictures import answer_with
from ecosystem.pages.home import home_context
from ecosystem.pages.layout import THEME_COOKIE, THEMES
from ecosystem.pages.site_card import site_card
from ecosystem.plan.queries import all_plans
from ecosystem.search.engine import SearchEngine

pages = Blueprint("pages", __name__)

_YEAR = 365 * 24 * 3600
_MOST_PAGES = 24_900


@pages.get("/")
def home() -> str:
    """Find and understand: the box, true counts, the newest, what ends soon, the plan, ways in."""
    return render_template("pages/home.html", **home_context())


@pages.get("/card.png")
def card() -> Response:
    """The site's own picture for shared links."""
    return answer_with(site_card())


@pages.get("/terms")
def terms() -> str:
    return render_template("pages/terms.html")


@pages.get("/privacy")
def privacy() -> str:
    return render_template("pages/privacy.html")


@pages.get("/visibility")
def visibility() -> str:
    """The one table of who sees what, read from the inputs themselves."""
    tables = []
    for kind in kinds().all:
        labels = [label for info in kind.input.model_fields.values() if (label := label_of(info))]
        rows = [(translate(label.text), label.scope.value if label.scope else "own") for label in labels]
        tables.append((translate(kind.plural), rows))
    return render_template("pages/visibility.html", tables=tables)


@pages.post("/theme")
def theme() -> Response:
    """Remember the chosen theme in a cookie; needs no session, so a visitor gets none."""
    chosen = request.form.get("theme", "")
    target = request.form.get("next", "")
    is_own = target.startswith("/") and not target.startswith(("//", "/\\")) and "\n" not in target
    response = make_response(redirect(target if is_own else url_for("pages.home"), 303))
    if chosen in THEMES:
        response.set_cookie(THEME_COOKIE, chosen, max_age=_YEAR, path="/", samesite="Lax")
    else:
        response.delete_cookie(THEME_COOKIE, path="/")
    return response


@pages.get("/static/<build>/<path:filename>")
def static_file(build: str, filename: str) -> Response:
    """A static file. The build id makes its address new when it changes, so it may be kept for a year."""
    response = send_from_directory(f"{current_app.root_path}/static", filename)
    if response.status_code == 200 and response.mimetype in current_app.config["COMPRESS_MIMETYPES"]:
        # Read and closed here: the compressor would leave open a file that is passed through.
        response.direct_passthrough = False
        content = response.get_data()
        response.close()
        response.set_data(content)
    if build == current_app.config["BUILD_ID"]:
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "public, max-age=60"
    return response


@pages.get("/healthz")
def healthz() -> Response:
    """Alive; touches nothing."""
    return Response("ok\n", mimetype="text/plain")


@pages.get("/readyz")
def readyz() -> Response:
    """Ready, each part named; 503 while the database is away."""
    parts: dict[str, Any] = {}
    engine: SearchEngine = current_app.extensions["search_engine"]
    try:
        session = current_session()
        session.execute(text("SELECT 1"))
        parts["database"] = "ready"
        parts["outbox"], parts["outbox_oldest_s"] = waiting(session)
    except SQLAlchemyError:
        parts["database"] = "unreachable"
    parts["search"] = engine.health().state
    is_ready = parts["database"] == "ready"
    response = Response(json.dumps(parts) + "\n", 200 if is_ready else 503, mimetype="application/json")
    if not is_ready:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


@pages.get("/robots.txt")
def robots() -> Response:
    """Facet addresses are closed to robots; lists, entries, a search for words alone and pictures are open."""
    lines = ["User-agent: *", "Allow: /card.png", "Allow: /*/card.png"]
    for prefix in ("", "/en"):
        lines += [f"Disallow: {prefix}{path}" for path in ("/*?", "/search?q=*&", "/account", "/desk")]
        lines += [f"Allow: {prefix}/search?q="]
    lines += [f"Sitemap: {external_url('pages.sitemap', language='vi')}", ""]
    return Response("\n".join(lines), mimetype="text/plain")


@pages.get("/sitemap.xml")
def sitemap() -> Response:
    """Every public page in both languages, the latest first; at most 50,000, as sitemaps.org allows."""
    if request.script_root:
        abort(404)
    addresses = queries.public_addresses(current_session(), _MOST_PAGES)
    endpoints = {kind.name: kind.endpoint for kind in kinds().all}
    locations: list[tuple[str, dict[str, str]]] = [("pages.home", {})]
    locations += [(f"{kind.endpoint}.index", {}) for kind in kinds().all]
    locations += [("plan.show", {"key": plan.key}) for plan in all_plans(current_session())]
    locations += [(f"{endpoints[name]}.show", {"slug": slug}) for name, slug in addresses if name in endpoints]
    urls = [
        external_url(endpoint, language=language, **values)
        for endpoint, values in locations
        for language in ("vi", "en")
    ]
    return Response(render_template("pages/sitemap.xml", urls=urls), mimetype="application/xml")
