"""Which lines a pull request brings: against real repositories, with the settings and names that users have."""

from __future__ import annotations

import difflib
import os
import random
import re
import subprocess
from pathlib import Path

import pytest

import framing.check.changed as module
from framing.check.changed import Changed, NoRevision, changed_lines
from framing.cli import main

LINES = [f"The ferry left pier {number} on time.\n" for number in range(1, 11)]
IDENTITY = ("-c", "user.name=Ann Lee", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")


@pytest.fixture(autouse=True)
def own_settings_only(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No settings of the machine's or of its user's; what is written into this file holds for all repositories."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = tmp_path_factory.mktemp("settings") / "gitconfig"
    settings.write_text("")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return settings


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *IDENTITY, *arguments], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def commit(folder: Path, message: str = "more") -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one article on main, and the branch `work` checked out; it is the working folder."""
    folder = tmp_path / "newsroom"
    folder.mkdir()
    git(folder, "init", "--quiet", "-b", "main")
    commit(folder, "an empty one")
    (folder / "ferry.txt").write_text("".join(LINES))
    commit(folder, "first")
    git(folder, "switch", "--quiet", "-c", "work")
    monkeypatch.chdir(folder)
    return folder


def rewritten(path: Path, *lines: int, by: str = "Nobody was hurt, the mayor said.\n") -> None:
    """Replace these lines of a file, counted from 1."""
    text = path.read_text().splitlines(keepends=True)
    path.write_text("".join(by if number in lines else line for number, line in enumerate(text, 1)))


def touched(changed: Changed, path: str | Path, lines: int = 10) -> list[int]:
    return [line for line in range(1, lines + 1) if changed.touches(path, line, line)]


def test_lines_that_are_committed_staged_and_not_staged_count(repository: Path) -> None:
    rewritten(repository / "ferry.txt", 2)
    commit(repository)
    rewritten(repository / "ferry.txt", 5)
    git(repository, "add", "--all")
    rewritten(repository / "ferry.txt", 9)
    assert touched(changed_lines("main"), "ferry.txt") == [2, 5, 9]


def test_a_span_of_lines_is_touched_by_any_of_them(repository: Path) -> None:
    rewritten(repository / "ferry.txt", 4, 5)
    changed = changed_lines("main")
    spans = [(1, 3), (1, 4), (3, 9), (5, 9), (4, 5), (6, 9)]
    assert [changed.touches("ferry.txt", *span) for span in spans] == [False, True, True, True, True, False]


def test_lines_that_are_only_deleted_change_nothing(repository: Path) -> None:
    (repository / "ferry.txt").write_text("".join(LINES[:3] + LINES[6:]))
    assert touched(changed_lines("main"), "ferry.txt") == []


def test_what_main_has_gained_meanwhile_does_not_count(repository: Path) -> None:
    rewritten(repository / "ferry.txt", 2)
    commit(repository)
    git(repository, "switch", "--quiet", "main")
    rewritten(repository / "ferry.txt", 8)
    commit(repository)
    git(repository, "switch", "--quiet", "work")
    assert touched(changed_lines("main"), "ferry.txt") == [2]


def test_untracked_files_are_new_as_a_whole_and_ignored_ones_are_not(repository: Path) -> None:
    (repository / ".gitignore").write_text("drafts/\n")
    for name in ("drafts/a.txt", "new/b.txt"):
        (repository / name).parent.mkdir()
        (repository / name).write_text("One.\nTwo.\n")
    changed = changed_lines("main")
    assert touched(changed, "new/b.txt", 2) == [1, 2]
    assert changed.touches("new/b.txt", 7_000_000, 7_000_001)
    assert touched(changed, "drafts/a.txt", 2) == []
    assert touched(changed, "ferry.txt") == []


def test_untracked_files_are_shown_whatever_git_status_shows(repository: Path) -> None:
    git(repository, "config", "status.showUntrackedFiles", "no")
    (repository / "b.txt").write_text("One.\n")
    assert changed_lines("main").touches("b.txt", 1, 1)


def test_a_renamed_file_has_only_the_lines_that_changed(repository: Path) -> None:
    (repository / "port.txt").write_text("".join(f"The crane on quay {number} stood still.\n" for number in range(10)))
    commit(repository)
    git(repository, "branch", "--force", "main")
    git(repository, "config", "diff.renames", "false")
    git(repository, "mv", "ferry.txt", "boat.txt")
    git(repository, "mv", "port.txt", "harbour.txt")
    rewritten(repository / "harbour.txt", 3)
    changed = changed_lines("main")
    assert touched(changed, "boat.txt") == []
    assert touched(changed, "harbour.txt") == [3]
    assert touched(changed, "ferry.txt") == []


@pytest.mark.parametrize(
    "name",
    [
        "two words.txt",
        " lead and trail ",
        'she said "no".txt',
        "it's.txt",
        "тарас – één.txt",
        "line\nbreak.txt",
        "tab\tand two words.txt",
        "back\\slash\\n.txt",
        "-M.txt",
        "a and b",
        "new",
        "bell\a\x7f\x01.txt",
        b"latin-\xe9.txt".decode("utf-8", "surrogateescape"),
    ],
)
def test_files_of_any_name(name: str, repository: Path) -> None:
    folder = repository / f"in {name}"
    folder.mkdir()
    kept, binary = folder / name, folder / f"{name}.bin"
    kept.write_text("".join(LINES))
    binary.write_bytes(b"\0\1")
    commit(repository)
    git(repository, "branch", "--force", "main")
    rewritten(kept, 6)
    binary.write_bytes(b"\0\2")
    (folder / f"{name} new").write_text("One.\n")
    changed = changed_lines("main")
    assert touched(changed, kept) == [6]
    assert touched(changed, f"in {name}/{name}") == [6]
    assert touched(changed, f"in {name}/{name} new", 1) == [1]
    assert touched(changed, f"in {name}/{name}.bin", 1) == [1]
    assert len(changed.lines) == 3


@pytest.mark.parametrize("quoted", ["true", "false"])
def test_the_quoting_of_paths_may_be_set_either_way(quoted: str, repository: Path) -> None:
    git(repository, "config", "core.quotePath", quoted)
    (repository / 'über "uns".txt').write_text("One.\n")
    commit(repository)
    assert touched(changed_lines("main"), 'über "uns".txt', 1) == [1]


def test_run_from_a_subfolder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "desk").mkdir()
    (repository / "desk" / "ferry.txt").write_text("One.\n")
    rewritten(repository / "ferry.txt", 3)
    git(repository, "config", "diff.relative", "true")
    monkeypatch.chdir(repository / "desk")
    changed = changed_lines("main")
    assert touched(changed, "../ferry.txt") == [3]
    assert touched(changed, "ferry.txt") == list(range(1, 11))
    assert touched(changed, repository / "ferry.txt") == [3]
    monkeypatch.chdir(repository)
    assert touched(changed, "../ferry.txt") == [3]
    elsewhere = changed_lines("main", Path("desk"))
    assert touched(elsewhere, "../ferry.txt") == [3]


def test_run_through_a_link_to_the_folder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = repository.parent / "link"
    link.symlink_to(repository, target_is_directory=True)
    rewritten(repository / "ferry.txt", 3)
    changed = changed_lines("main", link)
    assert touched(changed, "ferry.txt") == [3]
    assert touched(changed, link / "ferry.txt") == [3]
    assert touched(changed, repository / "ferry.txt") == [3]
    monkeypatch.chdir(link)
    assert touched(changed_lines("main"), link / "ferry.txt") == [3]


def test_a_link_to_a_file_has_the_lines_of_the_file(repository: Path) -> None:
    (repository / "link.txt").symlink_to("ferry.txt")
    rewritten(repository / "ferry.txt", 3)
    assert touched(changed_lines("main"), "link.txt") == [3]


def test_a_file_outside_the_repository_is_told(repository: Path) -> None:
    (repository.parent / "ferry.txt").write_text("One.\n")
    (repository.parent / "newsroom-2").mkdir()
    rewritten(repository / "ferry.txt", 1)
    changed = changed_lines("main")
    for path in ("../ferry.txt", "../newsroom-2/ferry.txt"):
        with pytest.raises(NoRevision, match=f"^{re.escape(path)}: lies outside the repository"):
            changed.touches(path, 1, 1)


def test_lines_that_look_like_the_headers_of_a_diff(repository: Path) -> None:
    text = ["-- old//ferry.txt\n", "++ new//other.txt\n", "@@ -1,3 +1,3 @@\n", "Binary files a and new//b differ\n"]
    (repository / "ferry.txt").write_text("".join(text + LINES))
    commit(repository)
    git(repository, "branch", "--force", "main")
    (repository / "ferry.txt").write_text("".join([*LINES[:5], *reversed(text), *LINES[5:-1], "Nobody was hurt.\n"]))
    changed = changed_lines("main")
    assert touched(changed, "ferry.txt", 14) == [6, 7, 8, 9, 14]
    assert set(changed.lines) == {"ferry.txt"}


def test_files_that_do_not_end_in_a_line_break(repository: Path) -> None:
    (repository / "ferry.txt").write_text("One.\nTwo.")
    commit(repository)
    git(repository, "branch", "--force", "main")
    (repository / "ferry.txt").write_text("One.\nTwo!")
    (repository / "port.txt").write_text("One.")
    git(repository, "add", "--all")
    changed = changed_lines("main")
    assert touched(changed, "ferry.txt", 3) == [2]
    assert touched(changed, "port.txt", 3) == [1]


def test_files_that_git_takes_for_binary_count_as_a_whole_if_they_changed(repository: Path) -> None:
    (repository / ".gitattributes").write_text("*.md -diff\n")
    for name in ("a.md", "b.md"):
        (repository / name).write_text("One.\nTwo.\n")
    (repository / "c.txt").write_bytes("One.\nTwo.\n".encode("utf-16"))
    (repository / "d.txt").write_bytes("One.\nTwo.\n".encode("utf-16"))
    commit(repository)
    git(repository, "branch", "--force", "main")
    (repository / "a.md").write_text("One.\nThree.\n")
    (repository / "c.txt").write_bytes("One.\nThree.\n".encode("utf-16"))
    (repository / "d.txt").unlink()
    changed = changed_lines("main")
    assert [touched(changed, name, 2) for name in ("a.md", "b.md", "c.txt", "d.txt")] == [[1, 2], [], [1, 2], []]


SETTINGS = {
    "diff.noprefix": "true",
    "diff.mnemonicPrefix": "true",
    "color.ui": "always",
    "color.diff": "always",
    "core.quotePath": "false",
    "core.pager": "false",
    "diff.external": "false",
    "diff.context": "7",
    "diff.interHunkContext": "9",
    "diff.relative": "true",
    "diff.orderFile": "no-such-file",
    "diff.submodule": "log",
    "diff.renames": "copies",
    "diff.colorMoved": "zebra",
    "diff.wsErrorHighlight": "all",
    "diff.suppressBlankEmpty": "true",
    "diff.shout.textconv": "sed p",
    "diff.shout.command": "false",
    "alias.diff": "log",
}


@pytest.mark.parametrize("setting", [*SETTINGS, "all of them"])
def test_settings_of_the_user_change_nothing(
    setting: str, repository: Path, own_settings_only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / ".gitattributes").write_text("ferry.txt diff=shout\n")
    (repository / "desk").mkdir()
    for name, value in SETTINGS.items():
        if setting in (name, "all of them"):
            git(repository, "config", "--file", str(own_settings_only), name, value)
    rewritten(repository / "ferry.txt", 2, 5)
    (repository / "two words.txt").write_text("One.\n")
    monkeypatch.chdir(repository / "desk")
    changed = changed_lines("main")
    assert touched(changed, "../ferry.txt") == [2, 5]
    assert set(changed.lines) == {"ferry.txt", "two words.txt", ".gitattributes"}


@pytest.mark.parametrize(
    ("name", "value"), [("GIT_DIFF_OPTS", "--unified=5"), ("GIT_EXTERNAL_DIFF", "false"), ("LC_ALL", "de_DE.UTF-8")]
)
def test_variables_of_the_user_change_nothing(
    name: str, value: str, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten(repository / "ferry.txt", 2, 5)
    monkeypatch.setenv(name, value)
    assert touched(changed_lines("main"), "ferry.txt") == [2, 5]


def test_within_a_hook_of_another_repository(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = repository.parent / "other"
    other.mkdir()
    git(other, "init", "--quiet", "-b", "main")
    rewritten(repository / "ferry.txt", 2)
    for folder in (".git", str(other / ".git")):
        monkeypatch.setenv("GIT_DIR", folder)
        monkeypatch.setenv("GIT_INDEX_FILE", f"{folder}/index")
        (repository / "desk").mkdir(exist_ok=True)
        assert touched(changed_lines("main", Path("desk")), "../ferry.txt") == [2]


def test_in_a_linked_working_tree(repository: Path) -> None:
    git(repository, "worktree", "add", "--quiet", "-b", "side", "../side")
    rewritten(repository.parent / "side" / "ferry.txt", 4)
    changed = changed_lines("main", Path("../side"))
    assert touched(changed, "ferry.txt") == [4]
    assert touched(changed_lines("main"), "ferry.txt") == []


def test_a_submodule_is_no_text(repository: Path) -> None:
    inner = repository / "inner"
    inner.mkdir()
    git(inner, "init", "--quiet", "-b", "main")
    commit(inner)
    git(repository, "add", "inner")
    rewritten(repository / "ferry.txt", 4)
    commit(inner, "second")
    assert set(changed_lines("main").lines) == {"ferry.txt"}


def test_the_index_is_left_as_it_was(repository: Path) -> None:
    index = repository / ".git" / "index"
    os.utime(repository / "ferry.txt", (1_000_000_000, 1_000_000_000))
    before = index.read_bytes()
    assert changed_lines("main").lines == {}
    assert index.read_bytes() == before


@pytest.mark.parametrize("revision", ["main", "HEAD~1", "v1", "SHORT", "main^{commit}", "@~1", "main@{0}"])
def test_revisions_as_git_writes_them(revision: str, repository: Path) -> None:
    git(repository, "tag", "-a", "v1", "-m", "the first")
    written = revision.replace("SHORT", git(repository, "rev-parse", "--short", "main").strip())
    rewritten(repository / "ferry.txt", 2)
    commit(repository)
    assert touched(changed_lines(written), "ferry.txt") == [2]


def test_a_random_edit_changes_the_lines_that_difflib_says(repository: Path) -> None:
    chance = random.Random(20261105)
    path = repository / "ferry.txt"
    for number in range(25):
        old = [f"The old line {number}.{line} of the pier." for line in range(chance.randrange(60))]
        new: list[str] = []
        for line in old:
            kind = chance.choice(["keep"] * 6 + ["drop", "change", "insert"])
            fresh = [f"A new line {chance.random()} of the quay." for _ in range(chance.randrange(1, 4))]
            new += {"keep": [line], "drop": [], "change": fresh[:1], "insert": [line, *fresh]}[kind]
        path.write_text("\n".join(old))
        commit(repository)
        git(repository, "branch", "--force", "main")
        path.write_text("\n".join(new))
        blocks = difflib.SequenceMatcher(None, _ended(old), _ended(new), autojunk=False).get_opcodes()
        expected = [line + 1 for tag, _, _, j1, j2 in blocks if tag != "equal" for line in range(j1, j2)]
        changed = changed_lines("main")
        assert touched(changed, "ferry.txt", len(new)) == expected
        spans = [sorted(chance.sample(range(1, 70), 2)) for _ in range(20)]
        for first, last in spans:
            assert changed.touches("ferry.txt", first, last) == any(first <= line <= last for line in expected)


def _ended(lines: list[str]) -> list[str]:
    """The lines as git sees them: the last has no line break."""
    return "\n".join(lines).splitlines(keepends=True)


# What cannot be told, and what to do


def refusal(revision: str, folder: Path = Path()) -> str:
    with pytest.raises(NoRevision) as caught:
        changed_lines(revision, folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_git_is_not_installed(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert re.search("git .* is not installed or not on the PATH: install it", refusal("main"))


def test_git_is_asked_in_english(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = repository.parent / "bin" / "git"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "fatal: an answer in $LC_ALL" >&2\nexit 128\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert refusal("main") == f"{repository}: an answer in C"


def test_the_folder_is_no_repository(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    assert f"{tmp_path / 'plain'}: this is no git repository" in refusal("main", tmp_path / "plain")
    assert "there is no such folder" in refusal("main", tmp_path / "nowhere")


def test_a_repository_without_files(tmp_path: Path, repository: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(repository), "bare")
    assert "no files checked out" in refusal("main", tmp_path / "bare")


def test_a_repository_of_another_user(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    says = refusal("main")
    assert "belongs to another user" in says
    assert f"git config --global --add safe.directory {repository}" in says


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "-b", "main")
    (tmp_path / "a.txt").write_text("One.\n")
    git(tmp_path, "add", "--all")
    assert "has no commit yet: commit something first" in refusal("main", tmp_path)


def test_an_unknown_revision(repository: Path) -> None:
    says = refusal("mian")
    assert says.startswith('the revision "mian" is not known in this repository: check the name, or fetch it')
    assert "git fetch origin mian:refs/remotes/origin/mian, and name it origin/mian" in says
    assert "unshallow" not in says
    assert "git fetch origin main:refs/remotes/origin/main, " in refusal("origin/main~2")
    assert "git fetch origin main:" in refusal("@{upstream}")
    tree = git(repository, "rev-parse", "main^{tree}").strip()
    assert "is not known" in refusal(tree)


def test_a_branch_that_only_the_remote_has(repository: Path) -> None:
    git(repository, "update-ref", "refs/remotes/origin/release", "main")
    assert refusal("release").endswith('did you mean "origin/release"?')


@pytest.mark.parametrize("revision", ["", " ", "-p", "--output=stolen.txt", "-1", "--all"])
def test_a_revision_never_becomes_an_option(revision: str, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = module._git

    def recorded(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        asked.extend(arguments)
        return ask(folder, *arguments)

    monkeypatch.setattr(module, "_git", recorded)
    assert " is no name of a revision: name a branch, a tag or a commit" in refusal(revision)
    assert asked
    assert not [argument for argument in asked if revision.strip() and argument.startswith(revision)]
    assert sorted(os.listdir(repository)) == [".git", "ferry.txt"]


@pytest.mark.parametrize(
    "revision", ["^main", "main HEAD", "main\0", "main\nHEAD", "HEAD:ferry.txt", "ferry.txt", "$(x)"]
)
def test_what_is_no_single_revision_is_not_known(revision: str, repository: Path) -> None:
    assert "is not known in this repository" in refusal(revision)


@pytest.mark.parametrize("revision", ["main..HEAD", "main...HEAD", "..main"])
def test_a_range_is_refused(revision: str, repository: Path) -> None:
    assert f'"{revision}" is a range' in refusal(revision)


def test_histories_that_have_nothing_in_common(repository: Path) -> None:
    git(repository, "switch", "--quiet", "--orphan", "other")
    commit(repository)
    says = refusal("main")
    assert '"main" and HEAD have no commit in common' in says
    assert "unshallow" not in says


def test_a_fault_of_git_is_passed_on(repository: Path) -> None:
    blob = git(repository, "rev-parse", "main:ferry.txt").strip()
    rewritten(repository / "ferry.txt", 2)
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert f"{repository}: git diff: " in refusal("main")


# Shallow clones, as CI makes them


@pytest.fixture
def grown(repository: Path) -> Path:
    """Both branches have grown since they parted: main has changed line 9, work the lines 2 and 4 (two commits)."""
    git(repository, "switch", "--quiet", "main")
    rewritten(repository / "ferry.txt", 9)
    commit(repository)
    git(repository, "switch", "--quiet", "work")
    for line in (2, 4):
        rewritten(repository / "ferry.txt", line)
        commit(repository)
    return repository


def clone(repository: Path, *arguments: str) -> Path:
    folder = repository.parent / "clone"
    git(repository.parent, "clone", "--quiet", *arguments, repository.as_uri(), str(folder))
    return folder


def test_a_shallow_clone_that_does_not_have_the_revision(grown: Path) -> None:
    says = refusal("origin/main", clone(grown, "--depth", "1", "--branch", "work"))
    assert 'the revision "origin/main" is not known' in says
    assert "git fetch origin main:refs/remotes/origin/main" in says
    assert "git fetch --unshallow" in says


def test_the_remedy_for_an_unknown_revision_helps(grown: Path) -> None:
    folder = clone(grown, "--single-branch", "--branch", "work")
    remedy = re.search(r"git (fetch origin \S+),", refusal("main", folder))
    assert remedy
    git(folder, *remedy[1].split())
    assert touched(changed_lines("origin/main", folder), "ferry.txt") == [2, 4]


def test_a_shallow_clone_without_the_merge_base(grown: Path) -> None:
    folder = clone(grown, "--depth", "1", "--no-single-branch", "--branch", "work")
    says = refusal("origin/main", folder)
    assert 'no commit that "origin/main" and HEAD have in common is in this clone' in says
    assert "git fetch --unshallow" in says
    assert "GitHub Actions: fetch-depth: 0 in the checkout step" in says
    assert "GitLab: GIT_DEPTH: 0" in says
    git(folder, "fetch", "--quiet", "--unshallow")
    assert touched(changed_lines("origin/main", folder), "ferry.txt") == [2, 4]


def test_a_shallow_clone_that_has_the_merge_base(grown: Path) -> None:
    folder = clone(grown, "--depth", "2", "--branch", "work")
    assert touched(changed_lines("HEAD~1", folder), "ferry.txt") == [4]
    git(folder, "fetch", "--quiet", "--depth", "3", "origin", "main:refs/remotes/origin/main", "work")
    assert git(folder, "rev-parse", "--is-shallow-repository").strip() == "true"
    assert touched(changed_lines("origin/main", folder), "ferry.txt") == [2, 4]


def test_the_merge_commit_that_a_pull_request_is_checked_out_as(grown: Path) -> None:
    git(grown, "switch", "--quiet", "--detach", "main")
    git(grown, "merge", "--quiet", "--no-edit", "work")
    git(grown, "branch", "merged")
    folder = clone(grown, "--depth", "2", "--branch", "merged")
    assert touched(changed_lines("HEAD^1", folder), "ferry.txt") == [2, 4]


def test_a_changed_file_with_lines_that_git_does_not_count(repository: Path) -> None:
    (repository / "cr.txt").write_bytes(b"One.\rTwo.\rThree.\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "CR")
    assert not changed_lines("HEAD").touches("cr.txt", 4, 4)
    (repository / "cr.txt").write_bytes(b"One.\rTwo.\rThree.\nFour.\n")
    assert changed_lines("HEAD").touches("cr.txt", 4, 4)


def test_a_repository_inside_is_told(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inner = repository / "sub" / "deep"
    inner.mkdir(parents=True)
    git(repository / "sub", "init", "-q")
    (inner / "a.txt").write_text("The Assad regime met.\n")
    assert main(["check", ".", "--isolated", "--diff-base", "main", "-q"]) == 0
    assert (
        capsys.readouterr().err == "framing: sub: is a repository of its own: --diff-base tells nothing of its files\n"
    )
