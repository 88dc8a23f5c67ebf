"""`onrecord reader`: the model that reads for meaning: bring it, show it, remove it."""

import argparse
import contextlib
import sys
import time
from typing import TYPE_CHECKING

from bot.commands import UsageError
from bot.engines import chosen_model, models_folder, open_encoder, open_model_fetcher, open_store
from retrieval.errors import BadInput

if TYPE_CHECKING:
    from bot.configuration.settings import Settings
    from retrieval.reading.installing.bundles import Progress
    from retrieval.reading.model import Model

#: what the speed is tried on, of the length that sentences of the news have
_TRIED = (
    "The harbour of Port Ellary reopened on Monday after a storm that had kept every ferry at its pier for eleven days.",
    "It will take until the summer to mend the eastern breakwater, the port's director said, and four million crowns.",
    "Fishermen, who had asked for help weeks earlier, said that they had heard from nobody in the ministry so far.",
)


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("action", nargs="?", choices=("show", "install", "remove"), default="show", metavar="ACTION",
                        help="show (as without it), install or remove")  # fmt: skip
    parser.add_argument(
        "source", nargs="?", metavar="SOURCE",
        help="what to install: a folder, a zip or jar, maven:GROUP:ARTIFACT:VERSION, pip:NAME==VERSION, "
        "hub:OWNER/NAME@REVISION or https://…; without it the best model that can be had",
    )  # fmt: skip
    parser.add_argument("--sha256", metavar="HEX", help="the SHA-256 that the model, or its archive, must have")
    parser.add_argument("--json", action="store_true", help="show the model as one JSON object")


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Do what was asked for and return the exit status."""
    if args.action != "install" and (args.source or args.sha256):
        raise UsageError(f"SOURCE and --sha256 go with onrecord reader install, not with {args.action}.")
    if args.sha256 and not args.source:
        raise UsageError("Give SOURCE with --sha256.")
    if args.action == "install":
        return _install(args.source, args.sha256, settings)
    if args.action == "remove":
        return _remove()
    return _show(settings, json=args.json)


def _install(source: str | None, sha256: str | None, settings: "Settings") -> int:
    from retrieval.reading.installing.installation import Installer

    with contextlib.ExitStack() as closing:
        progress = _progress(closing)
        installer = Installer(models_folder(), open_model_fetcher(settings), progress)
        if source is None:
            model, faults = installer.install_best()
        else:
            model, faults = installer.install(source, sha256), []
    for fault in faults:
        print(f"A better model could not be had: {fault}")
    print(f"Installed {model.description.name} from {model.description.source} in {model.folder}.")
    if settings.reading.model != "auto":
        print(f"It is not in use: reading.model is {settings.reading.model}, not auto.")
    return 0


def _remove() -> int:
    from retrieval.reading.installing.installation import remove_models

    print("Removed." if remove_models(models_folder()) else "No model is installed.")
    return 0


def _show(settings: "Settings", *, json: bool) -> int:
    """Print which model reads, and how fast; the exit status is 0 whatever that is."""
    model = chosen_model(settings)
    if json:
        from bot.commands.json_lines import write_line

        write_line(_as_json(model, settings))
    elif model is None and settings.reading.model == "off":
        print("Nothing is read for its meaning: reading.model is off.")
    elif model is None:
        print("No model is installed; onrecord reader install brings one.")
    else:
        _print(_as_json(model, settings))
    return 0


def _print(shown: dict[str, object]) -> None:
    speed = shown["fault"] or f"{shown['milliseconds']:.1f} ms a sentence of 21 words"
    rows = {
        "model": shown["name"],
        "from": shown["source"] or "this folder",
        "folder": shown["folder"],
        "SHA-256": shown["sha256"],
        "size": f"{shown['megabytes']:.1f} MB",
        "remembers": f"{shown['remembered']:,} texts in {shown['remembered_megabytes']:.1f} MB",
        "speed": speed,
    }
    for name, value in rows.items():
        print(f"{name:<10} {value}")


def _as_json(model: "Model | None", settings: "Settings") -> dict[str, object]:
    if model is None:
        return {"name": None, "setting": settings.reading.model}
    from retrieval.reading.model import sha256

    with contextlib.closing(open_store(settings, settings.archive_url)) as store:
        remembered, filled = store.counts()
    milliseconds, fault = _speed(model, settings)
    return {
        "name": model.description.name, "source": model.description.source, "folder": str(model.folder),
        "setting": settings.reading.model, "sha256": sha256(model.weights), "megabytes": model.size / 1e6,
        "remembered": remembered, "remembered_megabytes": filled / 1e6, "milliseconds": milliseconds, "fault": fault,
    }  # fmt: skip


def _speed(model: "Model", settings: "Settings") -> tuple[float | None, str | None]:
    """Return the milliseconds that a sentence takes here and now, or why none can be read."""
    try:
        encoder = open_encoder(model, settings.reading.threads)
    except BadInput as error:
        return None, str(error)
    encoder.encode_sentences(_TRIED)
    start = time.monotonic()
    encoder.encode_sentences(_TRIED)
    return (time.monotonic() - start) / len(_TRIED) * 1000, None


def _progress(closing: contextlib.ExitStack) -> "Progress":
    """Return what draws a bar a file, nothing where nobody watches."""
    if not sys.stderr.isatty():
        return lambda what, done, total: None
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    bars = closing.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
    waiting = bars.add_task("Bringing the model", total=None)
    tasks: dict[str, int] = {}

    def show(what: str, done: int, total: int | None) -> None:
        bars.update(waiting, visible=False)
        if what not in tasks:
            tasks[what] = int(bars.add_task(what, total=total))
        bars.update(tasks[what], completed=done)  # type: ignore[arg-type]

    return show
