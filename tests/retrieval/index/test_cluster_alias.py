"""An index of a cluster is made once, and it is known who has made it."""

from typing import Any

import pytest

from retrieval.errors import SearchIndexError
from retrieval.index.cluster_alias import Layout, create

EXISTS = {"error": {"type": "resource_already_exists_exception"}}


class Answering:
    """A cluster with one index in which `made` stands, that answers to its making with `answer`."""

    name = "http://127.0.0.1:1"

    def __init__(self, answer: dict[str, Any], made: str | None = None) -> None:
        self.answer, self.meta = answer, {"made": made}
        self.takes_it = made is None

    def call(self, method: str, path: str, body: Any = None, **_: Any) -> dict[str, Any]:
        if method == "PUT":
            if self.takes_it:
                self.meta = body["mappings"]["_meta"]
            return self.answer
        return {path.split("/")[1]: {"mappings": {"_meta": self.meta}}}


def test_what_a_repeated_call_finds_made_by_the_first_is_its_own() -> None:
    assert create(Answering({}), Layout(), "onrecord-2") is True  # type: ignore[arg-type]
    assert create(Answering(EXISTS), Layout(), "onrecord-2") is True  # type: ignore[arg-type]


def test_what_another_process_has_made_is_not_new() -> None:
    assert create(Answering(EXISTS, made="by another"), Layout(), "onrecord-2") is False  # type: ignore[arg-type]


def test_any_other_answer_is_told() -> None:
    with pytest.raises(SearchIndexError, match="cannot be made: no room"):
        create(Answering({"error": {"type": "x", "reason": "no room"}}), Layout(), "onrecord-2")  # type: ignore[arg-type]
