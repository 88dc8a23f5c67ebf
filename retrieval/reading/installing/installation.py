"""Installing a model: everything is made ready and tried in a folder of its own, which then gets its name. All or nothing."""

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from retrieval.errors import BadInput, OnrecordError
from retrieval.reading.installing.bundles import Bundle, Progress
from retrieval.reading.installing.catalogue import (
    KnownModel,
    family_of,
    known_by_source,
    known_by_weights,
    known_models,
)
from retrieval.reading.installing.hub import Fetch
from retrieval.reading.installing.selection import Chosen, choose
from retrieval.reading.installing.sources import Brought, bring, is_local
from retrieval.reading.model import (
    CONFIG,
    DESCRIPTION,
    GRAPH,
    TENSORS,
    TOKENIZER,
    Description,
    Model,
    installed_folders,
    installed_model,
    read_model,
    sha256,
)
from retrieval.reading.opening import open_model

_LARGEST_WEIGHTS = 1_000_000_000
_LARGEST_FILE = 50_000_000
_HASH = 64
#: how the names of folders begin in which a model is made ready, and after how many seconds nobody can be at it
_STAGING, _ABANDONED = ".new-", 3600.0


class Installer:
    """Puts models into a folder of models, one at a time: a new one takes the place of the one before."""

    def __init__(self, models: Path, fetch: Fetch, progress: Progress) -> None:
        self._models = models
        self._fetch = fetch
        self._progress = progress

    def install_best(self) -> tuple[Model, list[str]]:
        """Install the first of the known models that can be had, and return it with what stood in the way of better ones.

        Raise BadInput where none can be had.
        """
        faults: list[str] = []
        for known in known_models():
            try:
                return self.install(known.source), faults
            except OnrecordError as error:
                faults.append(str(error))
        raise BadInput("No model could be brought: " + " ".join(faults))

    def install(self, source: str, expected: str | None = None) -> Model:
        """Install the model from a source and return it; raise BadInput, with nothing changed, where that cannot be done.

        A known model that is installed already is left as it is.

        `expected` is the SHA-256 of the weights or of the archive. A known model has its own; anything else that is not on
        this machine already needs one.
        """
        known = known_by_source(source)
        if known and (model := self._there(known)):
            return model
        expected = _hash(expected) or (known.weights if known else None)
        if expected is None and not is_local(source):
            raise BadInput(f"{source}: give the SHA-256 of its model as well (--sha256), so that it can be checked.")
        with self._staging() as staging, tempfile.TemporaryDirectory(prefix="onrecord-") as scratch:
            brought = bring(source, Path(scratch), self._fetch, self._progress)
            model = self._ready(brought, staging, source, expected)
            return self._named(staging, model.description.sha256[:16])

    def _there(self, known: KnownModel) -> Model | None:
        """Return the installed model where it is this one, to the bit."""
        model = installed_model(self._models)
        if model is None or sha256(model.weights) != known.weights or sha256(model.tokenizer) != known.tokenizer:
            return None
        return model

    def _ready(self, brought: Brought, staging: Path, source: str, expected: str | None) -> Model:
        """Return the model copied, checked, described and tried."""
        chosen = choose(brought.bundle)
        weights = staging / (TENSORS if chosen.config else GRAPH)
        brought.bundle.copy(chosen.weights, weights, _LARGEST_WEIGHTS, self._progress)
        brought.bundle.copy(chosen.tokenizer, staging / TOKENIZER, _LARGEST_FILE, self._progress)
        if chosen.config:
            brought.bundle.copy(chosen.config, staging / CONFIG, _LARGEST_FILE, self._progress)
        digest = sha256(weights)
        _check(source, digest, brought.archive, expected)
        known = known_by_weights(digest)
        if known and sha256(staging / TOKENIZER) != known.tokenizer:
            raise BadInput(f"{source}: its tokenizer is not the one that goes with {known.name}.")
        described = self._described(brought.bundle, chosen, staging)
        description = msgspec.structs.replace(_of(known) if known else described, source=source, sha256=digest)
        (staging / DESCRIPTION).write_bytes(msgspec.json.format(msgspec.json.encode(description), indent=2) + b"\n")
        model = read_model(staging)
        _try(model, source)
        return model

    def _described(self, bundle: Bundle, chosen: Chosen, staging: Path) -> Description:
        """Return what the bundle itself says of how the model wants its texts, or what is known of models so named."""
        own = self._json(bundle, chosen.description, staging)
        if own is not None:
            try:
                return msgspec.convert(own, Description)
            except msgspec.ValidationError as error:
                raise BadInput(f"{bundle.place}: {chosen.description}: {error}.") from None
        prompts = (self._json(bundle, chosen.prompts, staging) or {}).get("prompts")
        prompts = prompts if isinstance(prompts, dict) else {}
        pooling = self._json(bundle, chosen.pooling, staging) or {}
        family = family_of(bundle.place, chosen.weights)
        return Description(
            name=Path(bundle.place).name or "encoder",
            question=str(prompts.get("query") or (family.question if family else "")),
            sentence=str(prompts.get("document") or prompts.get("passage") or (family.sentence if family else "")),
            pooling="first" if pooling.get("pooling_mode_cls_token") is True else "mean",
        )

    def _json(self, bundle: Bundle, name: str | None, staging: Path) -> dict[str, object] | None:
        if name is None:
            return None
        path = staging / "read.json"
        bundle.copy(name, path, _LARGEST_FILE, self._progress)
        try:
            return msgspec.json.decode(path.read_bytes(), type=dict[str, object])
        except msgspec.DecodeError as error:
            raise BadInput(f"{bundle.place}: {name}: {error}.") from None
        finally:
            path.unlink()

    @contextlib.contextmanager
    def _staging(self) -> Iterator[Path]:
        """Give a folder beside where the model will be, and take away what is left of it."""
        try:
            self._models.mkdir(parents=True, exist_ok=True)
            staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self._models))
        except OSError as error:
            raise BadInput(f"{self._models}: no model can be put there: {error.strerror}.") from None
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def _named(self, staging: Path, name: str) -> Model:
        """Give the folder its name, in the place of any of that name, and let go of the other models."""
        target = self._models / name
        with tempfile.TemporaryDirectory(prefix=_STAGING, dir=self._models) as before:
            if target.exists():
                target.rename(Path(before) / name)
            staging.rename(target)
        for other in installed_folders(self._models):
            if other != target:
                shutil.rmtree(other, ignore_errors=True)
        _sweep(self._models)
        return read_model(target)


