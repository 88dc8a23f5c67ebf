"""Buttons: what can be done next with an answer, and the pages of a list."""

from collections.abc import Sequence

from bot.views.answers import STORIES, Rendered, distinct, is_quoted, is_whole
from bot.views.callbacks import Action, data, stored_data
from bot.views.examples import example_buttons
from bot.views.keys import Button, Rows, label
from bot.views.texts import Texts
from retrieval.domain import AnswerKind, CheckOf, Dossier, Quotation, Story, Summary, Turn
from retrieval.text.passages import ordinal

#: stories on one page of a list
PAGE = 8
#: buttons below an answer, those in a row where all of them are shown, and numbers in a row
MOST, ACROSS, NUMBERS = 4, 3, 8
#: characters up to which four labels have room in a row
NARROW = 13


def answer_buttons(turn: Turn, rendered: Rendered, texts: Texts, skip: int = 0, *, everything: bool = False) -> Rows:
    """Return the buttons of an answer that shows its sentences from `skip` to where `rendered` has reached.

    At most four, the last of them for the rest; `everything` are all of them.
    """
    answer = turn.answer
    back = _way_back(turn, skip, texts)
    if answer.abstained or answer.kind in {AnswerKind.CHAT, AnswerKind.CHANGES}:
        row = [*_storing(turn, texts), *_asking_later(turn, texts), *back]
        return (*example_buttons(answer.suggestions, texts), *((tuple(row),) if row else ()))
    if answer.kind is AnswerKind.STORIES:
        numbers = [
            Button(str(n + 1), _about(Action.STORY, turn, citation.article_id, n))
            for n, citation in enumerate(answer.citations[:STORIES])
        ]
        return (*_in_rows(numbers, NUMBERS), tuple(back))
    if answer.dossier:
        return _dossier_buttons(turn, answer.dossier, texts, back)
    if answer.kind is AnswerKind.SUMMARY:
        first, rest = _summary_buttons(turn, texts)
    elif is_whole(answer):
        first, rest = _story_button(turn, texts), []
    elif is_quoted(answer):
        first, rest = _quotation_buttons(turn, rendered, texts, skip)
    else:
        first, rest = _sentence_buttons(turn, rendered, texts, skip), _speech_buttons(turn, texts, skip)
        first += _storing(turn, texts)
    if answer.correction:
        rest.append(Button(texts("button_changes"), _about(Action.CHANGES, turn, answer.correction.article_id, 0)))
    rest += _reading(turn, texts, skip)
    judging = _judging(turn, texts) if not skip else []
    if everything:
        closed = Button(texts("button_back"), _stored(Action.BACK, turn, skip))
        return (*_in_rows([*first, *rest], ACROSS), *_in_rows(judging, MOST), (closed,))
    room = MOST - len(back)
    if rest or judging or len(first) > room:
        first = [*first[: room - 1], Button(texts("button_all"), _stored(Action.ALL, turn, skip))]
    row = [*first, *back]
    wide = any(len(button.label) > NARROW for button in row)
    return tuple(_in_rows(row, 2 if wide else MOST))


def _storing(turn: Turn, texts: Texts) -> list[Button]:
    """Return the button that stores what was checked, where whoever asked may do that."""
    asked = turn.answer.request
    offered = isinstance(asked, CheckOf) and bool(asked.links or asked.source)
    return [Button(texts("button_store"), _stored(Action.STORE, turn))] if offered else []


def _reading(turn: Turn, texts: Texts, skip: int) -> list[Button]:
    """Return the button that sends the article of what is shown first."""
    answer = turn.answer
    shown = answer.quotations[skip:] if is_quoted(answer) else distinct(answer.sentences)[skip:]
    article = next((one.article_id for one in shown), None)
    packed = data(Action.READ, article) if article else None
    return [Button(texts("button_read"), packed)] if packed else []


#: kinds of question that a new article may answer
_ASKED = frozenset((AnswerKind.FACT, AnswerKind.WHO_SAID, AnswerKind.WHAT_SAID))


