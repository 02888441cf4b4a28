"""The compiled lexicon is the lexicon: the same rules, never an old one, and quick to load."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from framing.lexicon import compiled as module
from framing.lexicon.compiled import SHIPPED, compiled, digest_of, shipped
from framing.lexicon.files import read
from framing.wording.matching import Matcher


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The shipped folder and its compiled file in a place where they can be changed."""
    folder, file = tmp_path / "rules", tmp_path / "rules.compiled"
    shutil.copytree(SHIPPED, folder)
    file.write_text(compiled(read(folder), digest_of(folder)), encoding="utf-8")
    monkeypatch.setattr(module, "SHIPPED", folder)
    monkeypatch.setattr(module, "COMPILED", file)
    forgotten = (module.shipped, module.shipped_index, module._shipped_rule, module._lines)
    for function in forgotten:
        function.cache_clear()
    yield folder
    for function in forgotten:
        function.cache_clear()


def test_what_was_compiled_comes_back(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "framing.lexicon.files", None)
    assert shipped() == read(SHIPPED)


def test_a_changed_rule_is_read_from_its_file(copy: Path) -> None:
    file = copy / "wl01-regime.toml"
    file.write_text(file.read_text("utf-8").replace('name = "government-label"', 'name = "new-name"'), "utf-8")
    assert shipped()[0].name == "new-name"


@pytest.mark.parametrize("spoilt", ["", "{", "0\na\t\n", None])
def test_a_missing_or_broken_file_is_no_harm(copy: Path, spoilt: str | None) -> None:
    if spoilt is None:
        module.COMPILED.unlink()
    else:
        module.COMPILED.write_text(spoilt, "utf-8")
    assert shipped() == read(SHIPPED)


def test_the_digest_is_of_names_and_bytes(copy: Path) -> None:
    before = digest_of(copy)
    (copy / "wl01-regime.toml").rename(copy / "wl00-regime.toml")
    assert digest_of(copy) != before


def test_the_installed_package_is_compiled() -> None:
    """An editable install of a checkout whose rules have changed since must be made anew, or it starts slowly."""
    first = Path(module.__file__).with_name("rules.compiled").read_text("utf-8").split("\n")[0]
    assert first == digest_of(SHIPPED), "run `pip install -e .` again"


def test_a_rule_is_made_only_when_one_of_its_forms_is_found(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = module._rule
    monkeypatch.setattr(module, "_rule", lambda row: made.append(row[0]) or real(row))
    (hit,) = Matcher(module.shipped_index()).hits("A day later the Assad regime wrote back.")
    assert (hit.rule.code, made) == ("WL01", ["WL01"])


def test_reading_the_shipped_rules_needs_no_toml() -> None:
    code = "import sys; from framing.lexicon.compiled import shipped; shipped(); print('tomllib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
