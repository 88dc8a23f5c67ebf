"""The words in which a request would be asked: what follow-ups refer to, and what a data set keeps of a vote."""

from retrieval.domain import (
    CheckOf,
    DossierOf,
    EverythingBy,
    Fact,
    HowOften,
    LastQuoted,
    Latest,
    OthersOn,
    OutletsOn,
    QuotationsIn,
    QuotationsOf,
    Request,
    SideBySide,
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
        case QuotationsOf(topic=str(topic)) | LastQuoted(topic=str(topic)):
            return f"What did {request.speaker} say about {topic}?"
        case QuotationsOf() | EverythingBy() | LastQuoted():
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
            return _over_stories(request)


def _over_stories(request: Request) -> str:
    """Return a request over several stories as a question; nothing for what is not asked in words."""
    match request:
        case SideBySide():
            about = f" about {request.topic}" if request.topic else ""
            return f"What did {' and '.join(request.speakers)} say{about}?"
        case OthersOn():
            return f"Who else spoke about {request.topic or 'that'}?"
        case HowOften():
            return f"How often is {request.name} {'quoted' if request.quoted else 'mentioned'}?"
        case Latest():
            return f"What is the latest on {request.story.words or 'this story'}?"
        case OutletsOn():
            return f"Which outlets reported {request.story.words or 'this story'}?"
        case _:
            return ""
