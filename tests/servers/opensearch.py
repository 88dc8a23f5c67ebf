"""OpenSearch as the tests use it: the server itself from its Maven artifact, on loopback, started when a test asks for it.

The processes of one run share one node. It ends with the run, however that ends: a watcher beside each node looks whether the
run is still there. Where Java, Maven or the artifact are not to be had, the tests that need it are skipped and say so.
"""

import contextlib
import fcntl
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import uuid
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

VERSION = "2.19.6"
ARTIFACT = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
#: where Maven keeps it
STORED = Path.home() / ".m2/repository/org/opensearch/distribution/integ-test-zip/opensearch" / VERSION
#: Java versions that this one runs on
JAVA = ("17", "21")
#: seconds for a download, and for a node on a busy machine to be ready
DOWNLOAD, READY = 300, 180
#: seconds that it may take to answer there
BUSY = 120.0

#: what its script has four further Java processes work out, without what makes a server fast that runs for minutes only
_OPTIONS = """\
-Xshare:auto -Xms{heap}m -Xmx{heap}m -Xss1m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData
-XX:+ExitOnOutOfMemoryError -XX:MaxDirectMemorySize={heap}m -Djava.io.tmpdir={folder}/tmp -Djava.awt.headless=true
-Dfile.encoding=UTF-8 -Djava.locale.providers=SPI,COMPAT -Djava.security.manager=allow
-Djava.util.concurrent.ForkJoinPool.common.threadFactory=org.opensearch.secure_sm.SecuredForkJoinWorkerThreadFactory
-Djna.nosys=true -Dio.netty.noUnsafe=true -Dio.netty.noKeySetOptimization=true -Dio.netty.recycler.maxCapacityPerThread=0
-Dio.netty.allocator.numDirectArenas=0 -Dlog4j.shutdownHookEnabled=false -Dlog4j2.disable.jmx=true
-Dopensearch.path.home={home} -Dopensearch.path.conf={folder}/config -cp {home}/lib/* org.opensearch.bootstrap.OpenSearch
"""
#: run the server; when the run of tests has gone, end the server
_WATCHER = """\
"$@" & server=$!
while [ -d /proc/{run} ] && kill -0 $server 2>/dev/null; do sleep 0.5; done
kill -9 $server 2>/dev/null; wait $server 2>/dev/null
[ -n "{remove}" ] && rm -rf "{remove}"
"""


class Unavailable(Exception):
    """What is needed is not on this machine and cannot be fetched."""


def archive_file() -> Path:
    """Return the server's archive, fetched by Maven unless it is there."""
    file = STORED / f"opensearch-{VERSION}.zip"
    if not file.is_file():
        if shutil.which("mvn") is None:
            raise Unavailable("Maven is not installed")
        words = ["mvn", "-B", "-q", "org.apache.maven.plugins:maven-dependency-plugin:get", f"-Dartifact={ARTIFACT}"]
        try:
            done = subprocess.run(words, capture_output=True, text=True, timeout=DOWNLOAD, check=False)
        except subprocess.TimeoutExpired:
            raise Unavailable(f"Maven did not fetch {ARTIFACT} within {DOWNLOAD} seconds") from None
        if done.returncode or not file.is_file():
            raise Unavailable(f"Maven cannot fetch {ARTIFACT}: {(done.stdout + done.stderr).strip()[:200]}")
    return file


def java_home() -> Path:
    """Return a Java that the server runs on."""
    for version in JAVA:
        for folder in sorted(Path("/usr/lib/jvm").glob(f"*{version}*")):
            if (folder / "bin/java").is_file():
                return folder
    found = shutil.which("java")
    if found is None:
        raise Unavailable("Java is not installed")
    return Path(found).resolve().parent.parent


