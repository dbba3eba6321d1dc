"""A node whose answers the test writes: what a network or a busy node does, over a real connection."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Answer = tuple[int, dict[str, Any]]


class Node(ThreadingHTTPServer):
    """Gives its `answers` one by one, then the last again; keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[Answer] = []
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.hangs = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Node

    def handle_any(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.server.asked.append(
            (self.path, self.rfile.read(length).decode(), {name.lower(): value for name, value in self.headers.items()})
        )
        if not self.server.answers:
            self.server.hangs.wait(30)
            return
        status, body = self.server.answers[0] if len(self.server.answers) == 1 else self.server.answers.pop(0)
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_HEAD = handle_any  # noqa: N815 - the names that http.server looks for

    def log_message(self, *_: object) -> None:
        """Nothing to the console."""


@pytest.fixture
def node() -> Iterator[Node]:
    made = Node()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield made
    made.hangs.set()
    made.shutdown()
    thread.join()
    made.server_close()
