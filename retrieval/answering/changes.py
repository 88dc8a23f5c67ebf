"""What has been changed in the articles of a story since they first came, sentence by sentence."""

from collections.abc import Iterator

from retrieval.answering.sources import Sources
from retrieval.archive.interface import Articles
from retrieval.claims.revisions import changed_sentences
from retrieval.domain import Answer, AnswerKind, Article, Change, ChangesOf, Message, Said
from retrieval.text.passages import article_sentences

#: articles of a story that are looked through, and changes that are told
LOOKED_THROUGH, TOLD = 50, 60


def answer_changes(request: ChangesOf, sources: Sources) -> Answer:
    """Tell what has been changed in a story's articles, the latest change of each first."""
    told = sources.stories().articles(request.story)[:LOOKED_THROUGH]
    if not told:
        return Answer(AnswerKind.CHANGES, abstained=True, citations=tuple(sources.archive.newest(3)))
    changes = [change for one in told for change in changes_in(one.article_id, sources.archive)][:TOLD]
    changed = {change.article_id for change in changes}
    if not changes:
        said = Said(Message.NOT_CHANGED, topic=told[0].headline)
        return Answer(AnswerKind.CHAT, abstained=False, message=said, citations=tuple(told[:1]))
    cited = tuple(one for one in told if one.article_id in changed)
    return Answer(AnswerKind.CHANGES, abstained=False, changes=tuple(changes), citations=cited, probability=1.0)


def changes_in(article_id: str, archive: Articles) -> Iterator[Change]:
    """Yield the changes of an article, the latest first; those of a headline are changes of a sentence too."""
    earlier = archive.revisions(article_id)
    article = archive.articles([article_id]).get(article_id) if earlier else None
    if article is None:
        return
    texts = [_told(Article("", one.text, one.blocks, one.headline)) for one in earlier] + [_told(article)]
    for number in range(len(earlier) - 1, -1, -1):
        for before, after in changed_sentences(texts[number], texts[number + 1]):
            yield Change(article_id, earlier[number].replaced, before, after)


def _told(article: Article) -> list[str]:
    sentences = [" ".join(article.text[a:b].split()) for _, (a, b) in article_sentences(article)]
    return [article.headline, *sentences] if article.headline else sentences
