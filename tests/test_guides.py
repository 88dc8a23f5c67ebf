"""The guides speak of the house as it stands: every file they name is there, and every room is on the map."""

import re
import tomllib
from pathlib import Path

import pytest

KINDS = (
    "a command of the command line", "a command of the chat", "a request kind", "a ranking feature", "a language",
    "a reader of files", "an index engine",
)  # fmt: skip
_PATH = re.compile(r"`((?:bot|retrieval|config|tests)/[\w./]+|README\.md|pyproject\.toml)`")
_SCRIPT = re.compile(r"\btests/[\w./]+\.py\b")


@pytest.fixture(scope="module")
def guide(repository: Path) -> str:
    return (repository / ".github/CONTRIBUTING.md").read_text("utf-8")


def recipes(guide: str) -> dict[str, str]:
    """Return what stands under each heading of "How to add …"."""
    _, _, rest = guide.partition("\n## How to add …\n")
    body = rest.partition("\n## ")[0]
    parts = re.split(r"^### (.*)$", body, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_file_that_the_guide_names_is_there(repository: Path, guide: str) -> None:
    named = {*_PATH.findall(guide), *_SCRIPT.findall(guide)}
    assert len(named) > 50
    assert not sorted(name for name in named if not (repository / name).exists())


def test_the_guide_begins_with_five_commands(guide: str) -> None:
    block = re.search(r"```sh\n(.*?)```", guide, re.S)
    assert block
    assert [
        bool(re.match(r"(?:python3|\.venv/bin/)\S* .*#|\.venv/bin/onrecord +#", line)) for line in block[1].splitlines()
    ] == [True] * 5


@pytest.mark.parametrize("kind", KINDS)
def test_the_guide_says_which_files_an_addition_touches(guide: str, kind: str) -> None:
    files = _PATH.findall(recipes(guide)[kind])
    assert len(files) >= 2
    assert any(name.startswith("tests/") for name in files), "what shows that it works"


def test_there_is_no_addition_that_the_test_does_not_know(guide: str) -> None:
    assert sorted(recipes(guide)) == sorted(KINDS)


def test_every_room_is_on_the_map(repository: Path, guide: str) -> None:
    table = guide.partition("\n## Where do I change …\n")[2].partition("\n## ")[0]
    rooms = {
        str(path.parent.relative_to(repository))
        for package in ("bot", "retrieval")
        for path in (repository / package).glob("*/__init__.py")
    }
    on_map = {"/".join(name.split("/")[:2]) for name in _PATH.findall(guide)}
    assert not sorted(rooms - on_map - {"bot/samples"})
    assert table.count("\n| ") > 30


def test_the_guides_are_linked_from_the_readme_and_from_the_package(repository: Path) -> None:
    readme = (repository / "README.md").read_text("utf-8")
    urls = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]["urls"]
    for name in (".github/CONTRIBUTING.md", ".github/CHANGELOG.md"):
        assert f"]({name})" in readme
        assert name in urls.values()
        assert (repository / name).is_file()


def test_the_changelog_keeps_to_its_form(repository: Path) -> None:
    text = (repository / ".github/CHANGELOG.md").read_text("utf-8")
    version = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    releases = re.findall(r"^## \[(.+?)\](?: - (\d{4}-\d{2}-\d{2}))?$", text, re.M)
    assert releases[0] == ("Unreleased", "")
    assert all(day for _, day in releases[1:])
    assert version in {name for name, _ in releases}
    parts = set(re.findall(r"^### (.+)$", text, re.M))
    assert parts <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
