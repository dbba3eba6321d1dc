"""Queries that mean harm or come from a broken client: an answer that says what was left out, or a clear 400."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.discovery.parameters import LONGEST_QUERY
from tests.discovery.world import Results, World, build
from tests.installation import installation
from tests.markup import parse

QUERIES = {
    "operators": '("a:*[<script>',
    "script": "</title><script>alert(1)</script><!--",
    "attribute": '" onfocus="alert(1)" autofocus x="',
    "template": "{{ 7*7 }}{% print 1 %}${7*7}<%= 7 %>",
    "sql": "' OR 1=1; DROP TABLE entry; --",
    "lucene": "title:[* TO *] AND NOT (a~2 OR b^9) /.*/ \\",
    "wildcards": "*** ??? ~~~ ^^^ ((((((((((",
    "brackets": "(" * 500 + ")" * 500,
    "long": "lọc " * 2_500,
    "one long word": "x" * 10_000,
    "nul": "lọc\x00nước",
    "controls": "\x01\x02\x1b[31mlọc\x7f\r\nSet-Cookie: a=b",
    "right to left": "\u202elọc\u2066\u2069\u200f",
    "invisible": "l\u200bọ\u200dc\ufeff",
    "marks alone": "\u0301\u0323\u0309" * 50,
    "astral": "😀𝔏ọc🇻🇳",
    "not a character": "\ufffe\uffff\U0001ffff",
    "spaces": " \t\u3000\xa0 ",
    "percent": "%s %d %(name)s {0} {name}",
    "path": "../../../../etc/passwd\\..\\",
}
RAW = {
    "lone surrogate": "q=%ED%A0%80loc",
    "both surrogates": "q=%ED%A0%BD%ED%B8%80",
    "cut short": "q=lo%E1%BB",
    "not utf-8": "q=%ff%fe%80",
    "overlong": "q=%C0%80%C0%AFloc",
    "bad escapes": "q=%zz%&q=%u1234",
    "nul in a name": "q%00=loc&%00=1",
    "no names": "=&=&&&==;;",
    "twice": "q=loc&q=<script>alert(2)</script>",
    "arrays": "q[]=loc&q[$ne]=1&sector[0]=crops",
    "many": "&".join(f"p{n}=<b>{n}</b>" for n in range(200)),
    "many values": "&".join(f"sector=<i>{n}" for n in range(200)),
    "many known": "&".join("sector=crops&place=01&task=1" for _ in range(200)),
    "long name": "x" * 8_000 + "=1",
}
WRONG = {
    "kind": ["spaceship", "<b>", "technology,institute", "\x00", "a" * 5_000],
    "sector": ["nope", "<img src=x>", "crops ", "CROPS", "\ud7ff", "' OR 1=1"],
    "field": ["99.99", "1.1.1.1"],
    "place": ["00000", "-1", "Hà Nội"],
    "task": ["0", "10", "1.0", "١"],
    "transfer": ["giveaway"],
    "ip": ["none at all"],
    "institute_kind": ["nope"],
    "owner": ["../x", "zzzzzzzzzz", "a b", "é"],
    "verified": ["0", "yes", "2"],
    "trl_from": ["0", "10", "-3", "5.0", "٣", "abc", "1 OR 1"],
    "trl_to": ["0", "99", "", "5;"],
    "price_to": ["-1", "abc", "1e400", "9" * 60, "nan", "inf", "0x10", "1,2,3,4"],
    "sort": ["name", "_score", "title;", "<u>"],
    "exact": ["2", "<b>"],
    "page": ["<b>", "1;2"],
}
PATHS = ("/search", "/technologies", "/technologies/fragment", "/en/search")


@pytest.fixture(scope="module")
def world(template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with installation(template_database, tmp_path_factory.mktemp("hostile")) as app:
        yield build(app)


def check(client: FlaskClient, path: str, raw: str, *typed: str) -> str:
    """Ask; the answer is a page that stands on its feet and repeats nothing of `typed` as markup."""
    answer = client.get(f"{path}?{raw}")
    assert answer.status_code in {200, 400}, f"{answer.status_code}: {raw[:200]}"
    page = parse(answer.text)
    assert "\x00" not in answer.text
    for text in typed:
        if re.search(r"<\w", text):
            assert text not in answer.text
    scripts = page.all("script")
    assert all(one.get("src").startswith("/static/") or one.get("type") == "application/ld+json" for one in scripts)
    assert not [one for one in page.walk() if any(name.startswith("on") for name in one.attributes)]
    if answer.status_code == 200:
        found = Results(page)
        assert len(found.ids) == min(20, found.total)
        assert len(set(found.ids)) == len(found.ids)
        assert all(row.get("data-kind") for row in page.all("li", data_id=None))
    return answer.text


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", QUERIES)
def test_a_hostile_query_gets_an_answer(world: World, path: str, name: str) -> None:
    check(world.visitor, path, f"q={quote_plus(QUERIES[name])}", QUERIES[name])


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", RAW)
def test_a_broken_address_gets_an_answer(world: World, path: str, name: str) -> None:
    check(world.owner, path, RAW[name], "<script>alert(2)</script>", "<b>7</b>", "<i>7")


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_value_is_left_out_and_named(world: World, name: str, value: str) -> None:
    """All that is right still counts; a note says what was left out."""
    page = check(world.visitor, "/technologies", f"q=lọc&trl_from=4&{name}={quote(value)}", value)
    right = Results(parse(world.visitor.get("/technologies?q=lọc&trl_from=4").text))
    silent = {"exact", "page", "owner"} | ({"trl_from"} if name == "trl_from" else set())
    if value and name not in silent:
        assert "note-wait" in page
        assert Results(parse(page)).ids == right.ids


def test_a_value_that_is_wrong_is_shown_as_text(world: World) -> None:
    page = world.visitor.get("/technologies?sector=<img+src=x>&kind=<b>&sort=<u>").text
    for shown in ("Lĩnh vực = &lt;img src=x&gt;", "&lt;b&gt;", "&lt;u&gt;"):
        assert shown in page


def test_what_is_too_long_is_cut_and_said(world: World) -> None:
    page = world.visitor.get(f"/en/search?q={'x' * 10_000}").text
    assert f"Only the first {LONGEST_QUERY} characters were searched" in page
    assert "x" * (LONGEST_QUERY + 1) not in re.sub(r'(href|content|value)="(/|http)[^"]*"', "", page)


@pytest.mark.parametrize(
    "path",
    [
        "/technologies/%ED%A0%80",
        "/technologies/%ff%00",
        "/%00",
        "/technologies/" + "x" * 5_000,
        "/desk/..%2f..%2fetc",
        "/static/x/..%2f..%2fconfig.py",
        "/static/x/%2e%2e/config.py",
    ],
)
def test_a_hostile_path_is_not_there(world: World, path: str) -> None:
    answer = world.visitor.get(path)
    assert answer.status_code in {400, 404}
    parse(answer.text)


@pytest.mark.parametrize("name", ["theme", "session", "x"])
def test_a_hostile_cookie_is_no_cookie(world: World, name: str) -> None:
    client = world.app.test_client(use_cookies=False)
    for value in ("\x80\xff", '"\\303\\251"', "'; DROP", "<script>", "a" * 4_000, "%00"):
        answer = client.get("/search", headers={"Cookie": f"{name}={value}"})
        assert answer.status_code == 200
        assert "data-bs-theme" not in answer.text


@settings(max_examples=60)
@given(pairs=st.lists(st.tuples(st.sampled_from([*WRONG, "q", "x"]), st.text(max_size=40)), max_size=6))
def test_any_parameters_get_an_answer(world: World, pairs: list[tuple[str, str]]) -> None:
    raw = "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in pairs if name != "page")
    check(world.visitor, "/search", raw)


@settings(max_examples=40)
@given(raw=st.binary(max_size=60))
def test_any_bytes_get_an_answer(world: World, raw: bytes) -> None:
    check(world.visitor, "/search", "q=" + "".join(f"%{byte:02X}" for byte in raw))
