from pathlib import Path

import pytest

from bot.configuration.yaml_files import BadConfiguration, config_file, read_yaml, shipped_folder


def written(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "some.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refusal(tmp_path: Path, content: str | bytes) -> str:
    with pytest.raises(BadConfiguration) as caught:
        read_yaml(written(tmp_path, content))
    return str(caught.value)


def test_values_come_with_the_lines_they_start_on(tmp_path: Path) -> None:
    document = read_yaml(written(tmp_path, "a: 1\nb:\n  - x\n  - c: true\n"))
    assert document.value == {"a": 1, "b": ["x", {"c": True}]}
    assert document.line(("a",)) == 1
    assert document.line(("b", 1, "c")) == 4
    assert document.line(("b", 1, "missing")) == 4


def test_words_keep_the_meaning_a_reader_expects(tmp_path: Path) -> None:
    document = read_yaml(
        written(tmp_path, "country: NO\ntime: 12:30\nport: 8443\nshare: 1e-3\nquoted: '8443'\nnothing:\n")
    )
    assert document.value == {
        "country": "NO",
        "time": "12:30",
        "port": 8443,
        "share": 0.001,
        "quoted": "8443",
        "nothing": None,
    }


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert read_yaml(written(tmp_path, "# only a remark\n")).value is None


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        ("a: 1\nb: &x [1]\nc: *x\n", 2, "anchors"),
        ("a: 1\nb: *x\n", 2, "aliases"),
        ("a: 1\nb: !!python/object/apply:os.system ['true']\n", 2, "tags"),
        ("a: 1\nb: !!str 1\n", 2, "tags"),
        ("a:\n  " + "[" * 20_000 + "]" * 20_000, 2, "deeper"),
        ("a:\n" + "- " * 20_000, 2, "deeper"),
        ("{a: " * 20_000, 1, "deeper"),
        ("? [a]\n: 1\n", 1, "key"),
        ("a: 1\na: 2\n", 2, "twice"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: 1\nb: [1, 2\n", 3, "not YAML"),
        ("a: 1\nb: \x00\n", 2, "not YAML"),
        (b"a: 1\nb: \xff\xfe\n", 2, "UTF-8"),
        ("a: " + "x" * 1_000_001, 1, "1 MB"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_with_its_line(
    tmp_path: Path, content: str | bytes, line: int, why: str
) -> None:
    message = refusal(tmp_path, content)
    assert f"some.yaml, line {line}: " in message
    assert why in message
    assert "\n" not in message
    assert len(message) < 300


def test_an_alias_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert "line 1" in refusal(tmp_path, "\n".join(lines))


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match=r"absent\.yaml: cannot be read: No such file or directory\.$"):
        read_yaml(tmp_path / "absent.yaml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="cannot be read"):
        read_yaml(tmp_path)


def test_a_file_beside_the_chosen_one_wins_over_the_shipped_one(tmp_path: Path) -> None:
    main = written(tmp_path, "")
    assert config_file("feeds.yaml", main) == shipped_folder() / "feeds.yaml"
    (tmp_path / "feeds.yaml").touch()
    assert config_file("feeds.yaml", main) == tmp_path / "feeds.yaml"
    assert config_file("feeds.yaml", None) == shipped_folder() / "feeds.yaml"


def test_every_shipped_file_can_be_read() -> None:
    files = sorted(shipped_folder().glob("*.yaml"))
    assert [path.name for path in files if path.name == "onrecord.yaml"] == ["onrecord.yaml"]
    for path in files:
        read_yaml(path)


@pytest.mark.parametrize("words", ["1_", "1__0", "1_.5", "1" * 30 + "_"])
def test_what_only_looks_like_a_number_is_words(tmp_path: Path, words: str) -> None:
    assert read_yaml(written(tmp_path, f"a: {words}\n")).value == {"a": words}
