"""The main job works straight after installation: with the network closed, and nothing is downloaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import SEEDS

CLOSED = """
import socket, sys

def refused(*_, **__):
    raise AssertionError("the network was asked for")

socket.socket.__init__ = socket.create_connection = socket.getaddrinfo = refused
from framing.cli import main

sys.exit(main(sys.argv[1:]))
"""


def test_the_report_is_written_with_the_network_closed(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><body><article><h1>Crane falls</h1><p>A crane fell onto the quay.</p></article></body></html>"
    )
    ukrainian = tmp_path / "uk.txt"
    ukrainian.write_text(
        "Міністр закордонних справ заявив у вівторок, що переговори триватимуть до кінця тижня.", "utf-8"
    )
    command = [
        sys.executable,
        "-c",
        CLOSED,
        "report",
        str(SEEDS),
        str(page),
        str(ukrainian),
        "-o",
        str(tmp_path / "out.html"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert (tmp_path / "out.html").stat().st_size > 1_000_000


def test_two_versions_are_compared_with_the_network_closed(tmp_path: Path) -> None:
    for name, day in (("old", "Monday"), ("new", "Tuesday")):
        (tmp_path / f"{name}.html").write_text(
            f"<article><h1>Crane falls</h1><p>It fell on {day}, she said.</p></article>"
        )
    for shape in ("text", "html", "json"):
        command = [sys.executable, "-c", CLOSED, "diff", "old.html", "new.html", "--format", shape]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (1, "")
        assert "Tuesday" in done.stdout
