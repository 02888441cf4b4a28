"""Which files are checked: what is named, what lies below folders, and what git and the settings leave out."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from framing.check.files import BadPath, Rules, chosen, fits
from framing.check.settings import Patterns


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, in no repository, under no settings of git's of the machine or its user."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def made(*names: str, text: str = "The ferry left.\n") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8", "surrogateescape")


def git(*arguments: str, folder: Path | None = None) -> str:
    identity = ("-c", "user.name=Ann Lee", "-c", "user.email=ann@example.org", "-c", "protocol.file.allow=always")
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "surrogateescape")


def names(*paths: str, **how: bool) -> list[str]:
    return [path.as_posix() for path in chosen(paths or ["."], **how).files]


def excluding(*patterns: str, base: str | Path = ".") -> Rules:
    return lambda folder: (Patterns(Path(base), patterns),)


# Below folders


def test_texts_below_a_folder_whatever_the_case_of_their_suffix() -> None:
    texts = ["a.txt", "b.text", "c.md", "d.markdown", "e.html", "f.htm", "g.xhtml", "h.TXT", "i.Md"]
    made(*texts, "j.pdf", "k.py", "l", "txt", "m.txt.gz", "n.md~", "o.rst")
    assert names() == texts


def test_a_folder_has_its_own_files_first_and_all_in_order_of_name() -> None:
    made("b.txt", "c/b.txt", "c/a.txt", "a/z.txt", "a/a/b.txt", "Z.txt", "ä.txt", "c.txt", "c-d/e.txt")
    assert names() == ["Z.txt", "b.txt", "c.txt", "ä.txt", "a/z.txt", "a/a/b.txt", "c/a.txt", "c/b.txt", "c-d/e.txt"]
    assert names("c", "a") == ["c/a.txt", "c/b.txt", "a/z.txt", "a/a/b.txt"]


def test_hidden_files_and_folders_are_left_out_unless_named() -> None:
    made(".a.txt", ".github/b.md", "c/.d/e.txt", "c/f.txt")
    assert names() == ["c/f.txt"]
    assert names(".a.txt", ".github", "c/.d") == [".a.txt", ".github/b.md", "c/.d/e.txt"]


@pytest.mark.parametrize(
    "folder", [".git", "node_modules", ".venv", "__pycache__", ".tox", ".mypy_cache", "lib/site-packages", "env"]
)
def test_packages_caches_and_histories_are_always_left_out(folder: str) -> None:
    made(f"{folder}/deep/a.txt", f"x/{folder}/a.txt", "b.txt", "lib/c.txt")
    if folder == "env":
        made("env/pyvenv.cfg", "x/env/pyvenv.cfg")
        assert names("env") == ["env/deep/a.txt"]
    assert names(respect_gitignore=False) == ["b.txt", "lib/c.txt"]
    assert names("x", f"x/{folder}/a.txt") == [f"x/{folder}/a.txt"]
    assert names(f"x/{folder}/a.txt", f"x/{folder}", force_exclude=True) == []


def test_a_file_of_that_name_is_a_file() -> None:
    made("node_modules.txt", "a/node_modules", "site-packages.md")
    assert names() == ["node_modules.txt", "site-packages.md"]


def test_a_repository_below_such_a_folder_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    made("site-packages/repository/a.txt")
    git("init", "--quiet", folder=Path("site-packages/repository"))
    monkeypatch.chdir("site-packages/repository")
    assert names(force_exclude=True) == ["a.txt"]
    assert names("a.txt", force_exclude=True) == ["a.txt"]


# Paths as they are named


def test_each_file_comes_once() -> None:
    made("a/b.txt", "a/c.txt", "d.txt")
    assert names("a/c.txt", "a", "./a/b.txt", "d.txt", "a/../d.txt", str(Path("a").resolve())) == [
        "a/c.txt",
        "a/b.txt",
        "d.txt",
    ]


def test_paths_are_written_from_the_working_folder_or_as_they_were_given(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made("a/b.txt", "../other/c.txt")
    assert names(str(desk)) == ["a/b.txt"]
    assert names(str(desk / "a" / "b.txt"), "../other") == ["a/b.txt", "../other/c.txt"]
    assert names("../desk/a") == ["a/b.txt"]
    outside = (desk.parent / "other").as_posix()
    assert names(outside) == [f"{outside}/c.txt"]
    monkeypatch.chdir("a")
    assert names("..") == ["b.txt"]
    assert names("../a") == ["b.txt"]


def test_the_working_folder_through_a_link(desk: Path) -> None:
    made("a/b.txt")
    link = desk.parent / "link"
    link.symlink_to(desk, target_is_directory=True)
    assert names(str(link / "a" / "b.txt")) == ["a/b.txt"]
    assert names(str(link / "a")) == ["a/b.txt"]


def test_dots_behind_a_link_lead_to_where_the_system_goes(desk: Path) -> None:
    made("a.txt", "../other/deep/b.txt", "../other/a.txt")
    Path("link").symlink_to(desk.parent / "other" / "deep", target_is_directory=True)
    (path,) = chosen(["link/../a.txt"]).files
    assert path.samefile(desk.parent / "other" / "a.txt")


def test_a_named_file_is_checked_whatever_its_suffix() -> None:
    made("a.rst", "LICENSE")
    assert names("a.rst", "LICENSE") == ["a.rst", "LICENSE"]


@pytest.mark.parametrize("name", ["nowhere", "nowhere/a.txt", "a.txt/", "dangling", "a\0b"])
def test_a_path_that_does_not_exist_is_named(name: str) -> None:
    made("a.txt")
    Path("dangling").symlink_to("nowhere")
    with pytest.raises(BadPath) as caught:
        chosen(["a.txt", name])
    assert str(caught.value) == f"{name}: there is no such file or folder: check the path"


def test_an_empty_path_is_not_the_working_folder() -> None:
    made("a.txt")
    with pytest.raises(BadPath, match="one of the paths is empty"):
        chosen([""])


def test_names_of_any_kind() -> None:
    odd = ["two words.txt", 'she said "no".txt', "a\nb.txt", "-x.txt", "тарас.txt", "[a].txt", "back\\slash.txt"]
    odd += [b"latin-\xe9.txt".decode("utf-8", "surrogateescape")] if sys.platform == "linux" else []
    made(*odd, *(f"in {name}/{name}" for name in odd), ".gitignore")
    assert sorted(names()) == sorted([*odd, *(f"in {name}/{name}" for name in odd)])


# Links, and what cannot be read


def test_links_to_folders_are_followed_only_if_named(desk: Path) -> None:
    made("a/b.txt", "../other/c.txt")
    Path("link").symlink_to(desk.parent / "other", target_is_directory=True)
    Path("a/link.txt").symlink_to(desk.parent / "other", target_is_directory=True)
    assert names() == ["a/b.txt"]
    assert names("link") == ["link/c.txt"]
    assert names("link/c.txt") == ["link/c.txt"]


def test_links_in_a_circle_end(desk: Path) -> None:
    made("a/b.txt")
    Path("a/up").symlink_to(desk, target_is_directory=True)
    Path("a/self.txt").symlink_to("self.txt")
    Path("a/nowhere.txt").symlink_to("missing")
    assert names() == ["a/b.txt"]
    assert names("a/up") == ["a/up/a/b.txt"]
    assert names(".", "a/up", "a/up/a/up") == ["a/b.txt"]


def test_a_link_to_a_file_is_checked_once_and_by_the_name_of_the_file(desk: Path) -> None:
    made("m/b.txt", "../other/c.txt")
    Path("a.txt").symlink_to("m/b.txt")
    Path("outside.txt").symlink_to("../other/c.txt")
    Path("outside2.txt").symlink_to("../other/c.txt")
    assert names() == ["outside.txt", "m/b.txt"]
    assert names("a.txt") == ["a.txt"]


def test_what_is_no_file_is_left_out_of_a_folder() -> None:
    made("a.txt")
    Path("folder.txt").mkdir()
    os.mkfifo("pipe.txt")
    assert names() == ["a.txt"]


def test_a_folder_that_cannot_be_read_is_reported_and_the_rest_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    made("a.txt", "b/c.txt", "d/e.txt")
    scandir = os.scandir

    def guarded(path: str) -> object:
        if os.path.basename(path) == "b":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr("os.scandir", guarded)
    done = chosen([".", "b"])
    assert [path.as_posix() for path in done.files] == ["a.txt", "d/e.txt"]
    assert [(one.path, one.message) for one in done.problems] == [
        ("b", "this folder cannot be read: permission denied")
    ]


# What git ignores


def test_a_gitignore_is_honoured_with_all_that_it_can_say() -> None:
    git("init", "--quiet")
    made("a.txt", "b.txt", "c/a.txt", "c/d.txt", "drafts/e.txt", "f/drafts.txt", "g/h/i.txt", "j/k.txt")
    made("drafts2/drafts/x.txt", "keep/all.txt", "keep/not.txt", "l !m.txt", "#n.txt", "!o.txt", "p .txt")
    lines = ["# a comment", "", "/a.txt", "drafts/", "g/**/i.txt", "j/*", "!j/k.txt", "keep/*", "!keep/not.txt"]
    made(".gitignore", text="\r\n".join([*lines, "\\#n.txt", "\\!o.txt", "p\\ .txt  "]))
    assert names() == [
        *("b.txt", "l !m.txt"),
        *("c/a.txt", "c/d.txt", "f/drafts.txt", "j/k.txt", "keep/not.txt"),
    ]
    assert len(names(respect_gitignore=False)) == 15


def test_the_nearest_gitignore_has_the_last_word() -> None:
    git("init", "--quiet")
    made("a.txt", "b/a.txt", "b/c/a.txt", "b/x.txt", "x.txt")
    made(".gitignore", text="a.txt\n")
    made("b/.gitignore", text="!a.txt\n/x.txt\n")
    made("b/c/.gitignore", text="a.txt\n")
    assert names() == ["x.txt", "b/a.txt"]


def test_nothing_below_an_ignored_folder_comes_back() -> None:
    git("init", "--quiet")
    made("a/b.txt", "a/c/d.txt")
    made(".gitignore", text="a\n!a/b.txt\n")
    made("a/.gitignore", text="!*\n")
    assert names() == []


def test_gitignores_above_are_honoured_up_to_the_root_of_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    made("repository/a/b/c.txt", "repository/a/b/d.txt", "repository/a/b/e.txt", "repository/a/b/f.txt")
    git("init", "--quiet", folder=Path("repository"))
    made(".gitignore", text="c.txt\n")
    made("repository/.gitignore", text="/a/b/d.txt\n")
    made("repository/a/.gitignore", text="b/e.txt\n")
    assert names("repository/a/b") == ["repository/a/b/c.txt", "repository/a/b/f.txt"]
    monkeypatch.chdir("repository/a/b")
    assert names() == ["c.txt", "f.txt"]


def test_the_exclude_file_of_the_repository(tmp_path: Path) -> None:
    git("init", "--quiet")
    made("a.txt", "b.txt", "c/a.txt")
    made(".gitignore", text="!b.txt\n")
    made(".git/info/exclude", text="/a.txt\nb.txt\n")
    assert names() == ["b.txt", "c/a.txt"]
    git("commit", "--quiet", "--allow-empty", "-m", "first")
    git("worktree", "add", "--quiet", "../side")
    made("../side/a.txt", "../side/c/a.txt")
    assert names("../side") == ["../side/c/a.txt"]


def test_another_repository_within_has_its_own_rules(desk: Path) -> None:
    made("../origin/a.txt")
    git("init", "--quiet", folder=desk.parent / "origin")
    git("add", "--all", folder=desk.parent / "origin")
    git("commit", "--quiet", "-m", "first", folder=desk.parent / "origin")
    git("init", "--quiet")
    git("submodule", "--quiet", "add", "../origin", "inner", folder=desk)
    made("inner/b.txt", "inner/c.txt", "b.txt", "c.txt")
    made(".gitignore", text="b.txt\n")
    made(".git/modules/inner/info/exclude", text="c.txt\n")
    assert Path("inner/.git").is_file()
    assert names() == ["c.txt", "inner/a.txt", "inner/b.txt"]
    assert names("inner") == ["inner/a.txt", "inner/b.txt"]


def test_without_a_repository_gitignores_hold_from_the_working_folder_down(desk: Path) -> None:
    made("../.gitignore", text="a.txt\n")
    made(".gitignore", text="b.txt\n")
    made("c/.gitignore", text="d.txt\n")
    made("a.txt", "b.txt", "c/b.txt", "c/d.txt", "c/e.txt")
    assert names() == ["a.txt", "c/e.txt"]
    assert names("c") == ["c/e.txt"]


def test_lines_of_a_gitignore_that_mean_nothing_are_passed_over(recwarn: pytest.WarningsRecorder) -> None:
    git("init", "--quiet")
    made("a.txt", "b.txt", "[[x].txt")
    made(".gitignore", text="!\n//\n/\n[[x].txt\n[\n[z-a]\n[[:alpha:]].txt\n\ufeffb.txt\n!\\\na.txt\n")
    assert "b.txt" in names()
    assert "a.txt" not in names()
    made(".gitignore", text="\ufeffb.txt\n")
    assert "b.txt" not in names()
    Path(".gitignore").write_bytes(b"caf\xe9.txt\nb.txt")
    assert "b.txt" not in names()
    Path(".gitignore").unlink()
    Path(".gitignore").mkdir()
    assert "b.txt" in names()
    assert not recwarn.list


def test_an_ignored_file_or_folder_is_checked_if_it_is_named() -> None:
    git("init", "--quiet")
    made("a.txt", "build/b.txt", "build/c/d.txt", "build/no.txt")
    made(".gitignore", text="build/\na.txt\nno.txt\n")
    assert names("a.txt", "build/b.txt", "build/no.txt") == ["a.txt", "build/b.txt", "build/no.txt"]
    assert names("build") == ["build/b.txt", "build/c/d.txt"]
    assert names("a.txt", "build/b.txt", "build/c/d.txt", "build", "build/c", force_exclude=True) == []
    assert names("a.txt", "build/b.txt", force_exclude=True, respect_gitignore=False) == ["a.txt", "build/b.txt"]


def test_a_folder_behind_a_link_has_the_rules_of_its_own_repository(desk: Path) -> None:
    made("../other/a.txt", "../other/b.txt", "../other/c/a.txt")
    git("init", "--quiet", folder=desk.parent / "other")
    made("../other/.gitignore", text="/a.txt\n")
    made(".gitignore", text="b.txt\n")
    git("init", "--quiet")
    Path("link").symlink_to("../other", target_is_directory=True)
    assert names("link") == ["link/b.txt", "link/c/a.txt"]


def test_a_folder_behind_a_link_is_judged_by_where_it_lies() -> None:
    made("data/x/a.txt", "data/x/b.txt", "data/x/c.txt")
    git("init", "--quiet")
    made(".gitignore", text="/data/x/a.txt\n/link/b.txt\n")
    Path("link").symlink_to("data/x", target_is_directory=True)
    assert names("link") == ["link/b.txt", "link/c.txt"]


SEGMENTS = "a b ab abc foo x.txt y.md * a* *b ? ** [ab] [!a] *.txt a?c f*o **b [a-c]* \\a [^b]".split()


def pattern(chance: random.Random) -> str:
    body = "/".join(chance.choice(SEGMENTS) for _ in range(chance.choice([1, 1, 1, 2, 2, 3])))
    return "!" * (chance.random() < 0.3) + "/" * (chance.random() < 0.3) + body + "/" * (chance.random() < 0.3)


@pytest.mark.parametrize("seed", range(6))
def test_random_patterns_say_what_git_says(seed: int) -> None:
    chance = random.Random(seed)
    git("init", "--quiet")
    folders = ["."]
    for _ in range(25):
        folder = os.path.join(chance.choice(folders), chance.choice(["a", "b", "ab", "abc", "foo", "a b"]))
        if folder.count(os.sep) < 5:
            folders.append(folder)
    for folder in dict.fromkeys(folders):
        made(*(os.path.join(folder, name) for name in chance.sample(["x.txt", "y.md", "a.txt", "b.txt"], 3)))
    everything = names(respect_gitignore=False)
    sizes = Counter[bool]()
    for _ in range(25):
        sources = [".gitignore", ".git/info/exclude", *(os.path.join(f, ".gitignore") for f in folders[1:4])]
        for source in sources:
            made(source, text="\n".join(pattern(chance) for _ in range(chance.choice([0, 1, 2, 4]))))
        listed = git("ls-files", "--others", "--exclude-standard", "-z").split("\0")
        expected = sorted(path for path in listed if path and not path.endswith(".gitignore"))
        assert sorted(names()) == expected
        assert sorted(names(*everything, force_exclude=True)) == expected
        sizes[0 < len(expected) < len(everything)] += 1
    assert sizes[True] > 8


# What the settings exclude


def test_patterns_of_the_settings_start_from_their_folder() -> None:
    made("a.txt", "b/a.txt", "b/c/a.txt", "b/c/keep.txt", "b/drafts/d.txt", "drafts.txt")
    found = chosen(["."], excluding("/a.txt", "drafts/", "b/c/*", "!b/c/keep.txt")).files
    assert [path.as_posix() for path in found] == ["drafts.txt", "b/a.txt", "b/c/keep.txt"]
    found = chosen(["b"], excluding("/a.txt", "c", base="b")).files
    assert [path.as_posix() for path in found] == ["b/drafts/d.txt"]
    found = chosen(["b/c"], excluding("/b/c/a.txt")).files
    assert [path.as_posix() for path in found] == ["b/c/keep.txt"]


def test_each_folder_may_have_its_own_settings_and_is_asked_once(desk: Path) -> None:
    made("a.txt", "b/a.txt", "b/c/a.txt", "b/c/d.txt", "e/a.txt")
    asked: list[Path] = []

    def rules_for(folder: Path) -> tuple[Patterns, ...]:
        asked.append(folder)
        own = folder if folder.name == "b" else folder.parent if folder.name == "c" else None
        return (Patterns(own, ("/c/a.txt",)),) if own else ()

    found = chosen([".", "b", "b/c/d.txt"], rules_for).files
    assert [path.as_posix() for path in found] == ["a.txt", "b/a.txt", "b/c/d.txt", "e/a.txt"]
    assert Counter(asked) == {desk: 1, desk / "b": 1, desk / "b" / "c": 1, desk / "e": 1}
    assert chosen(["b/c/a.txt", "b/c/d.txt"], rules_for, force_exclude=True).files == (Path("b/c/d.txt"),)


def test_an_excluded_file_is_checked_if_it_is_named_unless_forced() -> None:
    made("drafts/a.txt", "drafts/b/c.txt", "d.txt")
    rules = excluding("drafts/", "d.*")
    assert len(chosen(["drafts/a.txt", "drafts/b", "d.txt"], rules).files) == 3
    assert chosen(["drafts/a.txt", "drafts/b", "drafts", "d.txt"], rules, force_exclude=True).files == ()


def test_of_several_settings_for_a_folder_the_last_has_the_last_word() -> None:
    made("a/b.txt", "a/c.txt", "d.txt")
    layers = (Patterns(Path("a"), ("/b.txt", "c.txt")), Patterns(Path(), ("d.txt", "!/a/c.txt")))
    assert chosen(["."], lambda folder: layers).files == (Path("a/c.txt"),)
    assert chosen(["."], lambda folder: layers[::-1]).files == ()
    assert len(chosen(["."], lambda folder: ()).files) == 3


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (("opinion/**",), True),
        (("opinion/",), True),
        (("opinion/2026",), True),
        (("*.md",), True),
        (("/opinion/*/a.md",), True),
        (("a.md/",), False),
        (("/a.md",), False),
        (("news/",), False),
        (("*.md", "!a.md"), False),
        ((), False),
    ],
)
def test_a_file_fits_patterns_that_are_about_it_or_its_folders(patterns: tuple[str, ...], expected: bool) -> None:
    assert fits("opinion/2026/a.md", Patterns(Path(), patterns)) is expected
    made("opinion/2026/a.md")
    assert fits(Path("opinion/2026/a.md").resolve(), Patterns(Path().resolve(), patterns)) is expected
    assert not fits("../a.md", Patterns(Path(), patterns))


def test_patterns_are_not_remembered_for_another_working_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    made("a.txt", "b/a.txt")
    assert fits("a.txt", Patterns(Path(), ("/a.txt",)))
    monkeypatch.chdir("b")
    assert fits("a.txt", Patterns(Path(), ("/a.txt",)))
    assert chosen(["."], excluding("/a.txt")).files == ()


def test_settings_and_gitignore_are_judged_apart() -> None:
    git("init", "--quiet")
    made("a.txt", "b.txt", "c.txt")
    made(".gitignore", text="a.txt\n!b.txt\n")
    found = chosen(["."], excluding("b.txt", "!a.txt")).files
    assert [path.as_posix() for path in found] == ["c.txt"]


def test_settings_found_through_a_link_or_its_target(desk: Path) -> None:
    made("a/b.txt", "a/c.txt", "../other/b.txt", "../other/c.txt")
    link = desk.parent / "link"
    link.symlink_to(desk, target_is_directory=True)
    for base in (desk, link):
        for name in ("a", str(link / "a"), str(desk / "a")):
            assert chosen([name], excluding("/a/b.txt", base=base)).files == (Path("a/c.txt"),)
    Path("far").symlink_to(desk.parent / "other", target_is_directory=True)
    assert chosen(["far"], excluding("/far/b.txt")).files == (Path("far/c.txt"),)
    assert chosen(["far"], excluding("b.txt", base="../other")).files == (Path("far/c.txt"),)
    assert chosen([str(link / "far")], excluding("/far/b.txt", base=link)).files == (Path("far/c.txt"),)
    forced = chosen(["far/b.txt", "far/c.txt"], excluding("/far/b.txt"), force_exclude=True)
    assert forced.files == (Path("far/c.txt"),)


@pytest.mark.parametrize("pattern", ["!", "[z-a]", "[[:alpha:]]*"])
def test_a_pattern_of_the_settings_that_means_nothing_is_named(pattern: str) -> None:
    made("a.txt")
    with pytest.raises(BadPath, match=r"means nothing: write it as in a \.gitignore") as caught:
        chosen(["."], excluding("b.txt", pattern))
    assert f'"{pattern}"' in str(caught.value)


def test_the_library_for_patterns_is_loaded_only_where_there_are_patterns() -> None:
    made("a.txt", "b/.gitignore", text="# nothing\n\n")
    code = (
        "import sys; from framing.check.files import *; from pathlib import Path\n"
        "found = chosen(['.'], lambda folder: (Patterns(Path(), ()),))\n"
        "print(len(found.files), 'pathspec' in sys.modules)\n"
        "Path('.gitignore').write_text('a.txt')\n"
        "print(len(chosen(['.']).files), 'pathspec' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["1 False", "0 True"]
