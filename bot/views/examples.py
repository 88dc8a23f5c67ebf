"""Examples of what may be asked, as buttons that ask it."""

from collections.abc import Sequence

from bot.views.callbacks import Action, data
from bot.views.keys import Button, Rows, label
from bot.views.messages import example_words
from bot.views.texts import Texts
from retrieval.domain import QuotationsOf, Request, Summary


def example_buttons(suggestions: Sequence[Request], texts: Texts) -> Rows:
    """Return a button for each example that can say all there is to do, each in a row."""
    made = [Button(label(example_words(one, texts)), _example(one)) for one in suggestions]
    return tuple((button,) for button in made if button.data)


def _example(request: Request) -> str | None:
    """Return data on a request that an example is made of: a story by its article, somebody by name."""
    if isinstance(request, Summary) and request.story.id:
        return data(Action.STORY, request.story.id)
    if isinstance(request, QuotationsOf) and request.topic is None:
        return data(Action.SAID_BY, request.speaker)
    return None
