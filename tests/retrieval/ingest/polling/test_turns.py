"""Of several that could poll the feeds, one does."""

from retrieval.ingest.feeds.subscriptions import FeedSource
from tests.retrieval.ingest.polling.conftest import CONTENT, Desk, item, rss


def test_only_the_worker_whose_turn_it_is_polls_and_one_that_loses_it_leaves_the_rest(server, archive):
    feeds = [FeedSource(server.say(f"/{name}", rss(item(f"{name}1", content=CONTENT)))) for name in "abc"]
    desk, turns, seen = Desk(server, archive, *feeds), iter([False, True, True, False]), []

    def may():
        answer = next(turns, None)
        if answer is None:
            desk.watcher.stopping.set()
        return bool(answer)

    desk.watcher.run(lambda visit: seen.append(list(desk.day.slept)), may)
    assert (len(seen), seen[0][:1]) == (2, [5.0])
    other = Desk(server, archive, *feeds)
    other.day.now = desk.day.now
    assert [visit.url for visit in other.watcher.poll()] == [server.url("/c")]
