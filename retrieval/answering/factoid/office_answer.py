"""The answer to who holds an office: the sentences that name them with it, or what comes nearest."""

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.factoid.office_bearers import Bearer, bearers, terms_told
from retrieval.answering.factoid.role_names import as_nearest, names_somebody_else
from retrieval.answering.factoid.succession import successor_in
from retrieval.answering.sources import Sources
from retrieval.domain import Answer, AnswerKind, Article, Evidence, Fact
from retrieval.questions.offices import Office, office_asked, office_named

#: articles that are looked through for whoever holds an office: the nearest to its words, and the newest of the next ones
ARTICLES, NEWEST = 40, 20
#: passages among which the newest are sought
PASSAGES = 300
#: sentences given, each of another holder
GIVEN = 3
#: how likely one is right that says of what the office is, and one whose article tells it
SURE, TOLD = 0.85, 0.6
#: shares of the first sentence, and of each that follows
FIRST, NEXT = 0.8, 0.05


def with_holder(answer: Answer, office: Office, request: Fact, sources: Sources) -> Answer:
    """Return the sentences that name the holder of the office that is asked for, before those of the answer.

    Where none does, the answer's sentences are what comes nearest, unless its first one speaks of that office itself.
    """
    articles = _articles(office, request, sources)
    if office.any_head and not _is_written_large(office, articles):
        return answer  # "who runs the marathon"
    found = _first_of_each(_in_order(articles, office))
    if not found:
        return answer if office.any_head else _unless_of_another(answer, office, request.text, articles, sources)
    sentences = tuple(
        _evidence(article, bearer, NEXT if n else FIRST) for n, (article, bearer) in enumerate(found[:GIVEN])
    )
    given = {(one.article_id, one.start) for one in sentences}
    rest = tuple(replace(s, score=0.0) for s in answer.sentences if (s.article_id, s.start) not in given)
    return replace(
        answer, kind=AnswerKind.FACT, abstained=False, sentences=(*sentences, *rest), quotations=(), citations=(), nearest=(),
        speaker=None, probability=max(answer.probability, SURE if found[0][1].sure else TOLD),
    )  # fmt: skip


def office_of_request(request: Fact) -> Office | None:
    """Return the office whose holder a request asks for, None where it asks for none that words tell apart."""
    words = request.own or request.text
    return office_asked(words) or office_named(words)


def holder_named(words: str, office: Office, sources: Sources) -> Answer | None:
    """Return who holds an office that is named without a question, None where no sentence says."""
    nothing = Answer(AnswerKind.FACT, abstained=True)
    answer = with_holder(nothing, office, Fact(words), sources)
    return None if answer.abstained else answer


def _articles(office: Office, request: Fact, sources: Sources) -> list[Article]:
    """Return the articles that may tell it: those at hand, and those nearest to the words of the office."""
    titles = () if office.any_head else office.titles  # so many that they would drown what it is of
    words = " ".join((*office.posts, *titles, *office.said))
    found = sources.search.retrieve_mended(sources.search.analyse(words))
    ids = dict.fromkeys((*request.articles, *request.near, *(hit.passage.article_id for hit in found.hits)))
    newest = _newest(found.analysis.searched, sources) if office.now else ()
    return list(sources.archive.articles(dict.fromkeys([*list(ids)[:ARTICLES], *newest])).values())


def _newest(terms: Sequence[str], sources: Sources) -> list[str]:
    """Return the newest of many articles with the words: who holds an office now is seldom told where it is told most."""
    hits = sources.search.index.candidates(terms, PASSAGES)
    days = {hit.passage.article_id: hit.passage.day for hit in hits}
    return sorted(days, key=lambda one: days[one], reverse=True)[:NEWEST]


def _in_order(articles: Sequence[Article], office: Office) -> list[tuple[Article, Bearer]]:
    """Return who is named, those of whom it is said of what first; the latest first where the present holder is asked for."""
    found = [(article, bearer) for article in articles for bearer in bearers(article, office)]
    if office.now:
        found = [(article, _as_it_is_now(article, bearer)) for article, bearer in found]
        found.sort(key=lambda one: one[0].published or "", reverse=True)
    return sorted(found, key=lambda one: not one[1].sure)


def _as_it_is_now(article: Article, bearer: Bearer) -> Bearer:
    """Return with whoever "will succeed Malm as its director" who is to hold the office, and not who held it."""
    successor = successor_in(article, bearer.span, bearer.name)
    return replace(bearer, name=successor) if successor else bearer


def _first_of_each(found: Sequence[tuple[Article, Bearer]]) -> list[tuple[Article, Bearer]]:
    """Return the first sentence of each surname."""
    first: dict[str, tuple[Article, Bearer]] = {}
    for article, bearer in found:
        first.setdefault(article.text[slice(*bearer.name)].split()[-1], (article, bearer))
    return list(first.values())


def _evidence(article: Article, bearer: Bearer, score: float) -> Evidence:
    start, end = bearer.span
    return Evidence(article.id, start, end, article.text[start:end], score, bearer.kind, (bearer.name,))


def _unless_of_another(
    answer: Answer, office: Office, asked: str, articles: Sequence[Article], sources: Sources
) -> Answer:
    """Return the answer; what is nearest where it tells of another office, or of none."""
    if answer.abstained or not answer.sentences:
        return answer
    first = answer.sentences[0]
    told = terms_told(f"{first.lead_text or ''} {first.text}")
    title = any(terms_told(title) <= told for title in office.titles)
    if not (title or office.posts or _is_name(office, articles)):
        return answer
    article = next((one for one in articles if one.id == first.article_id), None)
    headline = (article.headline if article else None) or ""
    named = names_somebody_else(first.text, f"{asked} {headline}")
    if article and any(one.span == (first.start, first.end) for one in bearers(article, office.any_of_its_title)):
        named = False  # that of somebody else's office
    return answer if title and named and (office.posts | office.of) <= told else as_nearest(answer, sources.archive)


def _is_name(office: Office, articles: Sequence[Article]) -> bool:
    """Tell whether what the office is of has a name, as it was typed or as the articles write it."""
    return any(word[0].isupper() for word in office.said) or _is_written_large(office, articles, r"(?<=[a-z,] )")


def _is_written_large(office: Office, articles: Sequence[Article], before: str = r"\b") -> bool:
    """Tell whether articles write a word of what the office is of with a capital more often than not, wherever it stands.

    Or where it stands behind what the regular expression `before` says.
    """
    for word in office.said:
        written = re.compile(rf"{before}{re.escape(word)}\b", re.IGNORECASE)
        begun = [found[0] for one in articles for found in written.findall(one.text)]
        if sum(map(str.isupper, begun)) * 2 > len(begun):
            return True
    return False
