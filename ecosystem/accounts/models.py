"""People's accounts, and counts of what may be done only so often."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import ClassVar

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ecosystem.kernel.db.base import Base, Changed
from ecosystem.kernel.db.ids import new_public_id
from ecosystem.kernel.db.types import UTCDateTime


def new_uniquifier() -> str:
    """What a session names its person by; a new one ends every session that is left."""
    return secrets.token_hex(16)


class User(Base):
    """A person who may sign in. `email` is normalised (`email_address.normalise_email`) and found by that alone.

    `password` is an argon2 hash. `comes_as` is a code of `roles.ComesAs`, None where nothing was said;
    `organisation_name` is what was typed at registration, until there is an organisation. The attributes that sign-in
    libraries expect of a user are at the end: the model itself stays free of them.
    """

    __tablename__ = "user_account"
    __audited_values__: ClassVar[frozenset[str]] = frozenset({"active", "is_officer"})

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password: Mapped[str] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(default=True)
    is_officer: Mapped[bool] = mapped_column(default=False)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=new_uniquifier)
    language: Mapped[str] = mapped_column(String(2), default="vi")
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    terms_accepted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    terms_version: Mapped[str] = mapped_column(String(16), default="")
    mail_consent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    acting_for_id: Mapped[int | None]
    comes_as: Mapped[str | None] = mapped_column(String(16))
    organisation_name: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime)

    def changed(self) -> Changed:
        return Changed("user", self.id)

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_authenticated(self) -> bool:
        return self.active

    @property
    def is_active(self) -> bool:
        return self.active

    @property
    def is_anonymous(self) -> bool:
        return False

    @property
    def roles(self) -> tuple[()]:
        """Roles of the sign-in library are not used: an officer is known by `is_officer`."""
        return ()

    def get_id(self) -> str:
        """What the session holds."""
        return self.fs_uniquifier


class AccessCount(Base):
    """How often something happened to one address or client; `key` is a hash, so that it names nobody."""

    __tablename__ = "access_count"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    first_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
