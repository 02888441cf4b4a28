"""Paths become the files to check: those that are named, and the texts below folders that nothing leaves out.

Left out are hidden files, those that git ignores, packages and caches, and what the settings exclude. What can go
wrong: a path does not exist, or a pattern means nothing (:class:`BadPath` names it); a folder that cannot be read is
told beside the files. (Plain tuples, as each dataclass would cost a millisecond at the start of every run.)
"""

from __future__ import annotations

import importlib
import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal, NamedTuple

from framing.check.diagnostic import Unchecked
from framing.check.seen import SUFFIXES
from framing.check.settings import Patterns

NEVER: Final = frozenset(
    ".git .hg .svn .venv .tox .nox .eggs .cache .mypy_cache .pytest_cache .ruff_cache __pycache__ node_modules "
    "site-packages".split()
)
"""Folders of packages, caches and histories: no text of the user's own lies there."""
ENVIRONMENT: Final = "pyvenv.cfg"
"""The file by which the folder of a Python environment is known."""


class BadPath(ValueError):
    """A path or a pattern cannot be followed; the message names it and the remedy, on one line."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class Chosen(NamedTuple):
    """The files to check, and the folders that could not be looked into."""

    files: tuple[Path, ...]
    problems: tuple[Unchecked, ...] = ()


Rules = Callable[[Path], Sequence[Patterns]]
"""What is excluded of the members of a folder, which is given as an absolute path; the last has the last word."""


def chosen(
    paths: Iterable[str],
    rules_for: Rules | None = None,
    *,
    respect_gitignore: bool = True,
    force_exclude: bool = False,
) -> Chosen:
    """The files that are named, and those below the folders that are named, each once.

    They come in the order of ``paths``; those of a folder by name, before those of its subfolders. They are written
    as the user would: from the working folder where they lie below it. Below a folder count the names that end in one
    of :data:`SUFFIXES`; links to folders are not followed. What is named is checked, whatever the patterns say of it,
    unless ``force_exclude``. ``rules_for`` is asked once a folder. Raises :class:`BadPath`.
    """
    judge = _Judge(rules_for, respect_gitignore)
    problems: list[Unchecked] = []
    found: list[_Place] = []
    for name in paths:
        if not name:
            raise BadPath("one of the paths is empty: name a file or a folder, . for this one")
        if not os.path.exists(name):
            raise BadPath(f"{name}: there is no such file or folder: check the path")
        place = _named(name)
        if force_exclude and judge.leaves_out_named(place):
            continue
        found += _below(place, judge, problems) if os.path.isdir(name) else [place]
    return Chosen(tuple(_distinct(found)), tuple(dict.fromkeys(problems)))


def fits(path: str | Path, rules: Patterns) -> bool:
    """Whether the patterns are about a file, or about a folder that it lies in; the file need not be there.

    Raises :class:`BadPath` for a pattern that means nothing.
    """
    return _excluded(_named(str(path)), lambda _: _compiled(rules), is_folder=False)


def left_out(path: str, rules_for: Rules | None = None, *, respect_gitignore: bool = True) -> bool:
    """Whether a file would be left out on the way down to it; it need not be there. Raises :class:`BadPath`."""
    return _Judge(rules_for, respect_gitignore).leaves_out_named(_named(path))


class _Place(NamedTuple):
    """A file or folder: as it is shown, as an absolute path, and that with the links in its folders resolved."""

    shown: Path
    lexical: str
    real: str

    def member(self, name: str) -> _Place:
        """The place of a member of this folder."""
        return _Place(self.shown / name, os.path.join(self.lexical, name), os.path.join(self.real, name))


def _named(name: str) -> _Place:
    path = Path(name)
    in_real = os.path.join(os.path.realpath(path.parent), path.name)
    real = os.path.realpath(path) if path.name in ("", "..") else in_real
    lexical = real if ".." in path.parts else os.path.abspath(path)  # behind a link ".." leads elsewhere
    here = os.getcwd()
    below = [Path(absolute).relative_to(here) for absolute in (lexical, real) if Path(absolute).is_relative_to(here)]
    return _Place(below[0] if below else path, lexical, real)


def _below(top: _Place, judge: _Judge, problems: list[Unchecked]) -> Iterator[_Place]:
    """The files below a folder in order; a folder that cannot be read becomes a problem."""
    top = top._replace(real=os.path.realpath(top.real))
    here = os.getcwd()
    stack = [(top, judge.ignored_above(top.real))]
    while stack:
        folder, above = stack.pop()
        if folder.lexical == here:
            folder = folder._replace(shown=Path())  # reached from above
        try:
            with os.scandir(folder.real) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            problems.append(Unchecked(folder.shown.as_posix(), f"this folder cannot be read: {reason}"))
            continue
        if folder.real != top.real and any(entry.name == ENVIRONMENT for entry in entries):
            continue
        excluded, ignored = judge.excluded(folder.lexical), judge.ignored(folder.real, above)
        folders = []
        for entry in entries:
            kind = _kind(entry)
            if kind is None:
                continue
            place = folder.member(entry.name)
            if _says(excluded, place, kind == "folder") or _says(ignored, place, kind == "folder"):
                continue
            if kind == "folder":
                folders.append((place, ignored))
            else:
                yield place
        stack += reversed(folders)


def _kind(entry: os.DirEntry[str]) -> Literal["folder", "file"] | None:
    """What a member of a folder is to us; None for what is hidden, no text, or a link that leads nowhere."""
    if entry.name.startswith("."):
        return None
    try:
        if entry.is_dir(follow_symlinks=False):
            return None if entry.name in NEVER else "folder"
        is_text = os.path.splitext(entry.name)[1].lower() in SUFFIXES
        return "file" if is_text and entry.is_file() else None
    except OSError:
        return None


def _distinct(found: Sequence[_Place]) -> Iterator[Path]:
    """Each file once: under its first name, one that is no link if there is such."""
    first: dict[str, tuple[bool, _Place]] = {}
    for place in found:
        is_link = os.path.islink(place.real)
        file = os.path.realpath(place.real) if is_link else place.real
        if file not in first or (first[file][0] and not is_link):
            first[file] = is_link, place
    kept = {id(place) for _, place in first.values()}
    return (place.shown for place in found if id(place) in kept)


class _Compiled(NamedTuple):
    """The patterns of one source, the last first, each with what it says; ``bases`` are ways to write its folder."""

    bases: tuple[str, ...]
    patterns: tuple[tuple[re.Pattern[str], bool], ...]

    def verdict(self, place: _Place, is_folder: bool) -> bool | None:
        """Whether they leave a place out; None where none of them is about it."""
        for path in (place.real, place.lexical):
            for base in self.bases:
                if path.startswith(base):
                    return self._verdict(path[len(base) :].replace(os.sep, "/") + "/" * is_folder)
        return None

    def _verdict(self, path: str) -> bool | None:
        for pattern, leaves_out in self.patterns:
            match = pattern.search(path)
            # A pattern that fits a folder fits all below it too; "ps_d" is the slash behind the folder. Here a folder
            # is judged before its members, as git does it, so only a fit of the whole path counts.
            if match and (not match.groupdict().get("ps_d") or match.end("ps_d") == len(path)):
                return leaves_out
        return None


def _says(sources: Iterable[_Compiled], place: _Place, is_folder: bool) -> bool:
    """Whether the first source that is about a place leaves it out."""
    verdicts = (source.verdict(place, is_folder) for source in sources)
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _excluded(place: _Place, sources_for: Callable[[str], tuple[_Compiled, ...]], is_folder: bool) -> bool:
    """Whether a place would be left out on the way down to it."""
    for path in dict.fromkeys((place.lexical, place.real)):
        for folder, member in _way(Path(path).anchor, path):
            if _says(sources_for(folder), _Place(Path(), member, member), is_folder or member != path):
                return True
    return False


def _compiled(rules: Patterns) -> tuple[_Compiled, ...]:
    return _patterns((os.path.abspath(rules.folder), os.path.realpath(rules.folder)), rules.patterns, strict=True)


@cache
def _patterns(bases: tuple[str, ...], lines: tuple[str, ...], strict: bool) -> tuple[_Compiled, ...]:
    """The patterns of the lines as one source, none where all are blank or comments.

    A line that is no pattern is passed over, as git does it, or raises :class:`BadPath` if ``strict``.
    """
    patterns: list[tuple[re.Pattern[str], bool]] = []
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        # Two forms that pathspec reads otherwise than git: "a/**" is not about a itself, "*/" is about all folders.
        mended = re.sub(r"(^!?|/)\*\*?/\s*$", r"\1?*/", re.sub(r"/\*\*(/?)\s*$", r"/**/?*\1", line))
        spec = importlib.import_module("pathspec").GitIgnoreSpec
        try:
            if "[:" in line:
                raise ValueError  # classes such as [:alpha:], which pathspec does not know
            with warnings.catch_warnings(action="ignore"):  # of brackets in brackets
                read = spec.from_lines([mended], backend="simple").patterns
        except (ValueError, re.error):
            if strict:
                raise BadPath(f'the pattern "{line}" means nothing: write it as in a .gitignore') from None
            continue
        patterns += [(pattern.regex, pattern.include) for pattern in read if pattern.include is not None]
    if not patterns:
        return ()
    return (_Compiled(tuple(dict.fromkeys(os.path.join(base, "") for base in bases)), tuple(reversed(patterns))),)


class _Judge:
    """What the settings and git leave out, folder by folder; each folder is asked once."""

    def __init__(self, rules_for: Rules | None, respect_gitignore: bool) -> None:
        self._rules_for = rules_for
        self._respect_gitignore = respect_gitignore
        self._rules: dict[str, tuple[_Compiled, ...]] = {}
        self._gitignores: dict[str, tuple[bool, tuple[_Compiled, ...]]] = {}

    def excluded(self, folder: str) -> tuple[_Compiled, ...]:
        """What the settings say of the members of a folder."""
        if folder not in self._rules:
            layers = self._rules_for(Path(folder)) if self._rules_for else ()
            self._rules[folder] = tuple(source for layer in reversed(layers) for source in _compiled(layer))
        return self._rules[folder]

    def ignored(self, folder: str, above: tuple[_Compiled, ...]) -> tuple[_Compiled, ...]:
        """What git says of the members of a folder, the nearest source first; ``above`` is what holds around it."""
        if not self._respect_gitignore:
            return ()
        if folder not in self._gitignores:
            git, lines = os.path.join(folder, ".git"), _lines(os.path.join(folder, ".gitignore"))
            is_root = os.path.exists(git)
            own = _patterns((folder,), lines, strict=False)
            if is_root:
                own += _patterns((folder,), _lines(_exclude_file(folder, git)), strict=False)
            self._gitignores[folder] = is_root, own
        is_root, own = self._gitignores[folder]
        return own if is_root else own + above

    def ignored_above(self, path: str) -> tuple[_Compiled, ...]:
        """What git says of a path, by all that holds in the folders above it."""
        above: tuple[_Compiled, ...] = ()
        for folder, _ in _way(_top(path), path):
            above = self.ignored(folder, above)
        return above

    def leaves_out_named(self, place: _Place) -> bool:
        """Whether a path that was named would be left out on the way down to it."""
        if _excluded(place, self.excluded, os.path.isdir(place.real)):
            return True
        above: tuple[_Compiled, ...] = ()
        for folder, member in _way(_top(place.real), place.real):
            above = self.ignored(folder, above)
            if os.path.basename(member) in NEVER or os.path.exists(os.path.join(member, ENVIRONMENT)):
                return True
            if _says(above, _Place(Path(), member, member), os.path.isdir(member)):
                return True
        return False


def _top(path: str) -> str:
    """The folder that ignoring starts from: the root of the repository around a path, else the working folder.

    Where the path lies in neither, the folder it lies in.
    """
    above, here = [str(parent) for parent in Path(path).parents], os.path.realpath(os.getcwd())
    root = next((folder for folder in above if os.path.exists(os.path.join(folder, ".git"))), None)
    return root or (here if here in (path, *above) else os.path.dirname(path))


def _way(top: str, path: str) -> Iterator[tuple[str, str]]:
    """The steps from a folder down to a path below it: each folder with its member on the way."""
    steps = [path]
    while steps[-1] != top:
        steps.append(os.path.dirname(steps[-1]))
    return pairwise(reversed(steps))


def _exclude_file(root: str, git: str) -> str:
    """The file of patterns in the folder of git; in a submodule or linked working tree that lies elsewhere."""
    if os.path.isfile(git):
        git = os.path.join(root, "".join(_lines(git)[:1]).removeprefix("gitdir:").strip())
        git = os.path.join(git, "".join(_lines(os.path.join(git, "commondir"))[:1]).strip())
    return os.path.join(git, "info", "exclude")


def _lines(file: str) -> tuple[str, ...]:
    """The lines of a file of git's; none where there is none that can be read."""
    try:
        text = Path(file).read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    except OSError:
        return ()
    return tuple(text.split("\n"))
