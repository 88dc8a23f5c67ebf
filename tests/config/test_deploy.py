"""The files of config/deploy, checked as far as that goes without running them."""

import configparser
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml  # noqa: TID251  these files are not the program's settings
from packaging.requirements import Requirement

from bot.commands import COMMANDS
from bot.configuration.settings import is_secret, setting_types

PROFILES = ("small", "large")
#: the keys of the Compose specification that are used here; a misspelt one is none of them
SERVICE_KEYS = {
    "build", "cap_add", "cap_drop", "command", "configs", "depends_on", "deploy", "environment", "healthcheck", "image",
    "mem_limit", "networks", "ports", "profiles", "read_only", "restart", "security_opt", "shm_size", "stop_grace_period",
    "tmpfs", "user", "volumes",
}  # fmt: skip
TOP_KEYS = {"name", "services", "configs", "networks", "volumes"}
HARDENING = {
    "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes", "User": "onrecord",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(repository: Path) -> Path:
    return repository / "config/deploy"


@pytest.fixture(scope="module")
def compose(folder: Path) -> dict[str, Any]:
    return yaml.safe_load((folder / "compose.yaml").read_text())


@pytest.fixture(scope="module")
def dockerfile(folder: Path) -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, with what follows each."""
    text = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", (folder / "Dockerfile").read_text(), flags=re.M))
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in text.splitlines() if line.strip()]


def settings_named(environment: dict[str, Any]) -> None:
    known = {f"ONRECORD_{section}__{key}".upper() for section, keys in setting_types().items() for key in keys}
    assert not {name for name in environment if name.startswith("ONRECORD_")} - known


def test_compose_names_only_what_there_is(compose: dict[str, Any]) -> None:
    assert {key for key in compose if not key.startswith("x-")} <= TOP_KEYS
    services = compose["services"]
    for name, service in services.items():
        assert set(service) <= SERVICE_KEYS, name
        assert service["profiles"] in (["small"], ["large"]), name
        assert set(service.get("depends_on", ())) <= set(services), name
        assert set(service.get("networks", ())) <= set(compose["networks"]), name
        assert {mount.split(":")[0] for mount in service.get("volumes", ())} <= set(compose["volumes"]), name
        assert {one["source"] for one in service.get("configs", ())} <= set(compose["configs"]), name
        settings_named(service["environment"])
        waited_for = [other for other, how in service.get("depends_on", {}).items() if "healthy" in how["condition"]]
        assert all("healthcheck" in services[other] for other in waited_for), name


def test_a_profile_waits_for_nothing_of_the_other(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for service in services.values():
        assert all(services[other]["profiles"] == service["profiles"] for other in service.get("depends_on", ()))


def test_our_containers_have_no_rights_and_write_to_nothing_but_the_archive(compose: dict[str, Any]) -> None:
    ours = [service for service in compose["services"].values() if "build" in service]
    assert len(ours) == 3
    for service in ours:
        assert service["read_only"] is True
        assert service["user"] not in {"0", "root"}
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert {mount.split(":")[1] for mount in service.get("volumes", ())} <= {"/var/lib/onrecord"}


def test_images_have_versions_and_only_the_proxy_is_reached_from_outside(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert all(re.search(r":\d", service["image"]) for service in services.values())
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["inside"]["internal"] is True
    servers = [service for service in services.values() if "build" not in service and "ports" not in service]
    assert all(service["networks"] == ["inside"] for service in servers)


def test_no_secret_stands_in_a_file(folder: Path, compose: dict[str, Any]) -> None:
    secret = {f"ONRECORD_{s}__{k}".upper() for s, keys in setting_types().items() for k in keys if is_secret(s, k)}
    secret |= {"TELEGRAM_BOT_TOKEN", "POSTGRES_PASSWORD"}
    for service in compose["services"].values():
        for name, value in service["environment"].items():
            assert name not in secret or re.fullmatch(r"\$\{\w+:-\}", value), name
            assert not re.search(r"://[^/@\s:]+:(?!\$\{)[^@/\s]*@", str(value)), name
    for unit in folder.glob("*.service"):
        assert not [name for name in secret if f"{name}=" in re.sub(r"^#.*$", "", unit.read_text(), flags=re.M)]


def test_the_workers_are_three_behind_a_proxy_and_one_process_watches_the_feeds(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["worker"]["deploy"]["replicas"] == 3
    port = services["worker"]["environment"]["ONRECORD_TELEGRAM__WEBHOOK_PORT"]
    assert f"worker {port}" in compose["configs"]["caddyfile"]["content"]
    assert services["feeds"]["command"] == ["watch"]
    assert "ONRECORD_FEEDS__WATCH" not in services["worker"]["environment"]


@pytest.mark.parametrize("profile", PROFILES)
def test_docker_compose_takes_it(folder: Path, profile: str) -> None:
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode:
        pytest.skip("docker compose is not installed")
    words = [docker, "compose", "-f", folder / "compose.yaml", "--profile", profile, "config", "-q"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_image_is_built_of_pinned_parts_that_exist(dockerfile: list[tuple[str, str]], repository: Path) -> None:
    for image in (rest.split()[0] for word, rest in dockerfile if word == "FROM"):
        assert re.search(r":\d", image)
    assert "ADD" not in dict(dockerfile)
    for rest in (rest for word, rest in dockerfile if word == "COPY" and "--from" not in rest):
        assert all((repository / source).exists() for source in rest.split()[:-1]), rest
    installing = [
        part for word, rest in dockerfile if word == "RUN" for part in rest.split("&&") if "pip install" in part
    ]
    assert all("--no-cache-dir" in part for part in installing)
    assert all("--require-hashes" in part or "--no-deps" in part for part in installing)
    assert not [rest for word, rest in dockerfile if word == "RUN" and ("curl" in rest or "sudo" in rest)]


def test_the_image_runs_without_rights_and_tells_its_health(dockerfile: list[tuple[str, str]]) -> None:
    words = dict(dockerfile)
    assert words["USER"] not in {"0", "root"}
    assert words["ENTRYPOINT"] == '["onrecord"]'
    command = re.search(r'CMD \["onrecord", "(\w+)"\]', words["HEALTHCHECK"])
    assert command
    assert command[1] in COMMANDS


def test_the_containers_lock_pins_the_clients_of_the_servers(repository: Path, folder: Path) -> None:
    def pins(path: Path) -> dict[str, str]:
        return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", path.read_text(), re.M))

    program, servers = pins(repository / "requirements.lock"), pins(folder / "requirements.lock")
    assert {name: servers.get(name) for name in program} == program
    extras = tomllib.loads((repository / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    for requirement in map(Requirement, extras["postgresql"] + extras["opensearch"]):
        assert requirement.specifier.contains(servers[requirement.name])
    for block in re.split(r"\n(?=[a-z0-9])", (folder / "requirements.lock").read_text()):
        assert "--hash=sha256:" in block, block[:80]


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path)
    return parser


def test_the_units_run_commands_that_exist_without_rights(folder: Path, repository: Path) -> None:
    # what the first line of README.md has run in the end, in the folder that README.md beside the units names
    installed = re.findall(r"```sh\n(.*?)```", (repository / "README.md").read_text(), re.S)[0].split()[-1]
    assert "Put the repository into `/opt/onrecord`" in (folder / "README.md").read_text()
    services = sorted(folder.glob("*.service"))
    assert len(services) == 2
    for path in services:
        service = unit(path)["Service"]
        assert {key: service[key] for key in HARDENING} == HARDENING
        assert service["EnvironmentFile"] == "/etc/onrecord/environment"
        program, *words = service["ExecStart"].split()
        assert program == f"/opt/onrecord/{installed}"
        assert not words or words[0] in COMMANDS


def test_every_timer_has_its_service_and_every_service_is_started_by_something(folder: Path) -> None:
    timers = {path.stem for path in folder.glob("*.timer")}
    assert timers
    assert all((folder / f"{name}.service").exists() for name in timers)
    for path in folder.glob("*.service"):
        assert path.stem in timers or "WantedBy" in unit(path)["Install"]


def test_systemd_takes_the_units(folder: Path, tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd is not installed")
    for path in [*folder.glob("*.service"), *folder.glob("*.timer")]:
        (tmp_path / path.name).write_text(path.read_text().replace("/opt/onrecord/.venv/bin/onrecord", "/bin/true"))
    units = sorted(tmp_path.iterdir())
    done = subprocess.run([verify, "verify", *units], capture_output=True, text=True, check=False, env={**os.environ})
    said = [line for line in done.stderr.splitlines() if any(one.name in line for one in units)]
    assert not said


def test_the_readme_speaks_of_every_file_and_of_no_setting_that_does_not_exist(folder: Path) -> None:
    readme = (folder / "README.md").read_text()
    assert not [path.name for path in folder.iterdir() if path.name != "README.md" and path.name not in readme]
    known = {f"{section}.{key}" for section, keys in setting_types().items() for key in keys}
    sections = "|".join(setting_types())
    assert not set(re.findall(rf"`((?:{sections})\.[a-z_]+)`", readme)) - known
    assert not set(re.findall(r"`onrecord ([a-z]+)", readme)) - set(COMMANDS)
