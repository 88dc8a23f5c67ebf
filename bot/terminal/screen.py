"""What a terminal shows of the bot's HTML: bold, links and quotations, buttons with numbers, offers of inline queries."""

import json
import re
import shutil
import tempfile
import textwrap
from pathlib import Path
from typing import Any, TextIO

from bot.views.html import plain

_WIDTH = 100
_BOLD, _DIM, _ITALIC, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[3m", "\x1b[0m"
_STYLES = {"<b>": _BOLD, "</b>": "\x1b[22m", "<i>": _ITALIC, "</i>": "\x1b[23m"}
_STYLED = re.compile("|".join(_STYLES))
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
PROMPT = "> "


class Screen:
    """A terminal, or a pipe: colours and a prompt only where a person sits in front of it."""

    def __init__(self, output: TextIO, *, interactive: bool) -> None:
        self.interactive = interactive
        self._output = output
        self._buttons: list[str] = []
        self._width = min(shutil.get_terminal_size((_WIDTH, 40)).columns, _WIDTH)

    def read(self, lines: TextIO) -> str | None:
        """Return the next line, None at the end; a piped line is printed as if it had been typed."""
        if self.interactive:
            try:
                line = input(f"\n{PROMPT}")
            except EOFError:
                self._write("")
                return None
            return line
        line = lines.readline()
        if line.strip():
            self._write(f"\n{PROMPT}{_CONTROL.sub('', line.strip())}")
        return line or None

    def show(self, text: str, markup: str | dict[str, Any] | None, *, html: bool) -> None:
        """Show a message and its buttons, numbered from 1; the numbers before them no longer count."""
        self._write(self._laid_out(text) if html else text)
        rows = _decoded(markup).get("inline_keyboard", []) if markup else []
        self._buttons = []
        shown: list[str] = []
        for row in rows:
            for button in row:
                if "callback_data" in button:
                    self._buttons.append(button["callback_data"])
                    shown.append(f"[#{len(self._buttons)} {button['text']}]")
                else:
                    shown.append(f"[{button['text']}: {button.get('url', '')}]")
        if shown:
            self._write(self._dim(_in_lines(shown, self._width)))

    def show_file(self, file: tuple[str, bytes], caption: str) -> str:
        """Save a picture where it can be opened, and show its caption."""
        folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
        saved = folder / (Path(file[0]).name or "picture.png")
        saved.write_bytes(file[1])
        self._write(self._dim(f"({saved})"))
        self.show(caption, None, html=True)
        return caption

    def show_offers(self, results: str | list[Any], nothing: str) -> None:
        """Show what an inline query offers, or `nothing`."""
        offers = _decoded(results)
        for number, offer in enumerate(offers, 1):
            self._write(f"{number}. {offer['title']}\n   {offer.get('description', '')}")
        if not offers:
            self.notice(nothing)

    def notice(self, text: str) -> None:
        """Show a line that is not a message."""
        self._write(self._dim(text))

    def button(self, number: int) -> str | None:
        """Return the data of the button with this number below the last message."""
        return self._buttons[number - 1] if 1 <= number <= len(self._buttons) else None

    def leave(self) -> None:
        """End the line on which somebody pressed Ctrl-C."""
        self._write("")

    def _laid_out(self, source: str) -> str:
        if not self.interactive:
            return plain(source)
        styled = _STYLED.sub(lambda match: _STYLES[match.group(0)], source)
        lines: list[str] = []
        for line in plain(styled).split("\n"):
            mark = "  │ " if line.startswith(">") else ""
            lines += textwrap.wrap(
                line.removeprefix(">").strip(), self._width - 4, initial_indent=mark, subsequent_indent=mark,
                break_long_words=False, break_on_hyphens=False,
            ) or [mark]  # fmt: skip
        return "\n".join(lines)

    def _dim(self, text: str) -> str:
        return f"{_DIM}{text}{_PLAIN}" if self.interactive else text

    def _write(self, text: str) -> None:
        print(text, file=self._output, flush=True)


def _in_lines(buttons: list[str], width: int) -> str:
    """Return the buttons in lines, none of them cut."""
    lines: list[str] = []
    for button in buttons:
        if lines and len(lines[-1]) + len(button) + 2 <= width:
            lines[-1] += f"  {button}"
        else:
            lines.append(button)
    return "\n".join(lines)


def _decoded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
