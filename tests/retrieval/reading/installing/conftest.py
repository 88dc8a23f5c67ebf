"""Models as files, a web that gives them out, and what installs them."""

import hashlib
import zipfile

import pytest

from retrieval.errors import Refused
from retrieval.reading.installing.installation import Installer

from ..models import graph, tokenizer


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Web:
    """Addresses and what is there."""

    def __init__(self):
        self.pages = {}
        self.asked = []

    def fetch(self, url, progress):
        self.asked.append(url)
        if url not in self.pages:
            raise Refused(f"The server answers with status 404: {url}", "status-404")
        progress(url, len(self.pages[url]), len(self.pages[url]))
        return self.pages[url]


@pytest.fixture
def web():
    return Web()


@pytest.fixture
def models(tmp_path):
    return tmp_path / "data" / "models"


@pytest.fixture
def told():
    return []


@pytest.fixture
def installer(models, web, told):
    return Installer(models, web.fetch, lambda *words: told.append(words))


def zipped(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def jar(path, seed=0, **more):
    files = {"META-INF/MANIFEST.MF": b"", "small-q-tokenizer.json": tokenizer(), "small-q.onnx": graph(seed), **more}
    return zipped(path, files)


def everything_in(models):
    return sorted(path.relative_to(models).as_posix() for path in models.rglob("*")) if models.exists() else []
