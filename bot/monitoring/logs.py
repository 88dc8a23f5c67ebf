"""The two forms of the log: lines for people, and a JSON object a line for programs that collect them."""

import json
import logging
import time

CONSOLE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class JsonLines(logging.Formatter):
    """A record as one line of JSON: its moment in UTC, level, logger, message, and an exception's kind and traceback."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON; filters have been at it before, so that it holds nothing private."""
        shown = {
            "time": f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_text:  # made by the filter that takes secrets out
            shown["traceback"] = record.exc_text
            shown["error"] = record.exc_text.rpartition("\n")[2].partition(":")[0]
        elif record.exc_info and record.exc_info[0]:
            shown["error"] = record.exc_info[0].__name__
        return json.dumps(shown, ensure_ascii=False)


def formatter(form: str) -> logging.Formatter:
    """Return what writes records in the form of the settings: "console" or "json"."""
    return JsonLines() if form == "json" else logging.Formatter(CONSOLE)
