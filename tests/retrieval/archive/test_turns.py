import pytest

from retrieval.archive.archive import Archive
from retrieval.archive.schema import turn as table
from retrieval.archive.turns import DAYS, Turns, decoded, encoded
from retrieval.domain import (
    Answer,
    AnswerKind,
    BlockKind,
    Citation,
    Context,
    Evidence,
    Fact,
    Mention,
    Message,
    Quotation,
    QuotationKind,
    QuotationsOf,
    Said,
    Source,
    Speaker,
    StoryOf,
    Summary,
    Turn,
)

ANSWER = Answer(
    AnswerKind.WHO_SAID,
    abstained=False,
    sentences=(Evidence("a", 3, 9, "words.", 0.5, BlockKind.CAPTION, ((4, 5),), (0, 2), "So"),),
    quotations=(
        Quotation(
            QuotationKind.MIXED, ((3, 5), (6, 9)), "wo ds", Speaker("she", 0, 3, "Ada Lund", "mayor"), Mention("said", 1, 2),
            0.7, "a",
        ),
    ),
    citations=(Citation("a", "Head", "Post", "2024-05-01", None, also=(Source("Echo", None),)),),
    probability=0.6,
    message=Said(Message.NO_MORE, speaker="Ada Lund"),
    context=Context("Head", "Who said it?", ("a",), "Ada Lund", (("a", 3, 9),)),
    request=QuotationsOf("Ada Lund", "fish", ("a",), (("a", 1, 2),), Fact("Who said it?", asked="2024-05-02")),
    follows=True,
)  # fmt: skip
TURN = Turn("k", "1", "2", "Who said it?", ANSWER, "Head")


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def archive(tmp_path):
    opened = Archive.open(tmp_path)
    yield opened
    opened.close()


def test_a_turn_is_found_as_it_was_after_a_restart(tmp_path):
    archive = Archive.open(tmp_path)
    turns = Turns(archive.database)
    turns.save(TURN)
    turns.save(TURN)
    turns.note("1", "77", "k")
    turns.note("1", "77", "k")
    archive.close()
    archive = Archive.open(tmp_path)
    turns = Turns(archive.database)
    assert turns.load("k") == TURN
    assert turns.load("another") is None
    assert turns.shown_by("1", "77") == "k"
    assert turns.shown_by("2", "77") is None
    archive.close()


def test_a_turn_is_forgotten_in_the_end_and_removed(archive):
    clock = Clock()
    turns = Turns(archive.database, clock=clock)
    turns.save(TURN)
    turns.note("1", "77", "k")
    clock.now += DAYS * 86_400 - 1
    assert turns.load("k") == TURN
    assert turns.shown_by("1", "77") == "k"
    clock.now += 2
    assert turns.load("k") is None
    assert turns.shown_by("1", "77") is None
    turns.save(Turn("later", "1", "2", "Why?", ANSWER))
    with archive.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM turn").scalar() == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM sent_message").scalar() == 0


def test_what_is_told_again_is_not_kept():
    answer = Answer(AnswerKind.CHAT, abstained=False, suggestions=(Summary(StoryOf("x")),))
    assert decoded(encoded(answer)) == Answer(AnswerKind.CHAT, abstained=False)


@pytest.mark.parametrize(
    "text", ['{"kind": "nothing"}', "{", '{"kind": "fact", "abstained": 3}', '{"request": ["Gone", {}]}']
)
def test_what_another_version_wrote_is_no_answer(archive, text):
    assert decoded(text) is None
    turns = Turns(archive.database)
    turns.save(TURN)
    with archive.database.writing() as connection:
        connection.execute(table.update().values(answer=text))
    assert turns.load("k") is None
