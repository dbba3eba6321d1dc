"""The composition root: the only place that knows which engine, which kinds, which panels there are."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_compress import Compress
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from ecosystem import cli
from ecosystem.accounts import mail as accounts_mail
from ecosystem.accounts.blueprint import accounts
from ecosystem.accounts.panels import refused_panel, stopped_panel
from ecosystem.accounts.security import init_accounts
from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.search_document import SHARED_FIELDS, EntryDocuments
from ecosystem.claims import mail as claims_mail
from ecosystem.claims import views as claims_views
from ecosystem.deals.views import deals, history_panel, portfolio_panel
from ecosystem.desk.views import desk
from ecosystem.discovery.language import Language
from ecosystem.discovery.lists import register_lists
from ecosystem.discovery.query_log import QueryLog, in_background
from ecosystem.discovery.used_labels import UsedLabels
from ecosystem.discovery.views import discovery, offers_panel, similar_panel
from ecosystem.engines.tantivy.engine import TantivyEngine
from ecosystem.following.views import button as follow_button
from ecosystem.following.views import following
from ecosystem.institutes.kind import KIND as INSTITUTE
from ecosystem.institutes.views import institutes
from ecosystem.introductions import mail as introductions_mail
from ecosystem.introductions import mail_talk as introductions_mail_talk
from ecosystem.introductions.blueprint import SIGNED, introductions
from ecosystem.introductions.panels import PANELS as INTRODUCTION_PANELS
from ecosystem.introductions.queries import entries_asked
from ecosystem.introductions.reportables import REPORTABLES as INTRODUCTIONS_REPORTED
from ecosystem.introductions.views_undelivered import QUEUES as INTRODUCTION_QUEUES
from ecosystem.investors.kind import KIND as INVESTOR
from ecosystem.investors.views import investors
from ecosystem.kernel.changes.listener import install as install_changes
from ecosystem.kernel.changes.models import OutboxRow
from ecosystem.kernel.db.session import db, engine_options, prepare_sqlite
from ecosystem.kernel.indexing.drain import DRAIN, Drain
from ecosystem.kernel.indexing.drain import LEASE as DRAIN_LEASE
from ecosystem.kernel.indexing.rebuild import REBUILD, Rebuild
from ecosystem.kernel.jobs.worker import Feed, Worker
from ecosystem.kernel.mail.outgoing import SEND_MAIL, SendMail
from ecosystem.kernel.mail.transports import transport_for
from ecosystem.kernel.web.errors import init_errors
from ecosystem.kernel.web.headers import init_headers
from ecosystem.kernel.web.icons import init_icons
from ecosystem.kernel.web.languages import RequestGate, init_languages
from ecosystem.kernel.web.limits import init_limits
from ecosystem.kernel.web.panels import Panel
from ecosystem.kernel.web.sessions import init_sessions
from ecosystem.kernel.web.static_files import build_id
from ecosystem.kernel.web.submissions import init_submissions
from ecosystem.kernel.web.templates import init_templates
from ecosystem.kernel.web.written import init_written
from ecosystem.mailing.views import mailing, unsubscribe
from ecosystem.matchmaking import extension as match_pages
from ecosystem.organisations import mail as organisations_mail
from ecosystem.organisations import views_checks as check_views
from ecosystem.organisations.blueprint import invitations, organisations
from ecosystem.organisations.registration import init_organisations
from ecosystem.pages.layout import init_layout
from ecosystem.pages.views import pages, theme
from ecosystem.pipeline import extension as pipelines
from ecosystem.plan.service import load_plans
from ecosystem.plan.views import plans
from ecosystem.reports import extension as report_pages
from ecosystem.schedule import HANDLERS, SCHEDULED
from ecosystem.search.breaker import CircuitBreaker
from ecosystem.search.engine import SearchEngine
from ecosystem.search.language.analysis import Analyser
from ecosystem.search.schema import Schema
from ecosystem.startups.kind import KIND as STARTUP
from ecosystem.startups.views import startups
from ecosystem.taxonomy.options import option_source
from ecosystem.technologies.kind import KIND as TECHNOLOGY
from ecosystem.technologies.views import technologies

if TYPE_CHECKING:
    from config import Settings

ROOT = Path(__file__).resolve().parent.parent
KINDS = Kinds((TECHNOLOGY, STARTUP, INVESTOR, INSTITUTE))
PANELS = (
    Panel("technology.aside", 10, similar_panel),
    Panel("startup.aside", 20, similar_panel),
    Panel("institute.main", 10, offers_panel),
    Panel("institute.aside", 10, similar_panel),
    Panel("investor.main", 20, portfolio_panel),
    Panel("investor.aside", 10, similar_panel),
    Panel("startup.main", 20, history_panel),
    Panel("desk.main", 1, refused_panel),
    Panel("desk.main", 2, stopped_panel),
    Panel("desk.main", 10, claims_views.desk_panel),
    *match_pages.PANELS,
    *(Panel(f"{kind.name}.notes", 10, claims_views.unrepresented_note) for kind in KINDS.all),
    *(Panel(f"{kind.name}.actions", 10, follow_button) for kind in KINDS.all),
    Panel("match.actions", 10, follow_button),
    Panel("match.row", 10, follow_button),
    *report_pages.panels_of(KINDS),
    *pipelines.panels_for(KINDS),
    *INTRODUCTION_PANELS,
)
BLUEPRINTS = (
    pages,
    accounts,
    organisations,
    invitations,
    desk,
    plans,
    technologies,
    startups,
    investors,
    institutes,
    claims_views.claims,
    deals,
    *match_pages.BLUEPRINTS,
    introductions,
    mailing,
    discovery,
    following,
    *report_pages.BLUEPRINTS,
    *pipelines.BLUEPRINTS,
)
QUEUES = (*claims_views.QUEUES, *match_pages.QUEUES, *check_views.QUEUES, *INTRODUCTION_QUEUES)
MAIL = {
    **accounts_mail.PREPARERS,
    **organisations_mail.PREPARERS,
    **claims_mail.PREPARERS,
    **match_pages.PREPARERS,
    **report_pages.PREPARERS,
    **pipelines.PREPARERS,
    **introductions_mail.PREPARERS,
    **introductions_mail_talk.PREPARERS,
}
WITHOUT_SESSION = ("/static/", "/healthz", "/readyz", "/robots.txt")


def create_app(settings: Settings, **overrides: Any) -> Flask:
    """Put the product together. `overrides` are Flask settings for tests."""
    app = Flask("ecosystem", root_path=str(ROOT), static_folder=None, template_folder="templates")
    app.config.update(_flask_settings(settings), **overrides)
    init_templates(app)
    app.url_map.strict_slashes = False
    init_sessions(app, without=WITHOUT_SESSION)
    _init_database(app)
    init_languages(app)
    init_written(app)
    init_icons(app)
    csrf = CSRFProtect(app)
    Compress(app)
    app.extensions.update(kinds=KINDS, panels=PANELS, option_source=option_source, reference_loaders=(load_plans,))
    report_pages.init_reports(app, KINDS, QUEUES, *INTRODUCTIONS_REPORTED)
    match_pages.init_matchmaking(app, in_background(app))
    app.extensions["language"] = language = Language.read(ROOT / "data" / "language")
    app.extensions["search_engine"] = build_engine(settings, language.analyser)
    app.extensions.update(asked_of=entries_asked, used_labels=UsedLabels(app.extensions["search_engine"]))
    app.extensions["query_log"] = QueryLog(settings.secret_key.encode(), in_background(app))
    app.extensions["temporary_engine"] = partial(temporary_engine, settings)
    app.extensions["documents"] = EntryDocuments(KINDS)
    app.extensions["rebuild"] = Rebuild(app.extensions["search_engine"], app.extensions["documents"], language.known)
    app.extensions["worker"] = build_worker(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    register_lists(app, KINDS)
    csrf.exempt(theme)  # it changes nothing but the look, and a token would give every visitor a session
    for view in (unsubscribe, *SIGNED):  # the signed address proves more than a cookie
        csrf.exempt(view)
    init_accounts(app)
    init_organisations(app)
    init_layout(app)
    init_headers(app)
    init_errors(app)
    init_submissions(app)
    init_limits(app)
    cli.register(app)
    _wrap(app, settings)
    return app


def build_engine(settings: Settings, analyser: Analyser) -> SearchEngine:
    """The engine that SEARCH_URL chooses; no visitor waits twice for one that fails."""
    schema = Schema.of(SHARED_FIELDS, *(kind.search_fields for kind in KINDS.all))
    if settings.search_url.startswith("embedded:"):
        folder = settings.search_url.removeprefix("embedded:")
        return CircuitBreaker(TantivyEngine(Path(folder or ROOT / "var" / "search"), schema, analyser))
    from ecosystem.engines.elasticsearch.engine import ElasticsearchEngine  # noqa: PLC0415 -- its client is slow to import

    key = settings.search_api_key or None
    return CircuitBreaker(
        ElasticsearchEngine(settings.search_url, schema, analyser, api_key=key, prefix=settings.search_prefix)
    )


@contextmanager
def temporary_engine(settings: Settings, schema: Schema, analyser: Analyser) -> Iterator[SearchEngine]:
    """An empty index of its own on the engine that SEARCH_URL chooses, gone afterwards."""
    if settings.search_url.startswith("embedded:"):
        with TemporaryDirectory(prefix="nhipcau-") as folder:
            yield TantivyEngine(Path(folder), schema, analyser)
        return
    from ecosystem.engines.elasticsearch.engine import ElasticsearchEngine  # noqa: PLC0415 -- as above

    prefix = f"{settings.search_prefix}-temporary-{secrets.token_hex(4)}"
    engine = ElasticsearchEngine(
        settings.search_url, schema, analyser, api_key=settings.search_api_key or None, prefix=prefix
    )
    try:
        yield engine
    finally:
        engine.remove()


def build_worker(app: Flask, settings: Settings) -> Worker:
    """The worker with all handlers and the schedule; woken by every commit that changed something."""
    engine, documents = app.extensions["search_engine"], app.extensions["documents"]
    language: Language = app.extensions["language"]
    transport = transport_for(settings.mail_url)
    worker = Worker(
        handlers={
            DRAIN: Drain(engine, documents, language.lexicons),
            REBUILD: app.extensions["rebuild"],
            SEND_MAIL: SendMail(transport, MAIL, settings.mail_sender, settings.brand_name),
            **HANDLERS,
        },
        scheduled=SCHEDULED,
        feeds=(Feed(OutboxRow, DRAIN),),
        leases={DRAIN: DRAIN_LEASE},
    )
    install_changes(db.session, worker.wake.set)
    return worker


def _flask_settings(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database_url),
        "BASE_URL": settings.base_url,
        "BRAND_NAME": settings.brand_name,
        "SOURCE_URL": settings.source_url,
        "MAIL_SENDER": settings.mail_sender,
        "OPERATOR_NAME": settings.operator_name,
        "OPERATOR_EMAIL": settings.operator_email,
        "BUILD_ID": build_id(ROOT / "static"),
        "TRANSLATIONS": str(ROOT / "translations"),
        "BABEL_DEFAULT_LOCALE": "vi",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
        "LIMITS_URL": settings.limits_url,
        "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 2_000,
        "SESSION_COOKIE_NAME": "__Host-session" if settings.is_production else "session",
        "SESSION_COOKIE_SECURE": settings.is_production,
        "SESSION_COOKIE_PATH": "/",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "COMPRESS_MIMETYPES": ["text/html", "text/css", "text/javascript", "application/json", "image/svg+xml"],
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "IS_PRODUCTION": settings.is_production,
    }


def _init_database(app: Flask) -> None:
    path = app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    if path != app.config["SQLALCHEMY_DATABASE_URI"]:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    with app.app_context():
        prepare_sqlite(db.engine)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)


def _wrap(app: Flask, settings: Settings) -> None:
    gate = RequestGate(app.wsgi_app)
    app.wsgi_app = gate  # type: ignore[method-assign]  # Flask's documented way to add middleware
    proxies = settings.trusted_proxies
    if proxies:
        app.wsgi_app = ProxyFix(gate, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]  # as above