def _asking_later(turn: Turn, texts: Texts) -> list[Button]:
    """Return the button that has a question answered once there is an answer."""
    asked = turn.answer.kind in _ASKED and turn.answer.abstained and turn.question
    return [Button(texts("button_tell_me"), data(Action.FOLLOW, f"q={turn.key}"))] if asked else []


def _following(subject: str, texts: Texts) -> list[Button]:
    """Return the button that follows a story or a person, none where its name is too long for one."""
    packed = data(Action.FOLLOW, subject)
    return [Button(texts("button_follow"), packed)] if packed else []


def back_button(key: str, texts: Texts) -> Button:
    """Return the button that shows an answer again."""
    return Button(texts("button_back"), data(Action.BACK, key, 0))


def _way_back(turn: Turn, skip: int, texts: Texts) -> list[Button]:
    key = turn.key if skip else turn.back
    return [back_button(key, texts)] if key else []


def _in_rows(buttons: Sequence[Button], most: int) -> list[tuple[Button, ...]]:
    """Return buttons in rows of nearly the same length."""
    rows = -(-len(buttons) // most) or 1
    size = -(-len(buttons) // rows) or 1
    return [tuple(buttons[at : at + size]) for at in range(0, len(buttons), size)]


def _about(action: Action, turn: Turn, article: str, place: int, *numbers: int) -> str:
    """Return data on an article, by its place in the stored answer where its id is too long."""
    own = data(action, article, *numbers)
    if own is not None:
        return own
    counts = numbers if action in {Action.LENGTH, Action.WHO_SAID_WHAT} else ()
    return stored_data(action, turn.key, place, *counts)


def _stored(action: Action, turn: Turn, *numbers: int) -> str:
    return data(action, turn.key, *numbers) or ""


def _sentence_buttons(turn: Turn, rendered: Rendered, texts: Texts, skip: int) -> list[Button]:
    sentences = distinct(turn.answer.sentences)
    shown = sentences[min(skip, len(sentences) - 1)] if sentences else None
    row: list[Button] = []
    if shown:
        number = turn.answer.sentences.index(shown)
        place = _about(Action.CONTEXT, turn, shown.article_id, number, shown.start, shown.end)
        row.append(Button(texts("button_context"), place))
        row.append(Button(texts("button_story"), _about(Action.STORY, turn, shown.article_id, number)))
    if rendered.reached < rendered.total:
        row.append(Button(texts("button_more"), _stored(Action.MORE, turn, rendered.reached)))
    return row


def _story_button(turn: Turn, texts: Texts) -> list[Button]:
    """Return the way to the story of a page on it."""
    cited = turn.answer.citations[:1]
    return [Button(texts("button_story"), _about(Action.STORY, turn, one.article_id, 0)) for one in cited]


def _dossier_buttons(turn: Turn, dossier: Dossier, texts: Texts, back: list[Button]) -> Rows:
    """Return the numbers of a dossier's quotations, each of which leads to its article, and what turns its pages."""
    numbers = []
    for n, one in enumerate(said for topic in dossier.topics for said in topic.quotations):
        place = one.span
        numbers.append(Button(str(n + 1), _about(Action.CONTEXT, turn, one.article_id or "", n, *place)))
    row: list[Button] = []
    if dossier.page:
        row.append(Button(texts("button_previous"), _dossier_page(turn, dossier, dossier.page - 1)))
    if dossier.page + 1 < dossier.pages:
        row.append(Button(texts("button_next"), _dossier_page(turn, dossier, dossier.page + 1)))
    return tuple(tuple(buttons) for buttons in (numbers, [*row, *back]) if buttons)


def _dossier_page(turn: Turn, dossier: Dossier, page: int) -> str:
    return data(Action.DOSSIER, dossier.name, page) or stored_data(Action.DOSSIER, turn.key, page)


def _summary_buttons(turn: Turn, texts: Texts) -> tuple[list[Button], list[Button]]:
    answer = turn.answer
    count = len(answer.sentences)
    article = answer.sentences[0].article_id if count else answer.citations[0].article_id if answer.citations else ""
    since = ordinal(answer.request.since) if isinstance(answer.request, Summary) else 0
    first = [
        Button(texts("button_longer"), _about(Action.LENGTH, turn, article, 0, count + 3, since)),
        Button(texts("button_shorter"), _about(Action.LENGTH, turn, article, 0, max(count // 2, 1), since)),
        Button(texts("button_who_said_what"), _about(Action.WHO_SAID_WHAT, turn, article, 0, count, since)),
    ]
    rest = [Button(texts("button_timeline"), _about(Action.TIMELINE, turn, article, 0))]
    if len(answer.citations) > 1:
        rest.append(Button(texts("button_compare"), _about(Action.COMPARE, turn, article, 0)))
    return first, [*rest, *_following(f"s={article}", texts)]


def _quotation_buttons(turn: Turn, rendered: Rendered, texts: Texts, skip: int) -> tuple[list[Button], list[Button]]:
    number = skip if skip < len(turn.answer.quotations) else 0
    shown = turn.answer.quotations[number]
    article, place = shown.article_id or "", shown.span
    first = [Button(texts("button_context"), _about(Action.CONTEXT, turn, article, number, *place))]
    asked_who = turn.answer.kind is AnswerKind.WHO_SAID
    if rendered.reached < rendered.total and not asked_who:
        first.append(Button(texts("button_more"), _stored(Action.MORE, turn, rendered.reached)))
    if shown.speaker and shown.speaker.name and not skip:
        named = label(texts("button_more_from", name=shown.speaker.name))
        first.append(Button(named, _about(Action.MORE_FROM, turn, article, number, *place)))
        if asked_who and any(_speaker(q) != _speaker(shown) for q in turn.answer.quotations):
            first.append(Button(texts("button_who_else"), _stored(Action.WHO_ELSE, turn)))
    name = shown.speaker.name if shown.speaker and not skip else None
    followed = _following(f"p={name}", texts) if name else []
    return first, [Button(texts("button_card"), _about(Action.CARD, turn, article, number, *place)), *followed]


def _speech_buttons(turn: Turn, texts: Texts, skip: int) -> list[Button]:
    """Return what can be done with the quotation that the first sentence shown holds: more of its speaker, a picture."""
    sentences = distinct(turn.answer.sentences)[skip : skip + 1]
    made: list[Button] = []
    for sentence in sentences:
        held = next(
            (
                q
                for q in turn.answer.quotations
                if q.article_id == sentence.article_id and sentence.start <= q.fragments[0][0] < sentence.end
            ),
            None,
        )
        if held is None or held.speaker is None or held.speaker.name is None:
            continue
        place = held.span
        named = label(texts("button_more_from", name=held.speaker.name))
        made.append(Button(named, data(Action.MORE_FROM, sentence.article_id, *place)))
        made.append(Button(texts("button_card"), data(Action.CARD, sentence.article_id, *place)))
    return [button for button in made if button.data]


def _speaker(quotation: Quotation) -> str | None:
    return (quotation.speaker.name or quotation.speaker.text) if quotation.speaker else None


def _judging(turn: Turn, texts: Texts) -> list[Button]:
    row = [Button(texts("button_why"), _stored(Action.WHY, turn))] if turn.answer.sentences else []
    row += [
        Button(texts("button_good"), _stored(Action.GOOD, turn)),
        Button(texts("button_bad"), _stored(Action.BAD, turn)),
    ]
    if turn.about:
        row.append(Button(texts("button_drop"), data(Action.DROP)))
    return row


def list_buttons(turn: Turn, listed: Sequence[Story], page: int, texts: Texts) -> Rows:
    """Return the buttons of a page of stories: their numbers in a row, and the row that turns the pages."""
    numbers = tuple(
        Button(str(page * PAGE + n + 1), _about(Action.STORY, turn, story.article_id or "", n))
        for n, story in enumerate(listed[:PAGE])
    )
    row: list[Button] = []
    if page:
        row.append(Button(texts("button_previous"), _page(turn, page - 1)))
    if len(listed) > PAGE:
        row.append(Button(texts("button_next"), _page(turn, page + 1)))
    return (numbers, tuple(row))


def _page(turn: Turn, page: int) -> str:
    """Return data on a page of the stories with the words of a turn."""
    return data(Action.PAGE, turn.question, page) or stored_data(Action.PAGE, turn.key, page)
