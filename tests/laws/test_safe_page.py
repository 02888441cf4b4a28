"""Law 10: the page is safe. Article text is untrusted, nothing is loaded from outside, only its own scripts may run."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

from framing.comparison import comparison
from framing.reading import Reading
from framing.report.page import page

Reader = Callable[..., Reading]

HOSTILE = "<script>alert(1)</script> & <img src=x onerror=alert(2)> said {{ 7 * 7 }} javascript:alert(3) </style>"


def test_the_policy_allows_no_network_and_only_the_pages_own_scripts(read: Reader) -> None:
    html = page(comparison([read("The mayor said that the bridge was closed.")]), ())
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    rules = dict(part.strip().split(" ", 1) for part in policy.replace("&#39;", "'").split(";") if part.strip())
    assert rules["default-src"] == "'none'"
    assert set(rules) == {"default-src", "script-src", "style-src", "img-src", "base-uri", "form-action"}
    assert "http" not in policy
    assert "unsafe" not in rules["script-src"]
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    (packed,) = re.findall(r'id="page-plotly">([^<]+)<', html)
    scripts.append(gzip.decompress(base64.b64decode(packed)).decode())  # it is run from where it lies packed
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert rules["script-src"].split() == [f"'sha256-{digest}'" for digest in hashes]


def test_hostile_text_comes_out_as_text(read: Reader) -> None:
    one = read(f"{HOSTILE}\n“{HOSTILE}” said {HOSTILE}.", outlet=HOSTILE, title=HOSTILE, url="javascript:alert(4)")
    two = read("The mayor said that the bridge was closed.")
    html = page(comparison([replace(one, article=one.article._replace(id=HOSTILE)), two]), ())
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert 'href="javascript:' not in html
    assert html.count("</style>") == 1
    assert "{{ 7 * 7 }}" in html
