"""A mail server on this machine that takes or refuses each recipient as a test says."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast


class SmtpServer(socketserver.ThreadingTCPServer):
    """`answers`: what is said to RCPT TO an address, by address; others are taken. `taken`: whom mails reached."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, answers: Mapping[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.answers = dict(answers)
        self.taken: list[str] = []

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server, recipient = cast("SmtpServer", self.server), ""
        self._say("220 thu.example")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"RCPT":
                recipient = line.decode().partition("<")[2].partition(">")[0]
                self._say(server.answers.get(recipient, "250 OK"))
            elif word == b"DATA":
                self._say("354 go on")
                while self.rfile.readline() not in {b".\r\n", b""}:
                    pass
                server.taken.append(recipient)
                self._say("250 OK")
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 OK")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def smtp_server(**answers: Any) -> Iterator[SmtpServer]:
    """Inside it listens; `answers` by the part before "@thu.example"."""
    with SmtpServer({f"{name}@thu.example": answer for name, answer in answers.items()}) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
