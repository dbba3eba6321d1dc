"""A browser without scripts: keeps cookies, reads forms and sends them, follows no redirect by itself."""

from __future__ import annotations

import gzip
import http.client
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import Final
from urllib.parse import urlencode, urlsplit

GONE: Final = (OSError, http.client.HTTPException)
"""What a request raises when the server does not answer, or only in part."""
_IDLE_SECONDS: Final = 60.0
"""A connection idle for longer may have been closed by the server."""


@dataclass(frozen=True)
class Form:
    """Where it is sent, and what it would send."""

    action: str
    fields: tuple[tuple[str, str], ...]

    def typed(self, **changes: str | Sequence[str]) -> Form:
        """The same with other values; a sequence ticks several."""
        kept = [(name, value) for name, value in self.fields if name not in changes]
        values = {name: [value] if isinstance(value, str) else value for name, value in changes.items()}
        return Form(self.action, (*kept, *((name, one) for name, several in values.items() for one in several)))


@dataclass(frozen=True)
class Answer:
    """`location` is the path that a redirect leads to."""

    status: int
    location: str
    text: str

    def form(self, action: str) -> Form:
        """The form that is sent to that path. Raises LookupError."""
        reader = _Forms()
        reader.feed(self.text)
        for form in reader.forms:
            if urlsplit(form.action).path == action:
                return form
        raise LookupError(f"no form for {action} in an answer of status {self.status}")


@dataclass
class Browser:
    """Talks to one port over one connection that stays open; not for several threads at once.

    `encoding` is what it says it understands; texts that it cannot unpack stay empty.
    """

    port: int
    encoding: str = "gzip"
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None
    _used: float = 0.0

    def get(self, path: str) -> Answer:
        """Raises one of GONE."""
        return self._ask("GET", path)

    def send(self, form: Form) -> Answer:
        """Raises one of GONE; whether the form had its effect is then unknown."""
        return self._ask("POST", form.action, urlencode(form.fields))

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {"Accept-Encoding": self.encoding, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection = self._open()
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            content = response.read()
        except GONE:
            self.close()
            raise
        self._used = time.monotonic()
        self._remember(response.headers.get_all("Set-Cookie") or ())
        location = urlsplit(response.headers.get("Location", ""))
        return Answer(response.status, location.path, _text(content, response.headers.get("Content-Encoding", "")))

    def _open(self) -> http.client.HTTPConnection:
        if time.monotonic() - self._used > _IDLE_SECONDS:
            self.close()
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        return self._connection

    def _remember(self, headers: Iterable[str]) -> None:
        for header in headers:
            for name, morsel in SimpleCookie(header).items():
                if morsel.value and morsel["max-age"] != "0":
                    self.cookies[name] = morsel.value
                else:
                    self.cookies.pop(name, None)


def _text(content: bytes, encoding: str) -> str:
    if encoding == "gzip":
        return gzip.decompress(content).decode()
    return "" if encoding else content.decode()


class _Forms(HTMLParser):
    """Collects what each form of a page would send when no button adds to it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._open: list[tuple[str, str]] | None = None
        self._action = ""
        self._name = ""
        self._written: list[str] | None = None
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open, self._action = [], given.get("action", "")
        elif self._open is None:
            return
        elif tag == "input":
            self._input(given)
        elif tag == "option":
            self._options.append((given.get("value", ""), "selected" in given))
        elif tag in {"textarea", "select"}:
            self._name, self._options = given.get("name", ""), []
            self._written = [] if tag == "textarea" else None

    def handle_data(self, data: str) -> None:
        if self._written is not None:
            self._written.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open is None:
            return
        if tag == "textarea" and self._written is not None:
            self._open.append((self._name, "".join(self._written).removeprefix("\n")))
            self._written = None
        elif tag == "select" and self._options:
            chosen = [value for value, selected in self._options if selected] or [self._options[0][0]]
            self._open += [(self._name, value) for value in chosen]
        elif tag == "form":
            self.forms.append(Form(self._action, tuple(self._open)))
            self._open = None

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        ticked = kind not in {"checkbox", "radio"} or "checked" in given
        if self._open is not None and given.get("name") and ticked and kind not in {"submit", "button", "image"}:
            self._open.append((given["name"], given.get("value", "")))
