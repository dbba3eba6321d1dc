"""Settings from the environment, typed; refuses an unsafe production. docs/operations.md has them in one table."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent


class ConfigurationError(Exception):
    """A setting is missing or unsafe; the message says which and what to do."""


@dataclass(frozen=True)
class Settings:
    """One installation. Every name is also the environment variable, in capitals."""

    database_url: str
    search_url: str
    search_api_key: str
    search_prefix: str
    secret_key: str
    mail_url: str
    mail_sender: str
    limits_url: str
    files_url: str
    trusted_proxies: int
    base_url: str
    brand_name: str
    source_url: str
    operator_name: str
    operator_email: str
    environment: str
    host: str
    port: int

    @property
    def is_production(self) -> bool:
        return self.environment == "production"


def load(environ: Mapping[str, str] | None = None, root: Path = ROOT) -> Settings:
    """Read the environment. Raises ConfigurationError for what is wrong or, in production, unsafe."""
    given = os.environ if environ is None else environ
    environment = given.get("ENVIRONMENT", "development")
    if environment not in {"development", "production"}:
        raise ConfigurationError(f"ENVIRONMENT is {environment!r}: use development or production")
    var = root / "var"
    host, port = given.get("HOST", "127.0.0.1"), _number(given, "PORT", 5000)
    settings = Settings(
        database_url=given.get("DATABASE_URL") or f"sqlite:///{var / 'nhipcau.sqlite3'}",
        search_url=given.get("SEARCH_URL") or f"embedded:{var / 'search'}",
        search_api_key=given.get("SEARCH_API_KEY", ""),
        search_prefix=given.get("SEARCH_PREFIX", "nhipcau"),
        secret_key=given.get("SECRET_KEY") or ("" if environment == "production" else _kept_secret(var)),
        mail_url=given.get("MAIL_URL") or ("" if environment == "production" else str(var / "mail")),
        mail_sender=given.get("MAIL_SENDER", "khong-tra-loi@nhipcau.example"),
        limits_url=given.get("LIMITS_URL") or "memory://",
        files_url=given.get("FILES_URL") or str(var / "files"),
        trusted_proxies=_number(given, "TRUSTED_PROXIES", 0),
        base_url=(given.get("BASE_URL") or ("" if environment == "production" else f"http://{host}:{port}")).rstrip(
            "/"
        ),
        brand_name=given.get("BRAND_NAME", "Nhịp Cầu"),
        source_url=given.get("SOURCE_URL", ""),
        operator_name=given.get("OPERATOR_NAME", ""),
        operator_email=given.get("OPERATOR_EMAIL", ""),
        environment=environment,
        host=host,
        port=port,
    )
    _refuse_unsafe(settings)
    return settings


def _number(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, "")
    if text and not text.isdigit():
        raise ConfigurationError(f"{name} is {text!r}: give a whole number")
    return int(text) if text else default


def _kept_secret(var: Path) -> str:
    """The development secret: made once and kept, so that sessions outlive a restart."""
    path = var / "secret_key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8").strip()


def _refuse_unsafe(settings: Settings) -> None:
    if not settings.is_production:
        return
    lacking = [name for name in ("secret_key", "mail_url", "base_url") if not getattr(settings, name)]
    if lacking:
        raise ConfigurationError(f"in production set {', '.join(name.upper() for name in lacking)}")
    if len(settings.secret_key) < 32:
        raise ConfigurationError("SECRET_KEY is too short: give at least 32 random characters")
    if not settings.base_url.startswith("https://"):
        raise ConfigurationError("BASE_URL must begin with https:// in production")


SETTING_NAMES = tuple(field.name.upper() for field in fields(Settings))
