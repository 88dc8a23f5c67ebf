"""Where a model comes from: a folder or an archive on this machine, a package, a hub, an address."""

from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import BadInput
from retrieval.reading.installing.bundles import Bundle, Progress, open_bundle
from retrieval.reading.installing.hub import Fetch, bring_from_hub
from retrieval.reading.installing.package_clients import bring_by_maven, bring_by_pip

_KINDS = "a folder, a zip or jar, maven:GROUP:ARTIFACT:VERSION, pip:NAME==VERSION, hub:OWNER/NAME@REVISION or https://…"


@dataclass(frozen=True, slots=True)
class Brought:
    """What has been brought: the files, and the archive they are in where they are in one."""

    bundle: Bundle
    archive: Path | None


def is_local(source: str) -> bool:
    """Tell whether a source is on this machine already."""
    return not source.startswith(("maven:", "pip:", "hub:", "https:", "http:"))


def bring(source: str, folder: Path, fetch: Fetch, progress: Progress) -> Brought:
    """Bring what `source` names, into the empty `folder` if it is not on this machine; raise BadInput where it cannot be."""
    kind, _, name = source.partition(":")
    if kind == "maven":
        path = bring_by_maven(name, folder)
    elif kind == "pip":
        path = bring_by_pip(name, folder)
    elif kind == "hub":
        path = bring_from_hub(name, folder, fetch, progress)
    elif kind in ("https", "http"):
        path = folder / "fetched.zip"
        path.write_bytes(fetch(source, progress))
    else:
        path = Path(source).expanduser()
        if not path.exists():
            raise BadInput(f"{source}: there is no such file or folder; a model comes from {_KINDS}.")
    return Brought(open_bundle(path, source), None if path.is_dir() else path)
