"""Pages that hold several whole stories: the one that the page is about is kept, the others go before anything is read."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from retrieval.errors import Refused
from retrieval.ingest.readers.web.elements import bare, text_of
from retrieval.text.web_addresses import parts_of

#: a story has so many paragraphs of so many words at least
_PARAGRAPHS, _WORDS = 2, 8
_OWN_HEADINGS = ("h1", "h2")
#: stories without one that is the page's own make a list of stories
_MANY = 3


def keep_own_story(tree: Any, headline: str | None, url: str | None) -> None:
    """Take other whole stories out of the tree, such as those that an endlessly scrolling page appends.

    Raise Refused where the page holds several stories, each with a link to its own page, and is about none of them.
    """
    stories = [node for node in tree.iter("article") if _is_outermost(node) and _is_story(node)]
    if len(stories) < 2:
        _drop_alike(tree, headline)
        return
    own = _own(stories, headline, url)
    if own is not None:
        for story in stories:
            if story is not own:
                story.drop_tree()
    elif len(stories) >= _MANY and all(_is_linked(story) for story in stories) and not _stands_outside(tree, headline):
        raise Refused("the page holds several stories and is about none of them", reason="several-stories")


def _is_outermost(node: Any) -> bool:
    return next(node.iterancestors("article"), None) is None


def _is_story(node: Any) -> bool:
    return _heading(node) is not None and _has_paragraphs(node)


def _heading(node: Any) -> Any:
    return next(node.iter(*_OWN_HEADINGS), None)


def _has_paragraphs(node: Any) -> bool:
    found = (paragraph for paragraph in node.iter("p") if text_of(paragraph).count(" ") >= _WORDS - 1)
    return len(list(islice(found, _PARAGRAPHS))) == _PARAGRAPHS


def _own(stories: Sequence[Any], headline: str | None, url: str | None) -> Any:
    """Return the story with the page's headline, else the one that leads to the page's address."""
    title = bare(headline or "")
    for story in stories:
        if title and any(bare(text_of(h)) == title for h in story.iter(*_OWN_HEADINGS)):
            return story
    path = parts_of(url).path.rstrip("/")
    for story in stories:
        leads = [story.get("data-url") or "", *(a.get("href") or "" for a in _heading(story).iter("a"))]
        if path and any(parts_of(link).path.rstrip("/") == path for link in leads):
            return story
    with_main = [story for story in stories if _heading(story).tag == "h1"]
    return with_main[0] if len(with_main) == 1 and _heading(stories[0]).tag == "h1" else None


def _is_linked(story: Any) -> bool:
    heading = _heading(story)
    return heading.find(".//a[@href]") is not None or heading.getparent().tag == "a"


def _stands_outside(tree: Any, headline: str | None) -> bool:
    """Tell whether the page's headline stands above its stories, as that of a live report does."""
    title = bare(headline or "")
    return any(bare(text_of(h)) == title and next(h.iterancestors("article"), None) is None for h in tree.iter("h1"))


def _drop_alike(tree: Any, headline: str | None) -> None:
    """Drop what stands beside the headline's story, is built as it is, and has a main heading and text of its own."""
    title = bare(headline or "")
    main = next((h for h in tree.iter("h1") if bare(text_of(h)) == title), None)
    if main is None:
        return
    for node in main.iterancestors():
        beside = [other for other in node.itersiblings() if other.tag == node.tag and _is_alike(other, node)]
        for other in beside:
            other.drop_tree()
        if beside or node.tag == "body":
            return


def _is_alike(other: Any, node: Any) -> bool:
    return other.get("class") == node.get("class") and other.find(".//h1") is not None and _has_paragraphs(other)
