"""The commands of `onrecord`, one module each, imported only when asked for: starting quickly is part of the work.

A module has `register(parser)`, which adds its arguments to its own argparse parser, and `run(args, settings)`, which does
the work and returns the exit status. Errors are raised as OnrecordError, wrong usage as UsageError.
"""

from retrieval.errors import OnrecordError

#: every command and its line in the help, in the order shown
COMMANDS = {
    "ask": "answer a question, or a file of questions",
    "check": "set a claim beside the sentences nearest to it, and show which figures, dates and names differ",
    "add": "add articles: files, folders, JSON Lines, addresses, feeds",
    "search": "find passages",
    "quotes": "list who said what in a text",
    "speakers": "list the people quoted in the archive",
    "summary": "summarise a text in its own sentences",
    "stories": "list the stories of the archive, and tell one: a summary, its timeline, its outlets side by side",
    "extract": "take the article out of a page",
    "rank": "score candidate sentences for a question",
    "watch": "poll the feeds and add what is new",
    "feeds": "show the health of each feed, import and export lists",
    "revisions": "show the earlier texts of an article that has changed",
    "index": "show how the index is: health, passages, how far it is behind the archive",
    "status": "show how things stand: archive, index, feeds, and whether the bot answers",
    "doctor": "look at every part, and mend what can be mended without loss",
    "backup": "copy the archive, in use or not, into one file",
    "restore": "put a backup in the place of the archive",
    "reader": "bring, show or remove the model that reads for meaning",
    "reindex": "build the index anew from the archive",
    "compact": "give back the room on the disk that archive and index do not need",
    "evaluate": "measure the answers on a data set",
    "votes": "print what readers thought of answers, as a data set for evaluate",
    "tune": "set the ranking's weights on a data set",
}


class UsageError(OnrecordError):
    """The command was called in a way that makes no sense; exit status 2."""
