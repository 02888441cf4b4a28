"""A revision becomes the lines that were added or changed since: those that a pull request brings.

Compared are the merge base of the revision and HEAD (as in `git diff REVISION...HEAD`) and the files as they lie in
the folder, committed or not. What can go wrong: git, the repository, the revision or the history behind it is
missing; :class:`NoRevision` says in one line which, and what to do.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

Ranges = tuple[tuple[int, int], ...]
EVERY: Final[Ranges] = ((1, sys.maxsize),)
"""First and last line of a file that is new as a whole."""

OLD, NEW = "old//", "new//"
"""What stands before the paths in a diff: no path holds two slashes, so it is always told from the path."""
DIFF: Final = (
    "diff --unified=0 --inter-hunk-context=0 --no-color --no-ext-diff --no-textconv --ignore-submodules=all -M "
    f"-O/dev/null --src-prefix={OLD} --dst-prefix={NEW}"
).split()
"""Each of them overrides a setting of the user's that would change the form of the diff."""
HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
BINARY = re.compile(rb'Binary files .+ and ("?%b.+) differ' % NEW.encode())
ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
ESCAPES: Final = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}

OF_HOOKS: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Variables that git sets for a hook: they name the repository from another folder than the one that is asked for."""
OF_USERS: Final = ("GIT_DIFF_OPTS", "GIT_EXTERNAL_DIFF")
LEAVE_OUT: Final = "leave --diff-base out"
DEEPEN: Final = "git fetch --unshallow (GitHub Actions: fetch-depth: 0 in the checkout step; GitLab: GIT_DEPTH: 0)"


class NoRevision(ValueError):
    """It cannot be told which lines have changed; the message says why and what to do, on one line."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


@dataclass(frozen=True, slots=True)
class Changed:
    """The added lines of each file: ``lines`` maps a path from ``top``, the root of the working tree, to them.

    They are ranges of first and last line, both included and counted from 1, sorted. Relative paths that are asked
    for start at ``folder``.
    """

    top: Path
    folder: Path
    lines: Mapping[str, Ranges]

    def touches(self, path: str | Path, first_line: int, last_line: int) -> bool:
        """Whether one of the lines from ``first_line`` to ``last_line`` of a file was added or changed.

        A file that git ignores has no changed lines. Raises :class:`NoRevision` for one outside the working tree.
        """
        place = Path(os.path.realpath(self.folder / path))
        if not place.is_relative_to(self.top):
            raise NoRevision(
                f"{path}: lies outside the repository {self.top}, so nothing tells which of its lines have changed: "
                f"run it where the file lies, or {LEAVE_OUT}"
            )
        ranges = self.lines.get(place.relative_to(self.top).as_posix(), ())
        if ranges and ranges != EVERY and _has_lone_returns(place):
            return True
        before = bisect_right(ranges, (last_line, sys.maxsize))
        return before > 0 and ranges[before - 1][1] >= first_line


@lru_cache(maxsize=4096)
def inner_repository(folder: str, top: str) -> str | None:
    """The root of another repository, such as a submodule, that a folder below ``top`` lies in; None for none."""
    if folder == top or not folder.startswith(os.path.join(top, "")):
        return None
    return folder if os.path.exists(os.path.join(folder, ".git")) else inner_repository(os.path.dirname(folder), top)


@lru_cache(maxsize=64)
def _has_lone_returns(file: Path) -> bool:
    """Whether a file has lines that end in CR alone, which git counts as no lines: then it counts as a whole."""
    data = file.read_bytes() if file.is_file() else b""
    return data.count(b"\r") > data.count(b"\r\n")


def changed_lines(revision: str, folder: Path = Path()) -> Changed:
    """The lines added since the merge base of ``revision`` and HEAD, in the working tree that ``folder`` lies in.

    Staged and unstaged changes count, and each file that is untracked but not ignored, as a whole. A renamed file has
    the lines that changed, a deleted one none. A changed file that git takes for binary (UTF-16, or so marked in
    .gitattributes) counts as a whole, as its lines cannot be told. Raises :class:`NoRevision`.
    """
    top = _top(folder)
    lines = _added(_output(top, *DIFF, _merge_base(revision, top), "--"))
    untracked = _output(top, "ls-files", "--others", "--exclude-standard", "-z")
    lines.update((os.fsdecode(path), EVERY) for path in untracked.split(b"\0") if path)
    return Changed(top, Path(os.path.abspath(folder)), lines)


def _top(folder: Path) -> Path:
    """The root of the working tree, links resolved."""
    if not folder.is_dir():
        raise NoRevision(f"{folder}: there is no such folder: check the path")
    done = _git(folder, "rev-parse", "--show-toplevel")
    if done.returncode == 0:
        return Path(os.path.realpath(os.fsdecode(done.stdout.removesuffix(b"\n"))))
    where, says = os.path.abspath(folder), os.fsdecode(done.stderr)
    if "dubious ownership" in says:
        command = next((line for line in says.splitlines() if "--add safe.directory" in line), "see git status")
        raise NoRevision(f"{where}: git does not trust this repository, as it belongs to another user: {command}")
    if "not a git repository" in says:
        raise NoRevision(
            f"{where}: this is no git repository, so nothing tells which lines have changed: run it in one, "
            f"or {LEAVE_OUT}"
        )
    if "work tree" in says:
        raise NoRevision(f"{where}: this repository has no files checked out: run it in a working tree")
    raise NoRevision(f"{where}: {_complaint(done)}")


