"""Nothing of the person running the tests gets in: no settings, no archive, no token; caches are the run's own."""

import contextlib
import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.rights", "tests.servers.opensearch", "tests.servers.postgresql"]

# a busy machine is slow, which says nothing about the program; a build is judged by the same examples wherever it is judged,
# and HYPOTHESIS_PROFILE=new looks for others
SLOW = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
settings.register_profile("new", deadline=None, suppress_health_check=SLOW)
settings.register_profile("same", settings.get_profile("new"), derandomize=True, max_examples=60)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


#: where files are kept in memory on Linux, and how much room the tests may be given there, in bytes
MEMORY, ROOM = Path("/dev/shm"), 2_000_000_000


def pytest_configure() -> None:
    # every commit waits for the disk to have it; thousands of archives that live for one test need not
    with contextlib.suppress(OSError):
        place = os.statvfs(MEMORY)
        if place.f_bavail * place.f_frsize > ROOM and not place.f_flag & os.ST_NOEXEC and os.access(MEMORY, os.W_OK):
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # what takes long comes first: at the end, one worker would wait for another that has just begun with it
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    # modules and tests live until the end: looking through them for garbage takes a third of collecting, and an eighth of the run
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    # workers of one run share the archive of the sample stories, which takes a second to build
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("ONRECORD_") or name == "TELEGRAM_BOT_TOKEN":
                patch.delenv(name)
        patch.setenv("XDG_CACHE_HOME", str(shared / "cache"))
        patch.setenv("XDG_DATA_HOME", str(base / "data"))
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout these tests are part of."""
    return Path(__file__).parent.parent
