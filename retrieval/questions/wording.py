"""The words in which a request would be asked: what follow-ups refer to, and what a data set keeps of a vote."""

from retrieval.domain import (
    CheckOf,
    DossierOf,
    EverythingBy,
    Fact,
    QuotationsIn,
    QuotationsOf,
    Request,
    SpeakersOn,
    StoryList,
    Summary,
)

#: characters of a checked message that a conversation goes on from
LONGEST = 300


def words_of(request: Request) -> str:
    """Return a request as a question.

    >>> words_of(QuotationsOf("Ann Smith", "the harbour"))
    'What did Ann Smith say about the harbour?'
    """
    match request:
        case Fact():
            return request.text
        case QuotationsOf(topic=str(topic)):
            return f"What did {request.speaker} say about {topic}?"
        case QuotationsOf() | EverythingBy():
            return f"What did {request.speaker} say?"
        case DossierOf():
            return f"What did {request.name} say?"
        case SpeakersOn():
            return f"Who said {request.topic or 'that'}?"
        case QuotationsIn():
            return "Who said what?"
        case Summary():
            return f"Summarize {request.story.words or 'this story'}"
        case CheckOf():
            return request.text[:LONGEST]
        case StoryList():
            return request.topic or "stories"
        case _:
            return ""
