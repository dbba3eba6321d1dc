"""Serve everything on one machine: pages, worker and schedule (`python run.py`); also `flask --app run …`.

With `--prepare` the database and the index are made ready first, as `flask --app run prepare` does.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import sys
import threading

import config
from ecosystem.app import create_app
from ecosystem.cli import prepare

_THREADS = 4
"""At once: pages are made under one lock, so that more of them only get in each other's way."""
_M_ARENA_MAX = -8


def _share_arenas() -> None:
    """As many arenas of memory as threads that answer, where the C library (glibc) makes up to eight a processor.

    Pages are made of many short-lived pieces, and what one arena has free no other can use: with all of them a process
    grew by 130 MB in four minutes at 100,000 entries. With fewer than threads these wait for one another: 8 threads
    with 2 arenas answered 13 searches a second where 4 with 4 answer 21.
    """
    limit = getattr(ctypes.CDLL(None), "mallopt", None)
    if limit is not None:
        limit(_M_ARENA_MAX, _THREADS)


_share_arenas()
app = create_app(config.load())
gc.freeze()  # what stands now stays: searching it for garbage took a seventh of an import's time
gc.set_threshold(20_000, 20, 20)  # rows and documents are no cycles: looking for some at every 700th is in vain


def main() -> None:
    """Serve until interrupted."""
    import waitress  # noqa: PLC0415 -- commands do not need a server

    settings = config.load()
    if "--prepare" in sys.argv:
        sys.stdout.write("Preparing the database and the index …\n")
        sys.stdout.flush()
        with app.app_context():
            prepare()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    proxied = settings.trusted_proxies > 0  # ProxyFix then reads the headers that waitress would drop
    worker = app.extensions["worker"]

    def work() -> None:
        with app.app_context():
            worker.run()

    thread = threading.Thread(target=work, name="worker", daemon=True)
    thread.start()
    try:
        server = waitress.create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=_THREADS,
            ident="nhipcau",
            clear_untrusted_proxy_headers=not proxied,
        )
    except OSError as error:
        worker.stop()
        sys.exit(f"port {settings.port} of {settings.host} cannot be used ({error.strerror}): try PORT=5001 make run")
    sys.stdout.write(f"Nhịp Cầu: http://{settings.host}:{settings.port}\n")
    sys.stdout.flush()
    try:
        server.run()
    finally:
        worker.stop()
        thread.join(timeout=10)


if __name__ == "__main__":
    main()
