"""The clients are stood in for by scripts: what they are asked, and what is made of what they say."""

import os
import sys
from pathlib import Path

import pytest

from retrieval.errors import BadInput
from retrieval.reading.installing import package_clients
from retrieval.reading.installing.package_clients import bring_by_maven, bring_by_pip


@pytest.fixture
def client(tmp_path, monkeypatch):
    """A script on the path that notes its words and then does what it is told."""
    places = tmp_path / "bin"
    places.mkdir()
    monkeypatch.setenv("PATH", f"{places}{os.pathsep}{os.environ['PATH']}")

    def make(name: str, does: str) -> Path:
        script = places / name
        script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/words\n{does}\n')
        script.chmod(0o755)
        return tmp_path / "words"

    return make


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "into").mkdir()
    return tmp_path / "into"


def test_maven_is_asked_for_the_jar_alone(client, folder):
    words = client("mvn", f"touch {folder}/small-1.0.jar")
    assert bring_by_maven("org.example:small:1.0", folder) == folder / "small-1.0.jar"
    assert "-Dartifact=org.example:small:1.0:jar" in words.read_text().splitlines()


def test_what_maven_says_is_given_as_the_reason_on_one_line(client, folder):
    client("mvn", "echo '[INFO] looking'; echo '[ERROR] There is no such artifact.'; echo '[ERROR] more'; exit 1")
    with pytest.raises(BadInput, match=r"^maven:a:b:1: could not be brought \(There is no such artifact\)\.$"):
        bring_by_maven("a:b:1", folder)


def test_a_client_that_says_it_has_done_it_and_has_not_is_not_believed(client, folder):
    client("mvn", "exit 0")
    with pytest.raises(BadInput, match="could not be brought"):
        bring_by_maven("a:b:1", folder)


def test_a_client_that_hangs_is_given_up_on(client, folder, monkeypatch):
    monkeypatch.setattr(package_clients, "_SECONDS", 0.2)
    client("mvn", "exec sleep 5")
    with pytest.raises(BadInput, match="nothing complete came within"):
        bring_by_maven("a:b:1", folder)


def test_where_there_is_no_maven_it_is_said(folder, monkeypatch):
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(BadInput, match=r"Maven .* is not on this machine"):
        bring_by_maven("a:b:1", folder)


def test_pip_is_asked_for_the_wheel_alone_and_runs_nothing_of_it(client, folder, monkeypatch):
    words = client("pip", f"touch {folder}/small-1.0-py3-none-any.whl")
    monkeypatch.setattr(package_clients, "_pips", lambda: iter([["pip"]]))
    assert bring_by_pip("small==1.0", folder) == folder / "small-1.0-py3-none-any.whl"
    asked = words.read_text().splitlines()
    assert asked[0] == "download"
    assert {"--no-deps", "--only-binary", "small==1.0"} <= set(asked)


def test_an_environment_without_pip_of_its_own_uses_another(client, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "missing"))
    monkeypatch.setattr(sys, "_base_executable", str(tmp_path / "missing too"), raising=False)
    client("python3", "exit 0")
    assert next(package_clients._pips())[1:] == ["-m", "pip"]


def test_where_there_is_no_pip_it_is_said(folder, monkeypatch):
    monkeypatch.setattr(package_clients, "_pips", lambda: iter(()))
    with pytest.raises(BadInput, match="pip is not on this machine"):
        bring_by_pip("small==1.0", folder)


@pytest.mark.parametrize(
    "name", ["small", "small>=1", "-r==x", "--pre==1", "small==1 other==2", "small @ https://x", ""]
)
def test_what_pip_could_take_for_something_else_is_refused(folder, name):
    with pytest.raises(BadInput, match="give pip:NAME==VERSION"):
        bring_by_pip(name, folder)


@pytest.mark.parametrize("name", ["a:b", "a:b:1:jar", "-Dx:b:1 c", "a:b:$(x)", ""])
def test_what_is_no_coordinate_is_refused(folder, name):
    with pytest.raises(BadInput, match="give maven:GROUP:ARTIFACT:VERSION"):
        bring_by_maven(name, folder)
