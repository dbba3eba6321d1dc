"""Languages by address: Vietnamese at /…, English at /en/…; and text in the language of the page or the recipient."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from babel.support import NullTranslations, Translations
from flask import Flask, current_app, request
from flask_babel import Babel
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from ecosystem.kernel.access.acting import set_actor
from ecosystem.kernel.access.actor import VISITOR
from ecosystem.kernel.access.language import DEFAULT, current_language, set_language
from ecosystem.kernel.access.messages import Message
from ecosystem.kernel.db.session import writing

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class RequestGate:
    """The outermost layer: reads the language off the address and says whether the request may write."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        is_english = path == "/en" or path.startswith("/en/")
        if is_english:
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + "/en"
            environ["PATH_INFO"] = path.removeprefix("/en") or "/"
        set_language("en" if is_english else DEFAULT)
        set_actor(VISITOR)  # a thread keeps its context from one request to the next
        writing.set(environ.get("REQUEST_METHOD", "GET") not in _SAFE_METHODS)
        return self.application(environ, start_response)


def page_language() -> str:
    """The language of this page (in a request) or of the recipient (in a mail)."""
    return current_language()


def translate(message: Message | str) -> str:
    """The message in the language of the page, its parameters filled in."""
    if isinstance(message, str):
        return _words(message) if message else ""
    params = {key: translate(value) if isinstance(value, Message) else value for key, value in message.params.items()}
    return _words(message.id) % params if params else _words(message.id)


def _catalogue() -> NullTranslations:
    found: NullTranslations = current_app.extensions["catalogue"](page_language())
    return found


def _words(message_id: str) -> str:
    return str(_catalogue().gettext(message_id))


@pass_eval_context
def _template_text(context: EvalContext, message_id: str, **params: Any) -> str:
    """`_` of the templates."""
    return _filled(context, _words(message_id), params)


@pass_eval_context
def _template_count(context: EvalContext, singular: str, plural: str, num: int, **params: Any) -> str:
    """`ngettext` of the templates."""
    return _filled(context, str(_catalogue().ngettext(singular, plural, num)), {"num": num, **params})


def _filled(context: EvalContext, text: str, params: dict[str, Any]) -> str:
    """With the parameters, escaped in HTML; `%%` is a percent sign, as in Babel's own functions."""
    made = Markup(text) if context.autoescape else text  # noqa: S704 -- translations are our own
    return made % params if "%" in text else made


def language_url(language: str) -> str:
    """This page's address in another language, from the root of the host."""
    return _prefixed(language, _path_here())


def external_url(endpoint: str, *, language: str | None = None, **values: Any) -> str:
    """An absolute address made from BASE_URL alone, never from what a request claims its host to be."""
    chosen = language or page_language()
    adapter = current_app.url_map.bind("", url_scheme="https")
    path = adapter.build(endpoint, values, force_external=False)
    return str(current_app.config["BASE_URL"]).rstrip("/") + _prefixed(chosen, path)


def external_here(language: str) -> str:
    """This page's absolute address in `language`, with its parameters."""
    return str(current_app.config["BASE_URL"]).rstrip("/") + _prefixed(language, _path_here())


def _path_here() -> str:
    query = request.query_string.decode("ascii", "replace")
    return request.path + (f"?{query}" if query else "")


def _prefixed(language: str, path: str) -> str:
    return path if language == DEFAULT else f"/{language}{path}"


def init_languages(app: Flask) -> None:
    """Texts are looked up here: Babel's own way costs ten times as much, and a page has some hundred texts."""
    Babel(app, locale_selector=current_language, default_translation_directories=app.config["TRANSLATIONS"])
    app.extensions["catalogue"] = cache(lambda language: Translations.load(app.config["TRANSLATIONS"], [language]))
    app.jinja_env.globals.update(_=_template_text, ngettext=_template_count)
    app.jinja_env.filters["translate"] = translate
    app.teardown_request(lambda _error: set_language(DEFAULT))
