import time

from retrieval.errors import BadInput
from retrieval.reading.deferred import DeferredEncoder
from retrieval.reading.reader import Reader, reading_for_one_question

TEXTS = ["the mast is tall", "the mayor came", "a ferry sank", "it rained"]


def test_the_text_that_shares_the_question_s_words_is_the_nearest(encoder):
    likeness = Reader(encoder).read("which ferry sank", TEXTS)
    assert max(range(4), key=lambda n: likeness[n].tokens.mean()) == 2
    assert max(range(4), key=lambda n: likeness[n].whole) == 2


def test_each_text_is_told_of_in_its_own_place_and_read_once_only(encoder):
    twice = [TEXTS[2], TEXTS[0], TEXTS[2]]
    first, second, third = Reader(encoder).read("which ferry sank", twice)
    assert first == third != second
    assert encoder.encoded == TEXTS[2::-2]


def test_what_time_does_not_suffice_for_is_left_out_from_the_end(make_encoder):
    now = time.monotonic()
    slow = make_encoder(seconds=1.0, clock=lambda: now)
    read = Reader(slow, milliseconds=2500).read("which ferry", TEXTS)
    assert [one is not None for one in read] == [True, True, False, False]


def test_when_the_time_is_up_nothing_is_read(encoder):
    assert Reader(encoder).read("which ferry", TEXTS, until=time.monotonic() - 1) == [None] * 4
    assert encoder.encoded == []


def test_several_calls_share_one_deadline(make_encoder):
    now = time.monotonic()
    reader = Reader(make_encoder(seconds=1.0, clock=lambda: now))
    assert [one is not None for one in reader.read("which ferry", TEXTS, until=now + 3.5)] == [True, True, True, False]


def test_all_that_is_read_for_one_question_shares_its_budget_and_the_next_question_has_its_own(encoder):
    reader = Reader(encoder, milliseconds=200)
    with reading_for_one_question():
        time.sleep(0.25)  # the search took it all
        assert reader.read("which ferry", TEXTS) == [None] * 4
    reader.milliseconds = 600_000  # no machine is so busy
    with reading_for_one_question():
        first = reader.deadline()
        time.sleep(0.01)
        assert reader.deadline() == first
    time.sleep(0.01)
    assert reader.deadline() > first
    assert None not in reader.read("which ferry", TEXTS)


def test_an_encoder_that_cannot_be_opened_is_done_without_and_said_once(caplog):
    def broken():
        raise BadInput("model.onnx: is no model.")

    reader = Reader(DeferredEncoder("broken", broken))
    assert reader.read("which ferry", TEXTS) == reader.read("which ferry", TEXTS) == [None] * 4
    assert [record.getMessage() for record in caplog.records] == [
        "Nothing is read for its meaning: model.onnx: is no model."
    ]


def test_an_encoder_is_opened_when_it_is_first_needed_and_then_kept(make_encoder):
    opened = []

    def open_one():
        opened.append(make_encoder())
        return opened[-1]

    reader = Reader(DeferredEncoder("words", open_one))
    assert opened == []
    first, second = reader.read("which ferry", TEXTS), reader.read("which ferry", TEXTS)
    assert [one.whole for one in first] == [one.whole for one in second]
    assert len(opened) == 1


def test_it_tells_which_languages_its_model_was_trained_on(encoder):
    assert [Reader(encoder, languages=("en", "de")).knows(one) for one in ("en", "ru", None)] == [True, False, True]
    assert Reader(encoder).knows("ru")


def test_a_question_in_a_script_that_the_model_does_not_know_reads_nothing(make_encoder):
    class InPieces(make_encoder):
        """A token a letter, as an English model has for other scripts."""

        def _vectors(self, text):
            return super()._vectors(" ".join(text))

    assert None not in Reader(InPieces()).read("где открылся рынок", TEXTS)
    assert Reader(InPieces(), languages=("en",)).read("где открылся рынок", TEXTS) == [None] * 4


def test_no_texts_need_no_reading(encoder):
    assert Reader(encoder).read("which ferry", []) == []
