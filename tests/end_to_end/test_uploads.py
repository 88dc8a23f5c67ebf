"""Files that people send to the bot, over real HTTP: many at once, with names of paths, and made to make it hang."""

import contextlib

import pytest

from retrieval.archive.archive import Archive

STORY = (
    "The ferry of Orm ran aground on Monday and nobody was hurt, the harbour office said. Its captain, Ada Holm, told "
    "reporters that fog had come up within minutes and that the {} lamps of the pier had not been lit. "
)


@pytest.fixture(autouse=True)
def _nothing_refused(api):
    yield
    assert api.refused == []


def story(number):
    """Return a file like no other."""
    thing = ("goat", "organ", "kiln", "orchard", "glider", "violin", "statue", "bakery", "lantern", "quarry")[
        number % 10
    ]
    return f"{thing} {number} stolen at Dorn{number}holm\n\nA {thing} was stolen from Dorn{number}holm in week {number}.\n\n"


async def test_the_name_of_an_upload_is_never_a_path(api, start, tmp_path):
    await start(ONRECORD_TELEGRAM__ALLOWED_USERS="5")
    names = (
        "../../etc/cron.d/x.txt",
        "/etc/cron.d/x.txt",
        "..\\..\\x.txt",
        "C:\\x.txt",
        "x/\x00.txt",
        "~root/.txt.txt",
    )
    for number, name in enumerate(names, 1):
        await api.upload(name, (story(number) + STORY.format(number * 7)).encode())
        await api.until(lambda number=number: len(api.sent()) == number)
    assert all(parameters["text"].startswith(("Stored", "I have it")) for parameters in api.sent())
    written = {path.name for path in tmp_path.rglob("*")}
    assert not any("cron" in name or name.endswith(".txt") for name in written)
    with contextlib.closing(Archive.open(tmp_path / "archive")) as archive:
        ids = [article_id for _, article_id in archive.changes(0, 100)]
    assert ids
    assert not any(set("./\\~:\x00") & set(article_id) for article_id in ids)


async def test_of_thirty_files_sent_at_once_by_one_who_may_add_none_is_turned_away(api, start, tmp_path):
    for number in range(1, 31):
        await api.upload(f"{number}.txt", (story(number) + STORY.format(number * 7)).encode())
    await start(ONRECORD_TELEGRAM__ALLOWED_USERS="5")

    def others() -> list[str]:
        texts = [parameters["text"] for parameters in api.sent()]
        return [text for text in texts if not text.startswith(("Stored", "I have it"))]

    await api.until(lambda: len(api.sent()) - len(others()) == 30)
    assert all(text.startswith("Many are asking just now") for text in others())  # a slow machine has one told to wait


async def test_a_file_that_takes_its_reader_minutes_is_refused_and_the_next_is_read(api, start):
    await start(ONRECORD_TELEGRAM__ALLOWED_USERS="5,6")
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    await api.upload("slow.html", f"<h1>Ferry aground</h1><p {attributes}>{STORY.format(4) * 3}".encode())
    await api.upload("next.txt", (story(1) + STORY.format(4)).encode(), chat=6)
    await api.until(lambda: bool(api.sent(5) and api.sent(6)))
    # whichever limit is reached first: that of the reader itself, or that of whoever waits for it
    assert api.sent(5)[0]["text"].startswith(
        ("Not stored: slow.html: the page takes longer than", "Not stored: slow.html: the page takes too long")
    )
    assert api.sent(6)[0]["text"].startswith("Stored:")
