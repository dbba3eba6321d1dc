"""Reading pages as a browser does: a strict tree, links, forms and what each would send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


class MarkupError(AssertionError):
    """The page is not well-formed."""


@dataclass(eq=False)
class Element:
    """An element with its attributes; `children` holds elements and texts in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This one and all within, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str = "", **attributes: str | None) -> list[Element]:
        """Those within of that tag whose attributes are so; None asks only that the attribute is there."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [one for one in self.walk() if tag in ("", one.tag) and _fits(one, wanted)]

    def one(self, tag: str = "", **attributes: str | None) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {attributes}"
        return found[0]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def text(self) -> str:
        """All text within, spaces made single."""
        return " ".join(self._texts().split())

    def _texts(self) -> str:
        return "".join(child if isinstance(child, str) else child._texts() for child in self.children)

    @property
    def raw(self) -> str:
        return "".join(child for child in self.children if isinstance(child, str))


def _fits(element: Element, wanted: Mapping[str, str | None]) -> bool:
    return all(
        name in element.attributes and value in (None, element.attributes[name]) for name, value in wanted.items()
    )


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = self._add(tag, attrs)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            raise MarkupError(f"</{tag}> closes <{self.open[-1].tag}> {self.getpos()}")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            raise MarkupError(f"<{tag}> has an attribute twice: {names}")
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        return made


def parse(html: str) -> Element:
    """The tree of a page. Raises MarkupError where an element is not closed or an id stands twice."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    if len(builder.open) > 1:
        raise MarkupError(f"<{builder.open[-1].tag}> is not closed")
    ids = [one.get("id") for one in builder.root.all(id=None)]
    twice = {one for one in ids if ids.count(one) > 1}
    if twice:
        raise MarkupError(f"ids that stand twice: {sorted(twice)}")
    return builder.root


@dataclass(frozen=True)
class Form:
    """A form with what it would send unless a button adds to it."""

    action: str
    method: str
    data: MultiDict[str, str]

    def typed(self, changes: Mapping[str, Any]) -> MultiDict[str, str]:
        """The data after `changes`; a list sets several values, None takes a field out."""
        changed = MultiDict(self.data)
        for name, value in changes.items():
            changed.poplist(name)
            if value is not None:
                changed.setlist(name, value if isinstance(value, list) else [value])
        return changed

    def send(self, client: FlaskClient, **changes: Any) -> TestResponse:
        return client.post(self.action, data=self.typed(changes))


def forms(page: Element) -> list[Form]:
    """Every form of the page, in order."""
    return [_form(page, one) for one in page.all("form")]


def form(page: Element | str, action: str) -> Form:
    """The form that is sent to that path."""
    tree = parse(page) if isinstance(page, str) else page
    found = [one for one in forms(tree) if urlsplit(one.action).path == action]
    assert found, f"no form for {action}, only {[one.action for one in forms(tree)]}"
    return found[0]


def _form(page: Element, element: Element) -> Form:
    inside = set(map(id, element.walk()))
    own = element.get("id")
    data: MultiDict[str, str] = MultiDict()
    for control in page.walk():
        belongs = control.get("form") == own if control.get("form") else id(control) in inside
        if belongs and control.get("name"):
            for value in _values(control):
                data.add(control.get("name"), value)
    return Form(element.get("action"), element.get("method") or "get", data)


def _values(control: Element) -> list[str]:
    if control.tag == "textarea":
        return [control.raw.removeprefix("\n")]
    if control.tag == "select":
        options = control.all("option")
        chosen = [one for one in options if "selected" in one.attributes] or options[:1]
        return [one.get("value") for one in chosen]
    if control.tag != "input" or control.get("type") in ("submit", "button", "image"):
        return []
    if control.get("type") in ("checkbox", "radio") and "checked" not in control.attributes:
        return []
    return [control.get("value")]
