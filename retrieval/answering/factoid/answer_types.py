"""Which types of entity fit the expected type of an answer, and how well."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answering.factoid.entities import Entity, EntityType
from retrieval.questions import Analysis, AnswerType, ExpectedAnswer
from retrieval.questions.lexicon import lexicon
from retrieval.questions.words import STOP_TERMS

FITS: dict[AnswerType, int] = {
    AnswerType.PERSON: EntityType.NAME,
    AnswerType.ORGANISATION: EntityType.NAME,
    AnswerType.PLACE: EntityType.NAME,
    AnswerType.NAME: EntityType.NAME | EntityType.QUOTED,
    AnswerType.THING: EntityType.NAME,
    AnswerType.WORDS: EntityType.QUOTED,
    AnswerType.DATE: EntityType.DATE,
    AnswerType.NUMBER: EntityType.NUMBER,
    AnswerType.MONEY: EntityType.MONEY,
    AnswerType.PERCENT: EntityType.PERCENT,
    AnswerType.AGE: EntityType.AGE,
    AnswerType.DURATION: EntityType.DURATION,
    AnswerType.REASON: EntityType.REASON,
}

#: types of which an answer holds a figure: one without any is none
FIGURES = frozenset(
    (AnswerType.NUMBER, AnswerType.MONEY, AnswerType.PERCENT, AnswerType.AGE, AnswerType.DURATION, AnswerType.DATE)
)
#: how well an age fits that stands right behind another name than was asked for
OF_ANOTHER = 0.3
_PRONOUN = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_OF_AGE = frozenset(("only", "just", "turn", "now"))
#: how well a number fits that nothing beside it ties to what is asked for
UNCOUNTED = 0.5
#: how well a time fits that is told in another unit than was asked for
OTHER_UNIT = 0.4
#: figures that say themselves what they are of
OTHER_FIGURES = EntityType.MONEY | EntityType.PERCENT | EntityType.AGE | EntityType.DURATION


@dataclass(frozen=True, slots=True)
class Fit:
    """An entity that could be the answer, and how well it fits the expected answer, from 0 to 1."""

    entity: Entity
    value: float


def fitting(analysis: Analysis, sentences: Sequence[Sequence[Entity]]) -> list[list[Fit]]:
    """Return of each sentence the entities that fit the expected answer and that the question does not already give."""
    wanted = FITS.get(analysis.expected.type, 0)
    given = analysis.all_terms
    return [
        [
            Fit(
                entity, fitness(analysis.expected, entity) * beside(analysis.expected, entity) * owned(analysis, entity)
            )
            for entity in entities
            if entity.types & wanted and (entity.types & EntityType.REASON or not given.issuperset(entity.terms))
        ]
        for entities in sentences
    ]


def fitness(expected: ExpectedAnswer, entity: Entity) -> float:
    """Return how well an entity of roughly the right type fits, by a scale set by hand: 1 for no doubt."""
    types = entity.types
    if expected.type is AnswerType.REASON:
        return 1.0 if types & EntityType.CAUSE else 0.5
    if expected.type is AnswerType.DATE:
        return 0.5 + 0.5 * bool(types & EntityType.NUMBER)
    if expected.type is AnswerType.NUMBER:
        other = types & OTHER_FIGURES and expected.measure != "much"
        return 0.1 if types & EntityType.DATE else 0.7 if other else 1.0
    if types & EntityType.NAME and expected.type in {AnswerType.PERSON, AnswerType.ORGANISATION} and is_place(entity):
        return 0.2
    if expected.type is AnswerType.PERSON:
        return (
            1.0
            if types & EntityType.PERSON
            else 0.6
            if types & EntityType.LONG_NAME and not types & EntityType.ORGANISATION
            else 0.3
        )
    if expected.type is AnswerType.ORGANISATION:
        return 1.0 if types & EntityType.ORGANISATION else 0.2 if types & EntityType.PERSON else 0.6
    if expected.type is AnswerType.PLACE:
        known = is_place(entity)
        if not expected.noun:  # "where": at a place, not of one
            return (0.7 if types & EntityType.PLACE else 0.2) + (0.3 if known else 0.0)
        if known:
            return 1.0
        return 0.2 if types & EntityType.PERSON else 0.6 if types & EntityType.PLACE else 0.4
    if expected.type is AnswerType.NAME:
        return 1.0 if types & EntityType.QUOTED else 0.5
    return 1.0


def beside(expected: ExpectedAnswer, entity: Entity) -> float:
    """Return how well the words beside a number fit: 1 where it counts what is asked for or has a unit of its measure.

    "How many pupils" is answered by "52 pupils", and may be by "52 of them"; "how far" is by a number of miles, and "how many
    years" hardly by months.
    """
    if expected.type is AnswerType.DURATION and expected.noun:
        return 1.0 if not set(expected.noun).isdisjoint(entity.terms) else OTHER_UNIT
    if expected.type is not AnswerType.NUMBER:
        return 1.0
    forms = lexicon().forms
    wanted = (
        lexicon()
        .units.get(expected.measure, frozenset())
        .union(expected.noun, *(forms.get(term, ()) for term in expected.noun))
    )
    if not wanted:
        return 1.0
    before = () if expected.measure else entity.before
    if not wanted.isdisjoint((*entity.after, *before, *entity.terms)):
        return 1.0
    if entity.types & OTHER_FIGURES:
        return UNCOUNTED / 2
    # "how much snow": in inches, of which nothing says that they count it
    return 1.0 if expected.measure == "much" else UNCOUNTED


def owned(analysis: Analysis, entity: Entity) -> float:
    """Return how surely an age is theirs who are asked for: the word right before it names somebody, and it may be another.

    "Lunde, 41, was there" tells Lunde's age; "Lunde was 41" that of whomever the sentence is about. Who asks how old "she" is
    names nobody, and may mean anybody.
    """
    if analysis.expected.type is not AnswerType.AGE or not entity.before:
        return 1.0
    if not analysis.names and _PRONOUN.search(analysis.text):
        return 1.0
    word = entity.before[-1]
    return 1.0 if word in STOP_TERMS or word in analysis.all_terms or word in _OF_AGE else OF_ANOTHER


def is_place(entity: Entity) -> bool:
    """Say whether a name is that of a place that is known."""
    return lexicon().members["place"].inside(entity.terms, frozenset())
