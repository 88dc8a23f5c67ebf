"""A page, and what a fetcher is asked for, for the tests of fetching."""

import pytest

from retrieval.errors import Refused
from retrieval.ingest.http.addresses import Guard
from retrieval.ingest.http.client import Fetcher, Limits
from retrieval.ingest.http.media_types import PAGE

PAGE_BODY = b"<html><body><p>The ferry to Ostrava Bay sails again on Monday.</p></body></html>"


def refused(fetcher, url, reason, accept=PAGE):
    with pytest.raises(Refused) as caught:
        fetcher.fetch(url, accept)
    assert caught.value.reason == reason
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".") or ": " in message
    return message


def named(server, **names):
    """Return a client for which each name has the addresses given, whatever the real network says."""
    answers = {name.replace("_", "."): given for name, given in names.items()}
    return Fetcher(Guard((server.endpoint,), lambda name: answers[name]), Limits(surplus=0.05))
