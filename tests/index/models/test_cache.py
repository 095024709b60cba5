"""The cache's promises, with a builder that is quick; the real one runs in test_parity."""

import errno
import multiprocessing
import os
import shutil
import signal
import time

import pytest

from index.errors import ModelFileError
from index.models.cache import ADAPTER, cross_model, embedded_model, weights_key
from index.models.manifest import SMALL

SPAWN = multiprocessing.get_context("spawn")


def build_small(folder, adapter):
    (folder / "part").mkdir()
    (folder / "part" / "weights.bin").write_bytes(bytes(SMALL + 1))
    (folder / "config.json").write_text("{}")


def build_slowly(folder, adapter):
    with (folder.parent / "log").open("a") as log:
        log.write("built\n")
    time.sleep(0.5)
    build_small(folder, adapter)


def die_halfway(folder, adapter):
    build_small(folder, adapter)
    os.kill(os.getpid(), signal.SIGKILL)


def run_out_of_space(folder, adapter):
    build_small(folder, adapter)
    raise OSError(errno.ENOSPC, "No space left on device")


def open_in_process(cache, build):
    embedded_model(cache, build=build)


def never(folder, adapter):
    raise AssertionError("built again")


def _visible(cache):
    return sorted(path.name for path in cache.iterdir() if path.name != ".lock")


def test_it_is_built_once_and_readable_by_all(tmp_path):
    folder = embedded_model(tmp_path / "new" / "cache", build=build_small)
    assert embedded_model(tmp_path / "new" / "cache", verify=True, build=never) == folder
    assert folder.stat().st_mode & 0o777 == 0o755
    assert (folder / "part" / "weights.bin").stat().st_mode & 0o777 == 0o644
    assert (folder / "config.json").read_text() == "{}"


def test_two_processes_build_it_once(tmp_path):
    both = [SPAWN.Process(target=open_in_process, args=(tmp_path, build_slowly)) for _ in "ab"]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    assert (tmp_path / "log").read_text() == "built\n"


def test_a_killed_build_is_not_taken_for_whole_and_is_swept(tmp_path):
    process = SPAWN.Process(target=open_in_process, args=(tmp_path, die_halfway))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    (leftover,) = _visible(tmp_path)
    assert leftover.startswith(".building-")
    folder = embedded_model(tmp_path, build=build_small)
    assert _visible(tmp_path) == [folder.name]


def test_a_full_disk_is_reported_and_leaves_nothing(tmp_path):
    with pytest.raises(ModelFileError, match="cannot be unpacked .* No space left"):
        embedded_model(tmp_path, build=run_out_of_space)
    assert _visible(tmp_path) == []


@pytest.mark.parametrize("damage", ["cut", "missing", "small", "manifest"])
def test_damage_is_noticed_at_opening_and_mended(tmp_path, damage):
    folder = embedded_model(tmp_path, build=build_small)
    large, small = folder / "part" / "weights.bin", folder / "config.json"
    if damage == "cut":
        os.truncate(large, SMALL)
    elif damage == "missing":
        large.unlink()
    elif damage == "small":
        small.write_text("[]")
    else:
        (folder / "manifest.json").write_text("[1]")
    assert embedded_model(tmp_path, build=build_small) == folder
    assert large.stat().st_size == SMALL + 1
    assert small.read_text() == "{}"


def test_altered_bytes_of_a_large_file_are_noticed_on_request(tmp_path):
    large = embedded_model(tmp_path, build=build_small) / "part" / "weights.bin"
    large.write_bytes(b"\1" * (SMALL + 1))
    embedded_model(tmp_path, build=never)
    embedded_model(tmp_path, verify=True, build=build_small)
    assert large.read_bytes() == bytes(SMALL + 1)


def test_another_adapter_gets_another_folder(tmp_path):
    other = shutil.copytree(ADAPTER, tmp_path / "adapter")
    assert weights_key(other) == weights_key()
    with (other / "adapter_config.json").open("a") as file:
        file.write("\n")
    assert len({weights_key(other), weights_key(), weights_key(None)}) == 3
    first = embedded_model(tmp_path / "cache", build=build_small)
    assert embedded_model(tmp_path / "cache", adapter=other, build=build_small) != first


def test_the_cross_encoder_has_a_folder_of_its_own(tmp_path):
    encoder, cross = (built(tmp_path, build=build_small) for built in (embedded_model, cross_model))
    assert _visible(tmp_path) == sorted([encoder.name, cross.name])
    assert cross_model(tmp_path, build=never) == cross
    os.truncate(cross / "part" / "weights.bin", 1)
    assert cross_model(tmp_path, build=build_small) == cross
    assert embedded_model(tmp_path, build=never) == encoder


def test_an_adapter_without_files_is_refused(tmp_path):
    with pytest.raises(ModelFileError, match="adapter cannot be read"):
        weights_key(tmp_path)
