"""The two forms of the log: lines for people, and a JSON object a line for programs that collect them."""

import json
import logging
import time
from collections import OrderedDict
from collections.abc import Callable

CONSOLE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
#: seconds in which a line comes once, and different lines that are remembered
AGAIN, REMEMBERED = 60.0, 200


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


class OnceAMinute(logging.Filter):
    """Lets a line through once a minute, with how often it was left out: a full disk is not to be filled by its log."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._written: OrderedDict[tuple[str, str], tuple[float, int]] = OrderedDict()

    def filter(self, record: logging.LogRecord) -> bool:
        """Drop a record that says what was said less than a minute ago."""
        said, now = (record.name, record.getMessage()), self._clock()
        since, times = self._written.pop(said, (now - AGAIN, 0))
        passes = now - since >= AGAIN
        self._written[said] = (now, 0) if passes else (since, times + 1)
        while len(self._written) > REMEMBERED:
            self._written.popitem(last=False)
        if passes and times:
            record.msg, record.args = f"{said[1]} (and {times:,} times more before)", ()
        return passes


def formatter(form: str) -> logging.Formatter:
    """Return what writes records in the form of the settings: "console" or "json"."""
    return JsonLines() if form == "json" else logging.Formatter(CONSOLE)
