"""Buttons: what can be done next with an answer, and the pages of a list. Callback data is at most 64 bytes."""

from dataclasses import dataclass

from bot.chat.conversation import Turn
from bot.views.answers import Rendered
from bot.views.texts import Texts
from retrieval.domain import AnswerKind, Quotation

#: stories on one page of a list
PAGE = 8
#: what Telegram allows for a button's data, in bytes
LONGEST_DATA = 64
_LABEL = 40


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message: it sends `data` back, or opens `url`."""

    label: str
    data: str | None = None
    url: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button says when it is pressed: an action, the key of an answer (or a story's id), and a number."""

    action: str
    key: str = ""
    number: int = 0


def data(action: str, key: str = "", number: int = 0) -> str:
    """Return callback data for an action on the answer `key`."""
    packed = f"{action}:{key}:{number}" if number else f"{action}:{key}" if key else action
    if len(packed.encode()) > LONGEST_DATA:
        raise ValueError(f"callback data of more than {LONGEST_DATA} bytes: {packed}")
    return packed


def pressed(packed: str) -> Pressed | None:
    """Return what callback data says, None where it is not ours."""
    action, _, rest = packed.partition(":")
    key, _, number = rest.partition(":")
    if not action.isalpha() or (number and not number.isdecimal()) or len(number) > 6:
        return None
    return Pressed(action, key, int(number or 0))


def label(text: str) -> str:
    """Return a button's label, cut at a word where it is too long for one."""
    text = " ".join(text.split())
    return text if len(text) <= _LABEL else text[:_LABEL].rsplit(" ", 1)[0].rstrip(",;:–-") + " …"


def answer_buttons(turn: Turn, rendered: Rendered, texts: Texts, skip: int = 0) -> Rows:
    """Return the buttons of an answer that shows its sentences from `skip` to where `rendered` has reached."""
    answer = turn.answer
    if answer.abstained or answer.kind is AnswerKind.CHAT:
        return ()
    if answer.kind is AnswerKind.STORIES:
        return tuple(
            (Button(label(citation.headline or texts("untitled")), data("story", turn.key, n)),)
            for n, citation in enumerate(answer.citations)
        )
    if answer.kind is AnswerKind.SUMMARY:
        rows = [[("longer", "button_longer"), ("shorter", "button_shorter")], [("said", "button_who_said_what")]]
        rows[1].append(("timeline", "button_timeline"))
        if len(answer.citations) > 1:
            rows[1].append(("compare", "button_compare"))
        made = [[Button(texts(text), data(action, turn.key)) for action, text in row] for row in rows]
    elif answer.quotations:
        made = _quotation_buttons(turn, rendered, texts, skip)
    else:
        first = [Button(texts("button_context"), data("context", turn.key, skip))]
        first.append(Button(texts("button_story"), data("story", turn.key, skip)))
        made = [first]
        if rendered.reached < rendered.total:
            first.append(Button(texts("button_more"), data("more", turn.key, rendered.reached)))
    if not skip:
        made.append(_judging(turn, texts))
    return tuple(tuple(row) for row in made)


def _quotation_buttons(turn: Turn, rendered: Rendered, texts: Texts, skip: int) -> list[list[Button]]:
    first = turn.answer.quotations[skip] if skip < len(turn.answer.quotations) else turn.answer.quotations[0]
    row = [Button(texts("button_context"), data("context", turn.key, skip))]
    asked_who = turn.answer.kind is AnswerKind.WHO_SAID
    if rendered.reached < rendered.total and not asked_who:
        row.append(Button(texts("button_more"), data("more", turn.key, rendered.reached)))
    rows = [row]
    if first.speaker and first.speaker.name and not skip:
        family = first.speaker.name
        second = [Button(label(texts("button_more_from", name=family)), data("from", turn.key, skip))]
        if asked_who and any(_speaker(q) != _speaker(first) for q in turn.answer.quotations):
            second.append(Button(texts("button_who_else"), data("else", turn.key)))
        rows.append(second)
    rows[-1].append(Button(texts("button_card"), data("card", turn.key, skip)))
    return rows


def _speaker(quotation: Quotation) -> str | None:
    return (quotation.speaker.name or quotation.speaker.text) if quotation.speaker else None


def _judging(turn: Turn, texts: Texts) -> list[Button]:
    row = [Button(texts("button_good"), data("good", turn.key)), Button(texts("button_bad"), data("bad", turn.key))]
    if turn.about:
        row.append(Button(texts("button_drop"), data("drop")))
    return row


def page_buttons(action: str, key: str, page: int, pages: int, texts: Texts) -> tuple[Button, ...]:
    """Return the row that turns the pages of a list: previous and next, where there are such."""
    row = [Button(texts("button_previous"), data(action, key, page - 1))] if page else []
    if page + 1 < pages:
        row.append(Button(texts("button_next"), data(action, key, page + 1)))
    return tuple(row)
