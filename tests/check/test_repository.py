"""A real repository: a baseline, changed lines, the hooks of pre-commit and the commands of the action."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from framing.check.seen import SUFFIXES
from tests.conftest import ROOT

BIN = Path(sys.executable).parent
OLD = "The Assad regime met on Monday.\n\nNobody came to the gate.\n"
GIT = {
    "GIT_AUTHOR_NAME": "Ann Otter",
    "GIT_AUTHOR_EMAIL": "ann@otter.example",
    "GIT_COMMITTER_NAME": "Ann Otter",
    "GIT_COMMITTER_EMAIL": "ann@otter.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def run(*command: str, cwd: Path, status: int = 0, **more: str) -> str:
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **GIT, **more}, capture_output=True, text=True)
    assert done.returncode == status, (command, done.stdout, done.stderr)
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit on main, in which an old finding lies."""
    folder = tmp_path / "news"
    (folder / "content").mkdir(parents=True)
    run("git", "init", "-q", "-b", "main", cwd=folder)
    (folder / "content" / "old.md").write_text(OLD)
    run("git", "add", ".", cwd=folder)
    run("git", "commit", "-qm", "Old articles", cwd=folder)
    return folder


def check(folder: Path, *options: str, status: int = 0) -> str:
    return run(str(BIN / "framing"), "check", "--output-format", "concise", *options, cwd=folder, status=status)


def test_a_baseline_lets_an_old_repository_begin(repository: Path) -> None:
    assert "content/old.md:1:5: warning: WL01" in check(repository, status=1)
    assert check(repository, "--write-baseline") == "framing-baseline.json: 1 finding accepted\n"
    (repository / "framing.toml").write_text('baseline = "framing-baseline.json"\n')
    assert "1 in the baseline" in check(repository)
    article = repository / "content" / "old.md"
    article.write_text("# A new headline\n\nA new first paragraph.\n\n" + OLD)
    assert "0 warnings" in check(repository)  # it has moved, and is the same
    article.write_text("# A new headline\n\n" + OLD + "\nThe junta in the capital shut the gate.\n")
    found = check(repository, status=1)
    assert "content/old.md:7:" in found
    assert "WL01 contested label “Assad" not in found
    run("git", "mv", "content/old.md", "content/renamed.md", cwd=repository)
    article = repository / "content" / "renamed.md"
    article.write_text(OLD)
    assert "1 in the baseline" in check(repository)
    article.write_text("Nobody came to the gate.\n")
    stale = check(repository)
    assert (
        "framing-baseline.json:4:5: info: CK05 “regime” (WL01) in content/old.md is accepted, but is no longer" in stale
    )
    assert check(repository, "--prune-baseline") == "framing-baseline.json: 1 taken out, 0 findings left\n"
    assert check(repository) == "1 file checked: 0 errors, 0 warnings, 0 info\n"


def test_only_what_has_changed(repository: Path) -> None:
    run("git", "switch", "-qc", "desk", cwd=repository)
    (repository / "content" / "old.md").write_text(OLD + "\nThe Kiev regime met too.\n")
    (repository / "content" / "new.md").write_text("The Assad regime met.\n")
    found = check(repository, "--diff-base", "main", status=1).splitlines()
    assert [line.split(": ")[0] for line in found[:2]] == ["content/new.md:1:5", "content/old.md:5:5"]
    run("git", "add", ".", cwd=repository)
    run("git", "commit", "-qm", "More", cwd=repository)
    assert check(repository, "--diff-base", "main", status=1).splitlines()[:2] == found[:2]
    assert "0 warnings" in check(repository, "--diff-base", "HEAD")
    done = subprocess.run(
        [BIN / "framing", "check", "--diff-base", "origin/main"], cwd=repository, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "git fetch" in done.stderr
    assert done.stderr.count("\n") == 1


def steps() -> list[dict[str, object]]:
    return list(yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"])


def test_the_action_runs_as_a_script(repository: Path, tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert action["runs"]["using"] == "composite"
    assert all("uses" not in step for step in action["runs"]["steps"]), "nothing is fetched but what is installed"
    given = {name: value["default"] for name, value in action["inputs"].items()}
    given |= {"paths": "content/\n", "arguments": "--statistics\n"}
    place = tmp_path / "runner"
    (place / "framing" / "bin").mkdir(parents=True)
    (place / "framing" / "bin" / "framing").symlink_to(BIN / "framing")
    context = {"runner.temp": str(place), "github.action_path": str(ROOT)}
    context |= {f"inputs.{name}": value for name, value in given.items()}

    def filled(text: str) -> str:
        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: context[found[1]], text)

    install, look = action["runs"]["steps"]
    assert filled(install["env"]["FRAMING_SOURCE"]) == str(ROOT)
    run("bash", "-n", "-c", install["run"], cwd=repository)
    environment = {name: filled(value) for name, value in look["env"].items()}
    summary = tmp_path / "summary.md"
    out = run(
        "bash",
        "-eo",
        "pipefail",
        "-c",
        look["run"],
        cwd=repository,
        status=1,
        GITHUB_STEP_SUMMARY=str(summary),
        **environment,
    )
    assert "::warning file=content/old.md,line=1,endLine=1,col=5,endColumn=17,title=" in out
    assert "WL01" in summary.read_text("utf-8")
    environment["FRAMING_ARGUMENTS"] = "--exit-zero\n"
    run("bash", "-eo", "pipefail", "-c", look["run"], cwd=repository, **environment)


@pytest.mark.skipif(shutil.which("pre-commit", path=str(BIN)) is None, reason="pre-commit is not installed")
def test_pre_commit_runs_the_hook(tmp_path: Path) -> None:
    """The real program installs the hook from this checkout and runs it on the files that git knows."""
    source = tmp_path / "framing"
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if not name.startswith(("tests/", "seeds/")) and (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    run("git", "init", "-q", "-b", "main", cwd=source)
    run("git", "add", "-A", cwd=source)
    run("git", "commit", "-qm", "Framing", cwd=source)
    news = tmp_path / "news"
    news.mkdir()
    run("git", "init", "-q", "-b", "main", cwd=news)
    (news / "a.md").write_text(OLD)
    for name in ("b.py", "LICENSE"):
        (news / name).write_text("# The Assad regime met.\n")
    run("git", "add", ".", cwd=news)
    out = run(
        *(str(BIN / "pre-commit"), "try-repo", str(source), "framing-check", "--all-files", "--verbose"),
        cwd=news,
        status=1,
        PRE_COMMIT_HOME=str(tmp_path / "home"),
    )
    assert "a.md:1:5: warning: WL01" in out
    assert "b.py" not in out
    assert "LICENSE" not in out


def test_the_hook_is_declared_as_pre_commit_reads_it() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert (hook["id"], hook["language"]) == ("framing-check", "python")
    assert hook["entry"].split()[:2] == ["framing", "check"]
    names = ["a.txt", "a.text", "b.md", "b.MARKDOWN", "c.html", "c.htm", "c.xhtml"]
    assert {f".{name.rsplit('.')[-1].lower()}" for name in names} == SUFFIXES
    assert all(re.search(hook["files"], f"news/{name}") for name in names)
    assert not any(re.search(hook["files"], name) for name in ("LICENSE", "b.py", "md", "a.txt.gz"))