class Nodes:
    """The nodes of a cluster, each a process; `kill` ends one as a crash does."""

    def __init__(self, count: int = 1, heap: int = 512, run: int | None = None) -> None:
        self.run = run or os.getpid()
        self.folder = Path(tempfile.mkdtemp(prefix="onrecord-opensearch-"))
        self.folder.chmod(0o755)
        self.http = [free_port() for _ in range(count)]
        self._transport = [free_port() for _ in range(count)]
        self.watchers: list[subprocess.Popen[bytes]] = []
        java = java_home()
        with zipfile.ZipFile(archive_file()) as file:
            file.extractall(self.folder / "server")
        (found,) = self.folder.glob("server/**/bin/opensearch")
        self.home, self.java = found.parent.parent, java / "bin/java"
        self._heap = heap
        for number in range(count):
            self._lay_out(number)
        if os.geteuid() == 0:
            for path in [self.folder, *self.folder.rglob("*")]:
                shutil.chown(path, "nobody")
        for number in range(count):
            self.start(number)

    @property
    def addresses(self) -> list[str]:
        """Return the address of every node."""
        return [f"http://127.0.0.1:{port}" for port in self.http]

    def start(self, number: int) -> None:
        """Start a node; `wait` waits for it."""
        own = self.folder / f"n{number}"
        as_user = ["setpriv", "--reuid=nobody", "--clear-groups"] if os.geteuid() == 0 else []
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(own), "HOSTNAME": "localhost", "OPENSEARCH_TMPDIR": str(own / "tmp"),
        }  # fmt: skip
        options = _OPTIONS.format(heap=self._heap, folder=own, home=self.home).split()
        watch = _WATCHER.format(run=self.run, remove=self.folder if number == 0 else "")
        with (own / "logs/output").open("ab") as output:
            self.watchers[number:] = [
                subprocess.Popen(
                    ["nice", "-n", "10", *as_user, "bash", "-c", watch, "watcher", str(self.java), *options],
                    env=environment,
                    stdout=output,
                    stderr=output,
                    stdin=subprocess.DEVNULL,
                    start_new_session=True,
                    cwd=own,
                )
            ]

    def wait(self, status: str = "yellow") -> None:
        """Wait until all nodes have found each other, and the indexes are well."""
        try:
            wait_for(self.addresses[0], len(self.http), status, lambda: self.watchers[0].poll() is None)
        except Unavailable as error:
            said = (self.folder / "n0/logs/output").read_text(errors="replace")[-300:] if self.folder.exists() else ""
            self.stop()
            raise Unavailable(f"{error}: {said}") from None

    def kill(self, number: int) -> None:
        """End a node as a crash does."""
        self._signal(number, signal.SIGKILL)
        self.watchers[number].wait(30)

    def freeze(self, number: int) -> None:
        """Stop a node without ending it: its connections stay open and nothing answers."""
        self._signal(number, signal.SIGSTOP)

    def stop(self) -> None:
        """End all nodes and remove what they wrote."""
        for watcher in self.watchers:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(watcher.pid, signal.SIGKILL)
            watcher.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def leave(self) -> None:
        """Leave the nodes running when this process ends, without a word about that; their watchers end them."""
        for watcher in self.watchers:
            watcher.returncode = 0

    def _signal(self, number: int, what: signal.Signals) -> None:
        os.killpg(self.watchers[number].pid, what)

    def _lay_out(self, number: int) -> None:
        own = self.folder / f"n{number}"
        for part in ("config", "data", "logs", "tmp"):
            (own / part).mkdir(parents=True)
        shutil.copy(self.home / "config/log4j2.properties", own / "config")
        names = [f"n{n}" for n in range(len(self.http))]
        settings = {
            "cluster.name": "onrecord-tests", "node.name": f"n{number}", "path.data": str(own / "data"),
            "path.logs": str(own / "logs"), "network.host": "127.0.0.1", "http.port": self.http[number],
            "transport.port": self._transport[number], "action.auto_create_index": False, "node.store.allow_mmap": False,
            "cluster.routing.allocation.disk.threshold_enabled": False, "node.processors": 1,
            "discovery.seed_hosts": [f"127.0.0.1:{port}" for port in self._transport],
            "cluster.initial_cluster_manager_nodes": names, "cluster.max_shards_per_node": 5000,
            "cluster.fault_detection.follower_check.timeout": "2s", "cluster.fault_detection.follower_check.retry_count": 2,
            "cluster.fault_detection.leader_check.timeout": "2s", "cluster.fault_detection.leader_check.retry_count": 2,
        }  # fmt: skip
        lines = [f"{key}: {json.dumps(value)}\n" for key, value in settings.items()]
        (own / "config/opensearch.yml").write_text("".join(lines))


