"""Every word of every mail can be read in light, in dark, and where a mail program inverts the light colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from flask import Flask, render_template

from ecosystem.kernel.access.language import writing_in
from ecosystem.mailing.samples import SAMPLES
from ecosystem.mailing.views import sample_values
from tests.markup import Element, parse

LEAST = 4.5
"""WCAG 2.2, 1.4.3, for text of any size."""
Colour = tuple[int, int, int]
Rules = Mapping[str, str]


@dataclass(frozen=True)
class Seen:
    """A text as it is painted."""

    text: str
    colour: Colour
    ground: Colour

    @property
    def contrast(self) -> float:
        light, dark = sorted((luminance(self.colour), luminance(self.ground)), reverse=True)
        return (light + 0.05) / (dark + 0.05)


def rgb(colour: str) -> Colour:
    digits = re.fullmatch(r"#([0-9a-f]{6})(?: !important)?", colour.strip())
    assert digits, f"a colour that nobody can compute with: {colour}"
    red, green, blue = (int(digits[1][at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def luminance(colour: Colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (one / 255 for one in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def inverted(one: Seen) -> Seen:
    colour, ground = (tuple(255 - c for c in each) for each in (one.colour, one.ground))
    return Seen(one.text, colour, ground)  # type: ignore[arg-type]  # of three, as before


def declared(style: str) -> Rules:
    pairs = (one.partition(":") for one in style.split(";") if one)
    return {name.strip(): value for name, _colon, value in pairs}


def dark_rules(mail: Element) -> Mapping[str, Rules]:
    """By tag or class, what the one style element says of dark."""
    inside = re.search(r"@media \(prefers-color-scheme:dark\)\{(.*)\}\s*$", mail.one("style").raw, re.DOTALL)
    assert inside
    return {name.strip(): declared(style) for name, style in re.findall(r"([^{}]+)\{([^{}]*)\}", inside[1])}


def texts(element: Element, dark: Mapping[str, Rules], above: Seen) -> Iterator[Seen]:
    """All texts under `element`, with the colours that reach them; `dark` is empty for light."""
    styles = dict(declared(element.get("style")))
    for name in (element.tag, *(f".{one}" for one in element.get("class").split())):
        styles |= dark.get(name, {})
    colour = rgb(styles["color"]) if "color" in styles else above.colour
    ground = rgb(styles["background"]) if "background" in styles else above.ground
    for child in element.children:
        if isinstance(child, Element):
            yield from texts(child, dark, Seen("", colour, ground))
        elif child.strip():
            yield Seen(child.strip(), colour, ground)


NOTHING = Seen("", (128, 128, 128), (128, 128, 128))
"""What no tag says is seen as grey on grey, and found."""
LOOKS: Mapping[str, Callable[[Element], list[Seen]]] = {
    "light": lambda mail: list(texts(mail.one("body"), {}, NOTHING)),
    "dark": lambda mail: list(texts(mail.one("body"), dark_rules(mail), NOTHING)),
    "inverted": lambda mail: [inverted(one) for one in texts(mail.one("body"), {}, NOTHING)],
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_word_can_be_read(app: Flask, name: str, look: str) -> None:
    with app.test_request_context(), writing_in("vi"):
        mail = parse(render_template(f"email/{name}.html", **sample_values(name, "vi")))
    seen = LOOKS[look](mail)
    assert len(seen) > 5
    assert [f"{one.text}: {one.contrast:.1f}" for one in seen if one.contrast < LEAST] == []


def test_dark_is_dark_and_its_button_stands_out(app: Flask) -> None:
    with app.test_request_context(), writing_in("vi"):
        mail = parse(render_template("email/confirm_email.html", **sample_values("confirm_email", "vi")))
    dark = dark_rules(mail)
    assert luminance(rgb(dark["body"]["background"])) < luminance(rgb(dark[".panel"]["background"])) < 0.05
    button = Seen("", rgb(dark[".button"]["background"]), rgb(dark[".panel"]["background"]))
    assert button.contrast >= 3
    assert all(value.endswith("!important") for rules in dark.values() for value in rules.values())
    schemes = {one.get("name"): one.get("content") for one in mail.all("meta")}
    assert schemes["color-scheme"] == schemes["supported-color-schemes"] == "light dark"


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_colours_come_from_the_base_alone(app: Flask, name: str) -> None:
    """Outside of links and the classes that dark knows, no tag has a colour that would stay light."""
    with app.test_request_context(), writing_in("vi"):
        mail = parse(render_template(f"email/{name}.html", **sample_values(name, "vi")))
    known = dark_rules(mail)
    for one in mail.one("body").walk():
        coloured = {"color", "background", "border"} & declared(one.get("style")).keys()
        if coloured:
            assert one.tag in known or any(f".{name}" in known for name in one.get("class").split()), one.attributes
