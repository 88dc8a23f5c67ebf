"""What the tests of the engines share: passages and articles of a few words, and a cluster asked past the engine."""

import pytest

from retrieval.domain import Article, Block, BlockKind, Passage


def passage(article_id, *sentences, number=0):
    terms = tuple(tuple(sentence.split()) for sentence in sentences)
    spans = tuple((n * 10, n * 10 + 9) for n in range(len(sentences)))
    return Passage(article_id, number, BlockKind.PARAGRAPH, spans, terms)


def line(article_id, *terms, number=0):
    """A passage of one sentence."""
    return passage(article_id, " ".join(terms), number=number)


def found(index, term):
    return sorted(hit.passage.article_id for hit in index.candidates([term], 10_000))


def article(article_id, text):
    return Article(article_id, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), headline="Harbour news")


def indexes(cluster, name):
    return sorted(cluster.call("GET", f"/{name}*/_alias"))


@pytest.fixture
def cluster(opensearch):
    from retrieval.index.cluster import Access, Cluster  # where the client of a cluster is installed

    opened = Cluster(Access(addresses=(opensearch,)))
    yield opened
    opened.close()