def wait_for(address: str, nodes: int, status: str, runs: Callable[[], bool] = lambda: True) -> None:
    """Wait until so many nodes have found each other; raise Unavailable where one no longer runs, or after a time."""
    query = f"/_cluster/health?wait_for_nodes=>={nodes}&wait_for_status={status}&timeout=5s"
    deadline = time.monotonic() + READY
    while time.monotonic() < deadline and runs():
        with contextlib.suppress(OSError, urllib.error.URLError, ValueError):
            answer = json.loads(urllib.request.urlopen(address + query, timeout=10).read())
            if not answer["timed_out"]:
                return
        time.sleep(0.3)
    raise Unavailable("OpenSearch did not start")


def free_port() -> int:
    """Return a port on loopback that nobody listens on, outside of those that the system gives to whoever connects.

    It is drawn by the system's chance: that of the tests begins anew with each of them, in every process.
    """
    chance = random.SystemRandom()
    while True:
        port = chance.randrange(15_000, 32_000)
        with socket.socket() as one, contextlib.suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port


@pytest.fixture(scope="session", autouse=True)
def opensearch_begun(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Begin the node with the run where one of its tests will ask for it: until then it may be ready."""
    if any("opensearch" in getattr(item, "fixturenames", ()) for item in request.session.items):
        _begun(tmp_path_factory)


@pytest.fixture(scope="session")
def opensearch(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a node that all processes of this run share."""
    found = _begun(tmp_path_factory)
    try:
        if "missing" in found:
            raise Unavailable(found["missing"])
        wait_for(found["address"], 1, "yellow")
    except Unavailable as error:
        pytest.skip(f"OpenSearch is not to be had: {error}")
    return found["address"]


def _begun(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the address of the run's node, begun where no process has done so, or what is missing."""
    base = tmp_path_factory.getbasetemp()
    worker = "PYTEST_XDIST_WORKER" in os.environ
    place, run = (base.parent, os.getppid()) if worker else (base, os.getpid())
    with (place / "opensearch.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        noted = place / "opensearch.json"
        if not noted.exists():
            try:
                nodes = Nodes(run=run)
                nodes.leave()
                noted.write_text(json.dumps({"address": nodes.addresses[0]}))
            except Unavailable as error:
                noted.write_text(json.dumps({"missing": str(error)}))
        found: dict[str, str] = json.loads(noted.read_text())
    return found


@pytest.fixture
def new_cluster_index(opensearch: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """Open an index of three shards on the run's node: each of another name unless one is given; all are gone afterwards."""
    pytest.importorskip("opensearchpy")
    from retrieval.index import cluster, cluster_state
    from retrieval.index.cluster import Access, Cluster
    from retrieval.index.cluster_alias import Layout
    from retrieval.index.opensearch import OpenSearchIndex

    # the node shares the machine with whatever else is tried on it
    for module, name in ((cluster, "ATTEMPT"), (cluster, "WRITE"), (cluster_state, "_QUORUM")):
        monkeypatch.setattr(module, name, BUSY)
    access = Access(addresses=(opensearch,), seconds=BUSY)
    prefix = f"tests-{uuid.uuid4().hex[:12]}"
    made: list[OpenSearchIndex] = []

    def make(name: str | None = None, patience: float = 30.0, **layout: Any) -> OpenSearchIndex:
        chosen = name or f"{prefix}-{len(made)}x"
        index = OpenSearchIndex(access, Layout(**{"name": chosen, "shards": 3, "replicas": 0, **layout}), patience)
        made.append(index)
        return index

    yield make
    for index in made:
        index.close()
    calls = Cluster(access)
    for name in calls.call("GET", f"/{prefix}*/_alias"):
        calls.call("DELETE", f"/{name}")
    calls.close()


def _own_nodes(count: int, status: str) -> Iterator[Nodes]:
    try:
        nodes = Nodes(count, heap=256)
        nodes.wait(status)
    except Unavailable as error:
        pytest.skip(f"OpenSearch is not to be had: {error}")
    yield nodes
    nodes.stop()


@pytest.fixture
def two_nodes() -> Iterator[Nodes]:
    """A cluster of two nodes of a test's own, to be killed."""
    yield from _own_nodes(2, "yellow")


@pytest.fixture
def three_nodes() -> Iterator[Nodes]:
    """A cluster of three nodes of a test's own: with one of them killed, the others are a quorum."""
    yield from _own_nodes(3, "green")
