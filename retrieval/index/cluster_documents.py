"""Passages as documents of an OpenSearch index: its mapping, ids, the form of a document and of the searches.

A document's `t` is what `StoredPassage.lines` is, split at white space by the engine, so that its terms are our analyzer's.
The engine cuts terms at 255 characters; longer ones are indexed under a short name made from all of them, and the document
then keeps the lines as they were in `l`.
"""

import base64
import hashlib
from collections.abc import Sequence
from typing import Any

from retrieval.index.stored import StoredPassage
from retrieval.ranking import K1, B
from retrieval.text.terms import VERSION as ANALYZER

#: changed with the mapping or the form of a document; an index of another format is built anew from the archive
FORMAT = 2
#: id of the document that holds the position
STATE = "state"
#: terms of one query; the engine takes 1,024 clauses
MOST_TERMS = 1024
#: characters of a term, the engine's limit
_LONGEST = 255

#: says in the mapping that an index is ours, and of which kind
META = {"program": "onrecord", "format": FORMAT, "analyzer": ANALYZER}

_UNSEARCHED = {"type": "keyword", "index": False, "doc_values": False}


def definition(shards: int, replicas: int, alias: str | None) -> dict[str, Any]:
    """Return the body that makes an index."""
    properties: dict[str, Any] = {
        "t": {"type": "text", "analyzer": "whitespace", "index_options": "freqs", "similarity": "passages"},
        "n": {"type": "integer"},  # terms
        "a": {"type": "keyword"},  # the article, as `article_key` gives it
        "m": {"type": "integer"},  # the passage's number in it
        "i": _UNSEARCHED,  # the article's id
        "p": {"type": "binary"},
        "l": _UNSEARCHED,
        "state": {"type": "object", "enabled": False},
    }
    body: dict[str, Any] = {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "similarity": {"passages": {"type": "BM25", "k1": K1, "b": B}},
        },
        "mappings": {"dynamic": "strict", "_meta": META, "properties": properties},
    }
    if alias is not None:
        body["aliases"] = {alias: {}}
    return body


def article_key(article_id: str) -> str:
    """Return what stands for an article's id, which may be longer than the engine takes, in an index.

    >>> article_key("a")
    'ca978112ca1bbdcafac231b39a23dc4d'
    """
    return hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def document_id(article_id: str, number: int) -> str:
    """Return the id of a passage: the same whenever it is written, so that writing it twice leaves one."""
    return f"{article_key(article_id)}-{number}"


def indexed_term(term: str) -> str:
    """Return the term as it stands in the index.

    >>> indexed_term("harbour")
    'harbour'
    >>> len(indexed_term("x" * 1000))
    133
    """
    if len(term) <= _LONGEST // 2 or len(term.encode("utf-16-le", "surrogatepass")) <= 2 * _LONGEST:
        return term
    digest = hashlib.sha256(term.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{term[:100]}…{digest[:32]}"


def document(passage: StoredPassage) -> dict[str, Any]:
    """Return a passage as a document."""
    lines = passage.lines
    indexed = (
        "\n".join([" ".join(map(indexed_term, line.split())) for line in lines.split("\n")]) if _odd(lines) else lines
    )
    made = {
        "t": indexed,
        "n": passage.length,
        "a": article_key(passage.article_id),
        "m": passage.number,
        "i": passage.article_id,
        "p": base64.b64encode(passage.packed).decode(),
    }
    return made if indexed == lines else {**made, "l": lines}


def passage_of(source: dict[str, Any]) -> StoredPassage:
    """Return the passage that a document holds."""
    return StoredPassage.of(source["i"], source.get("l", source["t"]), base64.b64decode(source["p"]))


def best_passages(terms: Sequence[str], limit: int) -> dict[str, Any]:
    """Return the search for passages that hold any of `terms`: one flat OR, whose total is not asked for."""
    return {
        "size": limit,
        "track_total_hits": False,
        "_source": ["i", "t", "p", "l"],
        "query": {"bool": {"should": [{"term": {"t": {"value": term}}} for term in terms]}},
    }


def passages_with(term: str) -> dict[str, Any]:
    """Return the search that only counts the passages with a term, living ones alone."""
    return {"size": 0, "track_total_hits": True, "query": {"term": {"t": {"value": term}}}}


def passages_of_articles(keys: Sequence[str], after: Sequence[Any] | None, size: int) -> dict[str, Any]:
    """Return the search for the ids and lengths of these articles' passages, going on behind the last one found."""
    body: dict[str, Any] = {
        "size": size,
        "track_total_hits": False,
        "_source": False,
        "docvalue_fields": ["n"],
        "query": {"bool": {"filter": [{"terms": {"a": list(keys)}}]}},
        "sort": ["a", "m"],
    }
    if after:
        body["search_after"] = list(after)
    return body


#: the number of passages and of their terms
TOTALS: dict[str, Any] = {"size": 0, "track_total_hits": False, "aggs": {"n": {"stats": {"field": "n"}}}}


def _odd(lines: str) -> bool:
    return len(max(lines.split(), key=len, default="")) > _LONGEST // 2