def remove_models(models: Path) -> int:
    """Remove every installed model, and what a killed installation has left; return how many models there were."""
    found = installed_folders(models)
    for folder in found:
        shutil.rmtree(folder)
    _sweep(models)
    return len(found)


def _sweep(models: Path) -> None:
    """Remove what installations have left that were killed, long enough ago that none of them can be at work still."""
    for path in models.glob(f"{_STAGING}*"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                shutil.rmtree(path, ignore_errors=True)


def _hash(given: str | None) -> str | None:
    if given is None:
        return None
    digest = given.strip().casefold()
    if len(digest) != _HASH or set(digest) - set("0123456789abcdef"):
        raise BadInput(f"{given} is no SHA-256, which has 64 hexadecimal digits.")
    return digest


def _check(source: str, weights: str, archive: Path | None, expected: str | None) -> None:
    if expected is None or weights == expected or (archive is not None and sha256(archive) == expected):
        return
    raise BadInput(f"{source}: its model's SHA-256 is {weights}, not {expected}; nothing was installed.")


def _of(known: KnownModel) -> Description:
    return Description(
        name=known.name,
        question=known.question,
        sentence=known.sentence,
        pooling=known.pooling,
        languages=known.languages,
    )


def _try(model: Model, source: str) -> None:
    """Open the model, which reads a text with it; raise BadInput, in terms of the source, where it is no encoder."""
    try:
        open_model(model)
    except OnrecordError as error:
        raise BadInput(str(error).replace(str(model.folder), source)) from None
