"""How well quotations and their speakers are found and asked for, on stories written for this; the floors only rise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from retrieval.answering import Answerer
from retrieval.archive.archive import Archive
from retrieval.domain import AnswerKind, Question, Quotation
from retrieval.index.memory import MemoryIndex
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.readers.json_lines import article_of
from retrieval.quotations import answers_to, find_quotations
from retrieval.quotations.people import people_in
from retrieval.stories import Stories

FOUND, PRECISE, RIGHT, RESOLVED = 0.98, 0.95, 0.98, 0.96
_EMPTY = {
    "have",
    "been",
    "that",
    "this",
    "they",
    "them",
    "will",
    "would",
    "could",
    "with",
    "when",
    "what",
    "from",
    "were",
    "then",
    "that's",
    "because",
}
#: the speaker of what nobody is named for: "asked whether he would resign"
NOBODY = "–"
RIGHT_SPEAKER_FIRST, AMONG_FIRST_THREE = 0.95, 0.95


@dataclass(frozen=True)
class Said:
    story: str
    text: str
    speaker: str
    words: str

    def is_in(self, quotation: Quotation) -> bool:
        return self.words in " ".join(quotation.text.split())

    def is_by(self, quotation: Quotation) -> bool:
        speaker = quotation.speaker
        if speaker is None or self.speaker == NOBODY:
            return speaker is None and self.speaker == NOBODY
        if speaker.name and any(answers_to(one, self.speaker) for one in people_in(speaker.name)):
            return True
        return self.speaker.lower() in speaker.text.lower()


def said() -> list[Said]:
    file = Path(__file__).parent / "data" / "quotations.txt"
    listed: list[Said] = []
    for story in re.sub(r"^#.*\n", "", file.read_text("utf-8"), flags=re.M).split("\n=====\n"):
        whole, _, quotations = story.partition("\n---\n")
        headline, _, text = whole.partition("\n")
        for line in quotations.strip().splitlines():
            speaker, _, words = line.partition(" | ")
            listed.append(Said(headline.strip(), text.strip(), speaker, words))
    return listed


SAID = said()
STORIES = {one.story: one.text for one in SAID}


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Quotation, ...]]:
    return {story: find_quotations(text) for story, text in STORIES.items()}


def test_quotations_are_found_and_little_else(found):
    hits = sum(any(one.is_in(q) for q in found[one.story]) for one in SAID)
    every = [(story, q) for story, listed in found.items() for q in listed]
    wanted = sum(any(one.story == story and one.is_in(q) for one in SAID) for story, q in every)
    assert hits / len(SAID) >= FOUND
    assert wanted / len(every) >= PRECISE, [
        q.text for s, q in every if not any(o.story == s and o.is_in(q) for o in SAID)
    ]


def test_they_are_given_to_whoever_said_them_by_full_name(found):
    pairs = [(one, q) for one in SAID for q in found[one.story] if one.is_in(q)]
    wrong = [(one.words, q.speaker) for one, q in pairs if not one.is_by(q)]
    assert 1 - len(wrong) / len(pairs) >= RIGHT, wrong
    named = [(one, q) for one, q in pairs if one.speaker[0].isupper()]
    resolved = [q for one, q in named if q.speaker and (q.speaker.name or one.speaker.startswith("The "))]
    assert len(resolved) / len(named) >= RESOLVED


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    archive = Archive.open(tmp_path_factory.mktemp("archive"))
    index = MemoryIndex()
    articles = [article_of({"id": story, "headline": story, "text": text}) for story, text in STORIES.items()]
    for _ in Pipeline(archive, index).add(articles):
        pass
    yield Answerer(archive, index, lambda: Stories(archive, index))
    archive.close()


def _content(words: str) -> list[str]:
    """Words that tell something: longer ones, as people remember them."""
    return [word for word in re.findall(r"\w{4,}", words) if word.lower() not in _EMPTY]


def test_who_said_it_names_the_right_speaker_first_though_half_of_the_words_are_left_out(answerer):
    asked = [one for one in SAID if one.speaker[0].isupper()]
    right = 0
    for one in asked:
        quotation = next(q for q in find_quotations(one.text) if one.is_in(q))
        words = _content(quotation.text)
        half = words[::2] if len(words) > 3 else words
        answer = answerer.answer(Question(f"Who said {' '.join(half)}?"))
        right += bool(answer.quotations) and one.is_by(answer.quotations[0])
    assert right / len(asked) >= RIGHT_SPEAKER_FIRST


def test_what_somebody_said_about_something_comes_among_the_first_three_and_is_never_anothers(answerer):
    asked = [
        one for one in SAID if one.speaker[0].isupper() and " " in one.speaker and not one.speaker.startswith("The ")
    ]
    among = 0
    for one in asked:
        topic = sorted(_content(one.words), key=len)[-2:]
        answer = answerer.answer(Question(f"What did {one.speaker.split()[-1]} say about {' '.join(topic)}?"))
        assert answer.kind is AnswerKind.WHAT_SAID
        assert all(answers_to(name, one.speaker) for q in answer.quotations for name in people_in(q.speaker.name or ""))
        among += any(one.is_in(q) for q in answer.quotations[:3])
    assert among / len(asked) >= AMONG_FIRST_THREE
