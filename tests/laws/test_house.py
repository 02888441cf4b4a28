"""Law 12 and the order of the house: flow, names, sizes, licences."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from framing import FLOW
from framing.comparison import Comparison
from framing.language.identification import COMMON
from tests.conftest import ROOT

CODE = sorted(path for path in (ROOT / "framing").rglob("*.py"))
OUTSIDE_FLOW = {"build.py", "make_syllables.py", "train.py", "train_examples.py", "train_export.py"}
LATE = {
    "nltk", "textstat", "trafilatura", "py3langid", "plotly", "rich", "jinja2", "importlib",
    "framing.intake.page", "framing.report.page", "framing.report.revision_page",
    "framing.lexicon.files", "framing.lexicon.folders", "framing.lexicon.compiled", "framing.corpus",
    "duckdb",
}  # fmt: skip
"""Heavy packages, and the parts of ours that need them, that may be imported inside a function."""
CALLED = {"do_GET"}
"""Names that a library calls: http.server's."""


def stage(path: Path) -> str:
    """The stage of a file: its folder or its name."""
    parts = path.relative_to(ROOT / "framing").with_suffix("").parts
    return parts[0]


def imports(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "no relative imports"
            base = node.module or ""
            yield base, node
            if base == "framing" or base.count(".") == 1:
                yield from ((f"{base}.{name.name}", node) for name in node.names)
        elif isinstance(node, ast.Import):
            yield from ((name.name, node) for name in node.names)


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_each_file_imports_only_what_comes_before_it(path: Path) -> None:
    own = stage(path)
    if own in ("__init__", "__main__") or path.name in OUTSIDE_FLOW:
        return
    assert own in FLOW, f"{own} is no stage of FLOW"
    tree = ast.parse(path.read_text("utf-8"))
    for name, _ in imports(tree):
        if name.startswith("framing.") and not name.startswith("framing.__"):
            used = name.split(".")[1]
            assert FLOW.index(used) <= FLOW.index(own), f"{own} imports {name}, which comes after it"


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_late_imports_are_of_heavy_packages_only(path: Path) -> None:
    if path.name == "build.py":
        return  # it runs where the package is not installed
    tree = ast.parse(path.read_text("utf-8"))
    top = {id(node) for node in tree.body}
    for name, node in imports(tree):
        if id(node) not in top:
            base = name if name.startswith("framing") else name.split(".")[0]
            assert any(base == late or base.startswith(f"{late}.") for late in LATE) or base == "framing.intake", name


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_files_and_functions_are_small_and_say_what_they_do(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module says what becomes what"
    assert path.stem not in {"utils", "core", "base", "helpers", "common"}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is long"
            assert node.name in CALLED or not re.match(r"_?(?:get|process|handle|do)_", node.name), node.name
            if not node.name.startswith("_") and path.name not in OUTSIDE_FLOW:
                nested = any(
                    node in ast.walk(other)
                    for other in ast.walk(tree)
                    if isinstance(other, ast.FunctionDef) and other is not node
                )
                assert nested or ast.get_docstring(node), f"{node.name} has no docstring"


def test_no_name_from_the_seeds_stands_in_code(seeds: Comparison) -> None:
    names: set[str] = set()
    for reading in seeds.readings:
        for mention in reading.mentions:
            if mention.use != "description":
                names |= set(re.findall(r"[A-Z][\w-]{2,}|[A-Z]{2,}", mention.label))
    names = {name for name in names if name.lower() not in COMMON} - ORDINARY
    assert len(names) > 60
    for path in CODE:
        words = set(re.findall(r"\b(?:[A-Z][\w-]{2,}|[A-Z]{2,})\b", path.read_text("utf-8")))
        assert not words & names, f"{path.relative_to(ROOT)}: {sorted(words & names)}"


ORDINARY = frozenset(
    "Article Time War Treaty States United Group Street House Agreement Council Relations European American English "
    "German "
    "French Baltic Foreign Journal Business Wall Times Union Financial Post-Cold Cold White North Joint Declaration "
    "Organization Alliance Mark Agreements Magazine Western Southern Eastern Europe France Germany".split()
)
"""Words of names that are words of the language, of the field or of a citation as well."""


def test_check_starts_without_heavy_packages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Assad regime met on Monday.")
    code = (
        "import sys; from framing.cli import main; status = main(['check', 'a.txt', '--output-format', 'concise']);"
        "print(status, sorted({'nltk', 'numpy', 'jinja2', 'plotly', 'rich', 'textstat'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "1 []"


def test_every_bundled_data_file_has_a_licence_line() -> None:
    texts = "\n".join(
        (ROOT / "framing" / place).read_text("utf-8")
        for place in (
            "language/data/LICENSES.md",
            "lexicon/names/README.md",
            "attribution/LICENSES.md",
            "events/LICENSES.md",
            "wording/LICENSES.md",
        )
    )
    data = [
        path
        for path in (ROOT / "framing").rglob("*")
        if path.is_file()
        and path.suffix in {".tsv", ".gz", ".tab", ".json"}
        and "__pycache__" not in path.parts
        and path.name != "framing.schema.json"  # made from our own table of settings
    ]
    assert len(data) >= 9
    for path in data:
        named = path.name in texts or any(part in texts for part in (f"{path.parent.name}/",))
        assert named, f"{path.relative_to(ROOT)} has no licence line"


def test_no_pickle_and_no_path_of_a_machine() -> None:
    for path in (ROOT / "framing").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.suffix not in {".pkl", ".pickle", ".joblib"}
            if path.suffix in {".py", ".md", ".toml", ".tsv"}:
                assert not re.search(r"/(?:work|root|home|tmp)/", path.read_text("utf-8")), path
