"""The overview of a corpus is shown on this machine, and the report of a story is made when its link is followed.

Only this machine is answered (loopback), and only these pages are: nothing else of the disk can be asked for. A report
that has been made stays in its file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Final

from framing.corpus.overview_page import story_file
from framing.files import written

HOST: Final = "127.0.0.1"
STORY: Final = re.compile(r"/([^/]+)-stories/(\d{1,18})\.html")


def served(port: int, page: Path, front: str, story: Callable[[int], str]) -> None:
    """Answer until Ctrl-C: ``front`` is the overview, ``story`` makes a report. Raises OSError if the port is taken."""
    with server(port, page, front, story) as found:
        print(f"http://{HOST}:{found.server_port}/ shows the overview; Ctrl-C ends it", flush=True)
        found.serve_forever()


def server(port: int, page: Path, front: str, story: Callable[[int], str]) -> HTTPServer:
    """The server; port 0 takes a free one."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer one request."""
            asked = STORY.fullmatch(self.path)
            if self.path in ("/", f"/{page.name}"):
                self._send(HTTPStatus.OK, front)
            elif asked and asked[1] == page.stem:
                self._story(int(asked[2]))
            else:
                self._send(HTTPStatus.NOT_FOUND, "There is no such page here.", "text/plain")

        def _story(self, number: int) -> None:
            file = story_file(page, number)
            try:
                if not file.is_file():
                    text = story(number)
                    file.parent.mkdir(exist_ok=True)
                    written(file, text)
                self._send(HTTPStatus.OK, file.read_text("utf-8"))
            except ValueError as error:
                self._send(HTTPStatus.NOT_FOUND, str(error), "text/plain")

        def _send(self, status: HTTPStatus, text: str, kind: str = "text/html") -> None:
            data = text.encode("utf-8", "backslashreplace")
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_request(self, *of: object) -> None:
            """Requests are not logged."""

    return HTTPServer((HOST, port), Answer)
