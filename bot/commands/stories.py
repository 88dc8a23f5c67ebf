"""`onrecord stories`: the stories of the archive, and one of them told, in order of time, or with its outlets side by side."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.commands import UsageError
from bot.commands.json_lines import write_line
from retrieval.errors import BadInput

if TYPE_CHECKING:
    from bot.configuration.settings import Settings
    from retrieval.domain import Story
    from retrieval.stories import Stories

#: more stories than anybody reads at once
MOST = 10_000


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("words", nargs="*", metavar="WORDS", help="words of a headline, or the id of a story (s_…)")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--timeline", action="store_true", help="the dated sentences of the story, in order of time")
    how.add_argument("--compare", action="store_true", help="what all outlets say, what only one says, what differs")
    parser.add_argument(
        "--sentences", type=int, default=3, metavar="N", help="how many sentences a story is told in (3)"
    )
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="how many stories are listed (20)")
    parser.add_argument("--json", action="store_true", help="JSON Lines")


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """List stories, or tell one; return the exit status."""
    for name, value in (("--sentences", args.sentences), ("--limit", args.limit)):
        if not 1 <= value <= MOST:
            raise UsageError(f"{name} has to be from 1 to {MOST:,}, not {value}.")
    from bot.bootstrap import open_program

    program = open_program(settings)
    try:
        words = " ".join(args.words)
        stories = program.stories
        story = stories.get(words) if words.startswith("s_") else None
        if story is None and (args.timeline or args.compare):
            story = _only(stories, words)
        if story is None:
            _list(stories, words, args.limit, json=args.json)
        else:
            _tell(stories, story, args)
    finally:
        program.close()
    return 0


def _only(stories: "Stories", words: str) -> "Story":
    """Return the story that the words are about; raise BadInput where there is none."""
    if not words:
        raise UsageError("Which story? Give words of it or its id.")
    story = stories.best(words)
    if story is None:
        raise _none(stories, words)
    return story


def _none(stories: "Stories", words: str) -> BadInput:
    nearest = [citation.headline for citation in stories.nothing(words).citations if citation.headline]
    return BadInput(f"There is no story about {words}." + (f" Nearest: {'; '.join(nearest)}." if nearest else ""))


def _list(stories: "Stories", words: str, limit: int, *, json: bool) -> None:
    listed = stories.newest(limit, matching=words) if words else stories.newest(limit)
    if words and not listed:
        listed = [found.story for found in stories.find(words, min(limit, 20))]
    if words and not listed:
        raise _none(stories, words)
    for story in listed:
        if json:
            write_line(asdict(story))
        else:
            print(_line(story))


def _line(story: "Story") -> str:
    from bot.views.html import plain
    from bot.views.stories import story_line
    from bot.views.texts import bundled_texts

    return f"{story.id}  {plain(story_line(story, bundled_texts()))}"


def _tell(stories: "Stories", story: "Story", args: argparse.Namespace) -> None:
    if args.timeline:
        timeline = stories.timeline(story.id)
        _show(asdict(timeline), "timeline", timeline, json=args.json)
    elif args.compare:
        comparison = stories.side_by_side(story.id)
        _show(asdict(comparison), "comparison", comparison, json=args.json)
    else:
        answer = stories.summary(story.id, args.sentences)
        _show(
            {"story": asdict(story), "sentences": [asdict(one) for one in answer.sentences]},
            "summary",
            answer,
            json=args.json,
        )


def _show(value: Mapping[str, Any], kind: str, told: Any, *, json: bool) -> None:
    """Write what is told as a line of JSON, or as people read it."""
    if json:
        write_line(value)
        return
    from bot.views.answers import render
    from bot.views.html import plain
    from bot.views.stories import comparison_html, timeline_html
    from bot.views.texts import bundled_texts
    from retrieval.domain import Archived

    texts = bundled_texts()
    if kind == "summary":
        html = render(told, lambda: Archived(1), texts).html
    else:
        html = timeline_html(told, texts) if kind == "timeline" else comparison_html(told, texts)
    sys.stdout.write(plain(html) + "\n")
