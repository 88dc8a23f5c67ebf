"""The command line: global options, one command, and errors as one sentence on stderr."""

import argparse
import atexit
import contextlib
import difflib
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING, NoReturn

from bot.commands import COMMANDS, UsageError
from retrieval.errors import OnrecordError

if TYPE_CHECKING:
    from bot.configuration.settings import Settings

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run `onrecord` with the given arguments (those of the process by default) and return the exit status."""
    # modules are mostly objects that stay: looking through them every 700 is a twentieth of the start
    gc.set_threshold(20_000, 20, 20)
    if argv is None:
        # and looking through them once more before the process ends, all of which it then gives back, a sixth
        atexit.register(gc.freeze)
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except OnrecordError as error:
        return _fail(error)
    except BrokenPipeError:
        # whoever read our output has gone: what Python still wants to flush goes nowhere
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("ONRECORD_LOG__LEVEL") == "debug":
            raise
        named = f" ({error.filename})" if isinstance(error, OSError) and error.filename else ""
        reason = (getattr(error, "strerror", None) or str(error) or "no reason given").splitlines()[0]
        print(
            f"onrecord: {type(error).__name__}: {reason}{named}; ONRECORD_LOG__LEVEL=debug shows where.",
            file=sys.stderr,
        )
        return FAILED


def _run(argv: list[str]) -> int:
    parser = _parser()
    args = parser.parse_args(argv)
    module: ModuleType | None = None
    if args.command:
        if args.command not in COMMANDS:
            raise UsageError(_unknown(args.command))
        module = importlib.import_module(f"bot.commands.{args.command}")
        # options given before the command are the defaults of those after it
        own = _Parser(prog=f"onrecord {args.command}", description=_sentence(COMMANDS[args.command]))
        _add_global_options(own)
        module.register(own)
        args = own.parse_args(args.rest, argparse.Namespace(archive=args.archive, config=args.config))
    from bot.configuration.settings import load_settings

    settings = load_settings({"archive.url": args.archive} if args.archive is not None else {}, config=args.config)
    if module is not None:
        return int(module.run(args, settings))
    return _main_job(settings)


def _main_job(settings: "Settings") -> int:
    """Run the bot on Telegram, or without a token the same bot in the terminal."""
    if settings.token:
        from bot.telegram.lifecycle import run_bot

        return run_bot(settings) or DONE
    from bot.bootstrap import open_program
    from bot.terminal.chat import run_console

    with contextlib.closing(open_program(settings)) as program, program.following():
        return run_console(program) or DONE


def _fail(error: OnrecordError) -> int:
    from bot.configuration.yaml_files import BadConfiguration

    for line in str(error).splitlines() or [type(error).__name__]:
        print(f"onrecord: {line if line.endswith(('.', '!', '?')) else line + '.'}", file=sys.stderr)
    return WRONG_USAGE if isinstance(error, (UsageError, BadConfiguration)) else FAILED


class _Parser(argparse.ArgumentParser):
    """argparse, with its errors as one sentence."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}; see {self.prog} --help.")


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    listing = "\n".join(f"  {name:<{width}}  {line}" for name, line in COMMANDS.items())
    parser = _Parser(
        prog="onrecord",
        description="Ask about the news and get the exact sentences that answer, who said them, and where they stand.\n"
        "Without a command: the Telegram bot if TELEGRAM_BOT_TOKEN is set, otherwise the same bot in this terminal.",
        epilog=f"commands:\n{listing}\n\nonrecord COMMAND --help describes one.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="onrecord [--archive FOLDER] [--config FILE] [COMMAND …]",
    )
    _add_global_options(parser)
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    parser.add_argument("command", nargs="?", metavar="COMMAND", help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def _add_global_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--archive", metavar="FOLDER", help="the archive: a folder, or postgresql://…")
    parser.add_argument("--config", metavar="FILE", help="the main configuration file, instead of config/onrecord.yaml")


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"onrecord {version('onrecord')}")
        parser.exit()


def _unknown(word: str) -> str:
    near = difflib.get_close_matches(word, COMMANDS, 1, 0.6)
    if near:
        return f"There is no command {word}; did you mean {near[0]}?"
    if " " in word:
        return f'To ask a question: onrecord ask "{word}"'
    return f"There is no command {word}; there are {', '.join(COMMANDS)}."


def _sentence(line: str) -> str:
    return f"{line[:1].upper()}{line[1:]}."
