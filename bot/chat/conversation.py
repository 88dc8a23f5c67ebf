"""Turns and context of a chat, without any transport: Telegram, the terminal and `ask` with "chat" all talk through it."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.chat.stores import Contexts, ContextsInMemory, Turns
from bot.chat.turn_store import TurnsInMemory
from retrieval.domain import (
    Answer,
    AnswerKind,
    Archived,
    Article,
    BlockKind,
    Citation,
    Context,
    Message,
    Question,
    Quotation,
    QuotationsOf,
    Request,
    Span,
    StoryList,
    StoryOf,
    Summary,
    Turn,
    overlaps,
)
from retrieval.questions.wording import words_of
from retrieval.text.passages import article_sentences

#: articles that example questions are made from
NEWEST = 8
#: sentences shown before and after one "in context"
AROUND = 2


#: what is said to somebody who does not know yet what to ask
_WELCOMING = {Message.GREETING, Message.NO_WORDS, Message.ABOUT}
#: makes a request of what the conversation is about
Asks = Callable[[Context], Request]


class Answers(Protocol):
    """What answers questions: retrieval's Answerer."""

    def answer(self, question: Question) -> Answer:
        """Return the answer to a question in its context."""
        ...


class Articles(Protocol):
    """What a conversation reads of the archive."""

    def count(self) -> int:
        """Return how many articles there are."""
        ...

    def span(self) -> tuple[str | None, str | None]:
        """Return the first and the last day, ISO 8601."""
        ...

    def articles(self, ids: list[str]) -> dict[str, Article]:
        """Return the articles that exist among `ids`."""
        ...

    def citations(self, ids: list[str]) -> dict[str, Citation]:
        """Return the citations of those of `ids` that exist."""
        ...

    def newest(self, limit: int, offset: int = 0, matching: str | None = None) -> list[Citation]:
        """Return citations, newest first."""
        ...

    def outlets(self) -> list[tuple[str | None, int]]:
        """Return every outlet with the number of its articles, most first."""
        ...

    def quotations(self, article_ids: list[str]) -> dict[str, tuple[Quotation, ...]]:
        """Return the quotations of each article."""
        ...


class Source(Protocol):
    """The program as a conversation sees it; both may be replaced while the bot runs."""

    @property
    def answerer(self) -> Answers:
        """Return what answers questions."""
        ...

    @property
    def archive(self) -> Articles:
        """Return what holds the articles."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A stretch of an article with the sentences around it: where each starts, its words, and whether it was asked for."""

    sentences: tuple[tuple[int, str, bool], ...]
    incomplete: bool = False


