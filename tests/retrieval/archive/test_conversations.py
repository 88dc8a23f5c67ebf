from retrieval.archive.archive import Archive
from retrieval.archive.conversations import Conversations
from retrieval.archive.votes import Votes
from retrieval.domain import Context, Evidence

ABOUT = Context("ferry", "When?", ("a", "b"), "Ada Lund", (("a", 0, 9),))


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_context_survives_a_restart_and_belongs_to_one_user_of_one_chat(tmp_path):
    archive = Archive.open(tmp_path)
    Conversations(archive.database).save("1", "2", ABOUT)
    archive.close()
    archive = Archive.open(tmp_path)
    contexts = Conversations(archive.database)
    assert contexts.load("1", "2") == ABOUT
    assert contexts.load("1", "3") is None
    assert contexts.load("2", "2") is None
    archive.close()


def test_a_context_expires_after_its_last_turn_and_is_removed(tmp_path):
    archive, clock = Archive.open(tmp_path), Clock()
    contexts = Conversations(archive.database, 10, clock)
    contexts.save("1", "2", ABOUT)
    clock.now += 599
    contexts.save("1", "2", ABOUT)
    clock.now += 599
    assert contexts.load("1", "2") == ABOUT
    clock.now += 2
    assert contexts.load("1", "2") is None
    contexts.save("9", "9", ABOUT)
    with archive.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM conversation").scalar() == 1
    archive.close()


def test_a_dropped_context_is_gone(tmp_path):
    archive = Archive.open(tmp_path)
    contexts = Conversations(archive.database)
    contexts.save("1", "2", ABOUT)
    contexts.drop("1", "2")
    assert contexts.load("1", "2") is None
    archive.close()


def test_a_context_of_another_version_is_no_context(tmp_path):
    archive = Archive.open(tmp_path)
    with archive.database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO conversation VALUES ('1', '2', '{\"topic\": 7}', 9e12)")
    assert Conversations(archive.database).load("1", "2") is None
    archive.close()


def test_a_vote_becomes_a_line_of_a_data_set_without_names_and_can_be_changed(tmp_path):
    archive = Archive.open(tmp_path)
    votes = Votes(archive.database)
    shown = [Evidence("a", 0, 5, "Seven", 1.0), Evidence("b", 3, 8, "eight", 0.5), Evidence("a", 9, 12, "ten", 0.1)]
    votes.cast("12345", "67890", "m1", "How many?", shown, good=False)
    votes.cast("12345", "67890", "m1", "How many?", shown, good=True)
    votes.cast("12345", "99", "m1", "How many?", shown, good=False)
    first, second = votes.lines()
    assert votes.count() == (1, 1)
    assert (first["question"], first["good"], first["articles"]) == ("How many?", True, ["a", "b"])
    assert first["sentences"][1] == {"article_id": "b", "start": 3, "end": 8, "text": "eight"}
    assert second["good"] is False
    assert "67890" not in str(first)
    archive.close()