def _merge_base(revision: str, top: Path) -> str:
    """The commit that HEAD and the revision have grown from."""
    if _commit("HEAD", top) is None:
        raise NoRevision(f"{top}: this repository has no commit yet: commit something first, or {LEAVE_OUT}")
    commit = _commit(revision, top)
    shallow = _output(top, "rev-parse", "--is-shallow-repository").strip() == b"true"
    if commit is None:
        raise _unknown(revision, top, shallow)
    done = _git(top, "merge-base", commit, "HEAD")
    if done.returncode == 0:
        return done.stdout.split()[0].decode()
    if done.returncode != 1:
        raise NoRevision(f'the merge base of "{revision}" and HEAD: {_complaint(done)}')
    if shallow:
        raise NoRevision(
            f'no commit that "{revision}" and HEAD have in common is in this clone, which holds the last commits '
            f"alone: fetch the rest: {DEEPEN}"
        )
    raise NoRevision(
        f'"{revision}" and HEAD have no commit in common, their histories are unrelated: name a revision that HEAD '
        f"has grown from, or {LEAVE_OUT}"
    )


def _commit(revision: str, top: Path) -> str | None:
    """The commit of one revision; None where there is none such. It never becomes an option of git's."""
    if not revision.strip() or revision.startswith("-") or "\0" in revision:
        return None
    done = _git(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    found = done.stdout.strip().decode("ascii", "replace")
    return found if done.returncode == 0 and re.fullmatch("[0-9a-f]{40,64}", found) else None


def _unknown(revision: str, top: Path, shallow: bool) -> NoRevision:
    if not revision.strip() or revision.startswith("-"):
        return NoRevision(f'"{revision}" is no name of a revision: name a branch, a tag or a commit, e.g. origin/main')
    if ".." in revision:
        return NoRevision(f'"{revision}" is a range: name the revision to compare with alone, e.g. origin/main')
    says = f'the revision "{revision}" is not known in this repository'
    if _commit(f"origin/{revision}", top):
        return NoRevision(f'{says}: did you mean "origin/{revision}"?')
    name = re.split(r"[~^@:]", revision.removeprefix("origin/"))[0] or "main"
    deepen = f" (and if history is missing then: {DEEPEN})" if shallow else ""
    return NoRevision(
        f"{says}: check the name, or fetch it first, e.g. git fetch origin {name}:refs/remotes/origin/{name}{deepen}, "
        f"and name it origin/{name}"
    )


def _added(diff: bytes) -> dict[str, Ranges]:
    """The added lines by path; the lines of a hunk are counted off, so that none is taken for a header."""
    found: dict[str, list[tuple[int, int]]] = {}
    path = ""
    rows = iter(diff.split(b"\n"))
    for row in rows:
        if row.startswith(b"+++ "):
            path = _path(row[4:])
        elif binary := BINARY.fullmatch(row):
            found[_path(binary[1])] = list(EVERY)
        elif hunk := HUNK.match(row):
            gone, first, come = int(hunk[1] or 1), int(hunk[2]), int(hunk[3] or 1)
            if come:
                found.setdefault(path, []).append((first, first + come - 1))
            left = gone + come
            while left:
                left -= not next(rows).startswith(b"\\")  # "\ No newline at end of file"
    return {place: tuple(ranges) for place, ranges in found.items()}


def _path(written: bytes) -> str:
    """The path from its written form: git quotes what is not plain, and puts a tab behind a name with a space."""
    written = written.removesuffix(b"\t")
    if written.startswith(b'"'):
        written = ESCAPE.sub(_unescaped, written[1:-1])
    return os.fsdecode(written.removeprefix(NEW.encode()))


def _unescaped(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8)]) if len(code) == 3 else ESCAPES.get(code, code)


def _output(top: Path, *arguments: str) -> bytes:
    done = _git(top, *arguments)
    if done.returncode != 0:
        raise NoRevision(f"{top}: git {arguments[0]}: {_complaint(done)}")
    return done.stdout


def _complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git says itself, for what is not foreseen here."""
    return os.fsdecode(done.stderr).strip().removeprefix("fatal: ") or f"git failed with status {done.returncode}"


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What git answers in a folder: in English, without the user's own tools, without writing to the index."""
    environment = {name: value for name, value in os.environ.items() if name not in OF_HOOKS + OF_USERS}
    environment |= {"LC_ALL": "C"}
    command = ["git", "--no-pager", "-c", "diff.autoRefreshIndex=false", *arguments]
    try:
        return subprocess.run(  # noqa: S603 - no shell, and no argument of the user's begins with a hyphen
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise NoRevision(
            f"git tells which lines have changed, and is not installed or not on the PATH: install it, or {LEAVE_OUT}"
        ) from None
