"""Markdown of people's texts, made safe."""

from __future__ import annotations

import re

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
_TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "h3",
    "h4",
    "blockquote",
    "code",
    "pre",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
    "sub",
    "sup",
}
_SIGNS = re.compile(r"[*_`|\[\\&<]|^[ \t]*(?:[-+>#=]|\d+[.)])", re.MULTILINE)
"""What Markdown may read as more than words, wherever it stands or at the beginning of a line."""
_HEADINGS = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}


def render_markdown(text: str | None) -> Markup:
    """HTML with a short list of tags; links of the web only, without authority; headings below those of the page."""
    html = _PARSER.render(text or "")
    for found, wanted in _HEADINGS.items():
        html = html.replace(f"<{found}>", f"<{wanted}>").replace(f"</{found}>", f"</{wanted}>")
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
    )
    return Markup(cleaned)  # noqa: S704 -- nh3 has just cleaned it


def plain_text(text: str | None) -> str:
    """The words of a Markdown text without its signs, for snippets and descriptions."""
    if not text or not _SIGNS.search(text):
        return text or ""
    blocks = (token.children or [] for token in _PARSER.parse(text) if token.type == "inline")
    lines = ("".join(child.content or " " for child in children if child.type != "image") for children in blocks)
    return " ".join(line.strip() for line in lines if line.strip())