class Conversation:
    """Asks questions in the context of their chat and remembers the answers for the buttons below them."""

    def __init__(self, source: Source, contexts: Contexts | None = None, turns: Turns | None = None) -> None:
        self._source = source
        self._contexts = contexts or ContextsInMemory()
        self._turns = turns or TurnsInMemory()

    def ask(
        self,
        chat: str,
        user: str,
        text: str,
        quoted: str | None = None,
        earlier: Turn | None = None,
        latest: Context | None = None,
    ) -> Turn:
        """Answer `text` in this chat's context and keep the context that follows.

        `quoted` is the part of a message that was replied to; `earlier` the turn that was replied to, whose context
        then stands instead of the `latest`, which is looked up where it is not given.
        """
        before = earlier.answer.context if earlier else latest or self.context(chat, user)
        return self._answered(chat, user, Question(text, context=before, quoted=quoted), before)

    def request(
        self, chat: str, user: str, request: Request | Asks, earlier: Turn | None = None, *, anew: bool = False
    ) -> Turn:
        """Answer a request in this chat's context and keep the context that follows.

        `earlier` is the turn that it goes on from where that is not the latest; `anew` forgets what came before.
        """
        latest = earlier.answer.context if earlier else self._contexts.load(chat, user)
        before = Context() if anew or latest is None else latest
        made = request(before) if callable(request) else request
        return self._answered(chat, user, Question(words_of(made), context=before, request=made), before)

    def _answered(self, chat: str, user: str, question: Question, before: Context) -> Turn:
        answer = self._source.answerer.answer(question)
        if not answer.suggestions and _is_lost(answer):
            answer = replace(answer, suggestions=self.examples())
        if answer.context != before:
            self._contexts.save(chat, user, answer.context)
        kept = answer.follows and answer.context.topic == before.topic and _is_told(answer)
        return self.remember(chat, user, question.text, answer, before.topic if kept else None)

    def listed(self, chat: str, user: str, words: str, central: Sequence[str], page: int = 0) -> Turn:
        """Remember a page of stories that was shown for `words`, each by its most central article, for its buttons."""
        cited = self._source.archive.citations(list(central))
        listed, asked = tuple(cited[i] for i in central if i in cited), StoryList(words or None, page=page)
        answer = Answer(AnswerKind.STORIES, abstained=False, citations=listed, request=asked)
        return self.remember(chat, user, words, answer)

    def remember(self, chat: str, user: str, question: str, answer: Answer, about: str | None = None) -> Turn:
        """Keep an answer for its buttons and for replies to it."""
        turn = Turn(secrets.token_urlsafe(6), chat, user, question, answer, about)
        self._turns.save(turn)
        return turn

    def over(self, turn: Turn, before: Turn) -> Turn:
        """Return a turn as one that takes the place of another, which it leads back to.

        A summary of another length, and another page of a dossier, takes the place of the one before it, and leads back to
        where that came from.
        """
        if turn.key == before.key:
            return turn
        lengths = turn.answer.kind is before.answer.kind is AnswerKind.SUMMARY
        pages = turn.answer.dossier is not None and before.answer.dossier is not None
        back = before.back or before.key if lengths or pages else before.key
        if turn.back != back and before.back != turn.key:  # on the way back nothing is stacked up
            turn = replace(turn, back=back)
            self._turns.save(turn)
        return turn

    def turn(self, key: str) -> Turn | None:
        """Return an answer that was given, None once it has been forgotten."""
        return self._turns.load(key)

    def sent(self, chat: str, message: str, turn: Turn) -> None:
        """Remember which message shows a turn, so that a reply to it is a question about it."""
        self._turns.note(chat, message, turn.key)

    def shown_by(self, chat: str, message: str) -> Turn | None:
        """Return the turn that a message shows, None where it shows none."""
        key = self._turns.shown_by(chat, message)
        return self._turns.load(key) if key else None

    def topic(self, chat: str, user: str) -> str | None:
        """Return what this chat is about just now."""
        context = self._contexts.load(chat, user)
        return context.topic if context else None

    def context(self, chat: str, user: str) -> Context:
        """Return what this chat is about just now."""
        return self._contexts.load(chat, user) or Context()

    def go_back(self, chat: str, user: str, before: Context) -> None:
        """Take back what was asked since."""
        self._contexts.save(chat, user, before)

    def forget(self, chat: str, user: str) -> None:
        """Start a new topic."""
        self._contexts.drop(chat, user)

    def forget_person(self, user: str) -> None:
        """Let go of all that is at hand of a person, so that what is deleted in the archive does not come back."""
        self._contexts.forget_person(user)
        self._turns.forget_person(user)

    def moved(self, chat: str, to: str) -> None:
        """Go on with the conversations of a group in the one that it has become."""
        self._contexts.move(chat, to)

    def close(self) -> None:
        """Wait until every context and turn is kept."""
        self._contexts.close()
        self._turns.close()

    def archived(self) -> Archived:
        """Return how much the archive holds, and of when."""
        return Archived(self._source.archive.count(), *self._source.archive.span())

    def examples(self) -> tuple[Request, ...]:
        """Return two requests that the newest stories answer: one for what somebody said, one for a summary."""
        name = self.somebody()
        newest = [cited for cited in self._source.archive.newest(NEWEST) if cited.headline]
        said = [QuotationsOf(name)] if name else []
        return (*said, *(Summary(StoryOf(c.headline or "", c.article_id)) for c in newest[: 2 - len(said)]))

    def somebody(self) -> str | None:
        """Return the full name of somebody who is quoted in the newest stories."""
        ids = [citation.article_id for citation in self._source.archive.newest(NEWEST)]
        said = self._source.archive.quotations(ids)
        speakers = (quotation.speaker for article_id in ids for quotation in said.get(article_id, ()))
        names = (speaker.name for speaker in speakers if speaker and speaker.name)
        return next((name for name in names if " " in name and name.istitle()), None)

    def surroundings(self, article_id: str, span: Span, around: int = AROUND) -> Surroundings | None:
        """Return the sentences around `span`, None when the article has gone.

        A caption stands alone; a sentence of the text has up to `around` sentences of the text before and after it.
        """
        article = self._source.archive.articles([article_id]).get(article_id)
        if article is None or not 0 <= span[0] < span[1] <= len(article.text):
            return None
        told = [s for kind, s in article_sentences(article) if kind is BlockKind.PARAGRAPH]
        holding = [n for n, sentence in enumerate(told) if overlaps(sentence, span)]
        shown = told[max(holding[0] - around, 0) : holding[-1] + around + 1] if holding else [span]
        return Surroundings(tuple((a, article.text[a:b], overlaps((a, b), span)) for a, b in shown), article.incomplete)


def _is_lost(answer: Answer) -> bool:
    """Say whether example questions help: after a greeting, or words about nothing that there is."""
    return (answer.abstained and not answer.citations) or (
        answer.message is not None and answer.message.message in _WELCOMING
    )


def _is_told(answer: Answer) -> bool:
    """Say whether the answer is one that a topic stands above: not small talk, not an abstention."""
    return not answer.abstained and answer.kind is not AnswerKind.CHAT
