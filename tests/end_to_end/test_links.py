"""A link is fetched, set beside the stories, and stored only when somebody who may says so."""

import pytest
from aiohttp import web

PAGE = """<html lang="en"><head><title>300 aboard ferry that hit reef</title>
<meta property="og:site_name" content="Harbour Mail"><meta property="article:published_time" content="2025-05-16"></head>
<body><article><h1>300 aboard ferry that hit reef</h1>
<p>300 people were aboard the Marisol Grey when it ran aground off Skerrin Point in thick fog on Wednesday, a fisherman said.</p>
<p>The coastguard was alerted at 7:12 a.m. and sent two lifeboats and a helicopter to the reef, which took until noon to empty
the ship. Nobody knows yet why the watch saw nothing, and the line has promised an inquiry that will be open to all.</p>
<p>Shops in Port Ellary sold out of blankets by the evening, and the mayor thanked everybody who had brought tea to the quay.</p>
</article></body></html>"""


@pytest.fixture
async def page():
    async def serve(request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    application = web.Application()
    application.router.add_get("/{tail:.*}", serve)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/ferry"
    await runner.cleanup()


async def test_a_link_is_checked_and_stored_by_its_button_alone(api, start, page):
    await start(ONRECORD_FETCHING__ALLOW="127.0.0.0/8", ONRECORD_TELEGRAM__ALLOWED_USERS="5")
    message = {"message_id": 1, "date": 1747400000, "chat": {"id": 5, "type": "private"}}
    entities = [{"type": "url", "offset": 0, "length": len(page)}]
    await api.give(
        message={**message, "from": {"id": 5, "is_bot": False, "first_name": "R"}, "text": page, "entities": entities}
    )
    await api.until(lambda: bool(api.sent()))
    assert "says 214" in api.sent()[0]["text"]
    assert "the message says 300" in api.sent()[0]["text"]
    await api.press("Store")
    await api.until(lambda: len(api.sent()) == 2)
    assert api.sent()[1]["text"].startswith("Stored:")
    assert api.refused == []
