"""Where the sentences of candidates come from: the archive, or a list that a question was asked of alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from retrieval.archive.interface import Articles
from retrieval.domain import Passage, Quotation

#: a sentence: its passage and its place there
Place = tuple[Passage, int]


class Sentences(Protocol):
    """What scoring reads beside the index."""

    def texts(self, places: Sequence[Place]) -> list[str | None]:
        """Return the text of each sentence, None where the article has gone."""
        ...

    def headlines(self, articles: Iterable[str]) -> Mapping[str, str]:
        """Return the headlines of articles, those that have one."""
        ...

    def quotations(self, articles: Iterable[str]) -> Mapping[str, Sequence[Quotation]]:
        """Return the quotations of articles."""
        ...


class ArchivedSentences:
    """The sentences of archived articles."""

    def __init__(self, archive: Articles) -> None:
        self._archive = archive

    def texts(self, places: Sequence[Place]) -> list[str | None]:
        """Return the text of each sentence, None where the article has gone or was cut."""
        texts = self._archive.texts(dict.fromkeys(passage.article_id for passage, _ in places))
        found: list[str | None] = []
        for passage, place in places:
            start, end = passage.sentences[place]
            text = texts.get(passage.article_id)
            found.append(text[start:end] if text is not None and end <= len(text) else None)
        return found

    def headlines(self, articles: Iterable[str]) -> Mapping[str, str]:
        """Return the headlines of articles, those that have one."""
        cited = self._archive.citations(articles)
        return {id_: citation.headline for id_, citation in cited.items() if citation.headline}

    def quotations(self, articles: Iterable[str]) -> Mapping[str, Sequence[Quotation]]:
        """Return the quotations of articles."""
        return self._archive.quotations(articles)


class ListedSentences:
    """Sentences without an archive: each is an article of its own, whose id is its number in the list."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def texts(self, places: Sequence[Place]) -> list[str | None]:
        """Return the text of each sentence."""
        return [self._texts[int(passage.article_id)] for passage, _ in places]

    def headlines(self, articles: Iterable[str]) -> Mapping[str, str]:
        """Return nothing: there are no headlines."""
        return {}

    def quotations(self, articles: Iterable[str]) -> Mapping[str, Sequence[Quotation]]:
        """Return nothing: there are no articles to find speakers in."""
        return {}
