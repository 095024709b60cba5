"""scripts/recheck.py as an operator runs it."""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from claims.demo_set import load_demo
from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoders import open_encoder
from scripts.rechecking.spreadsheet import cells_of
from service.config import CHECKOUT

WALL = "The Great Wall of China is visible from the Moon with the naked eye."


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a snapshot of the demo claims."""
    folder = tmp_path_factory.mktemp("data")
    encoder = open_encoder("hashing", cache=folder)
    with ClaimStore.open(folder / "claims.sqlite") as store:
        load_demo(store)
        build_snapshot(store, encoder, folder / "snapshots", fitted=folder / "calibrations")
    return folder


def _run(
    data: Path,
    *arguments: str,
    given: bytes | None = None,
    largest: int | None = None,
    printed: int = subprocess.PIPE,
) -> subprocess.CompletedProcess[bytes]:
    def limit() -> None:
        """No file may grow larger: a write fails as on a full disk."""
        if largest:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    changes = {"PRIORCHECK_DATA": str(data), "PRIORCHECK_ENCODER": "hashing"}
    return subprocess.run(
        [sys.executable, "scripts/recheck.py", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, **changes, "PRIORCHECK_STORE": ""},
        input=given,
        preexec_fn=limit,
        stdout=printed,
        stderr=subprocess.PIPE,
        timeout=120,
    )


def test_what_it_writes_into_an_archive_is_no_document_of_it(data: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"It was said again on Monday that it is so. {WALL}")
    names = {"-o": "m.jsonl", "--state": "s", "--report": "r.html", "--changes": "c.jsonl"}
    asked = [part for option, name in names.items() for part in (option, str(tmp_path / name))]
    for new in (True, False):
        done = _run(data, str(tmp_path), *asked)
        assert done.returncode == 0, done.stderr
        said = json.loads(done.stdout)
        assert (said["documents"], said["rejected"]) == (1, 0)
        assert (said["changes"]["new_match"] > 0) is new
    over = ("-o", str(tmp_path / "m.jsonl"), "--state", str(tmp_path / "other"))
    again = _run(data, str(tmp_path), *over)
    assert again.returncode == 2 and b"may be one of its documents" in again.stderr


def test_once_a_run_is_finished_nothing_is_left_to_be_killed(data: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a.txt"
    archive.write_text(f"It was said again on Monday that it is so. {WALL}")
    # as the engines are taken down
    killed = "import atexit, os, runpy, sys; atexit.register(os.kill, os.getpid(), 9); "
    script = f"{killed} del sys.argv[0]; runpy.run_path(sys.argv[0], run_name='__main__')"
    asked = [str(archive), "-o", str(tmp_path / "o.jsonl"), "--fail-on", "any"]
    done = subprocess.run(
        [sys.executable, "-c", script, "scripts/recheck.py", *asked],
        cwd=CHECKOUT,
        env={
            **os.environ,
            "PYTHONPATH": str(CHECKOUT),
            "PRIORCHECK_DATA": str(data),
            "PRIORCHECK_ENCODER": "hashing",
        },
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 3, done.stderr
    assert json.loads(done.stdout)["changes"]["new_match"] > 0 and b"--fail-on" in done.stderr


def test_a_reader_that_stops_is_told_of_and_nothing_is_lost(data: Path, tmp_path: Path) -> None:
    archive, state = tmp_path / "a.txt", tmp_path / "state"
    archive.write_text(f"It was said again on Monday that it is so. {WALL}")
    asked = f"{archive} -o {tmp_path / 'o.jsonl'} --state {state}"
    for more, what in (("", "what is printed"), ("--changes /dev/stdout", "/dev/stdout")):
        reader, writer = os.pipe()
        os.close(reader)
        done = _run(data, *asked.split(), *more.split(), printed=writer)
        os.close(writer)
        assert done.returncode == 1
        assert f"recheck: whoever reads {what} stopped before its end: run" in done.stderr.decode()
    done = _run(data, *asked.split())
    assert json.loads(done.stdout)["changes"]["new_match"] > 0


def test_a_folder_twice(data: Path, tmp_path: Path) -> None:
    archive, output = tmp_path / "archive", tmp_path / "out.jsonl"
    archive.mkdir()
    (archive / "a.txt").write_text(f"It was said again on Monday that it is so. {WALL}")
    (archive / "b.bin").write_bytes(b"\x00")
    asked = (str(archive), "-o", str(output), "--state", str(tmp_path / "state"))
    done = _run(data, *asked)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["documents"], said["rejected"], said["sentences"]) == (1, 1, 2)
    assert said["changes"]["new_match"] > 0
    assert b"1 documents could not be read" in done.stderr
    rejects = (tmp_path / "out.jsonl.rejects.jsonl").read_text()
    assert "no kind of file that is read: .bin" in rejects
    rows = [json.loads(line) for line in output.read_text().splitlines()]
    assert rows[1]["text"] == WALL
    assert rows[1]["matches"][0]["claim_text"] == WALL
    (tmp_path / "out.jsonl.rejects.jsonl").unlink()
    again = json.loads(_run(data, *asked).stdout)
    assert (tmp_path / "out.jsonl.rejects.jsonl").read_text() == rejects
    assert again["changes"]["unchanged"] == said["changes"]["new_match"]
    assert again["encoded"] == 0


def test_standard_input(data: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    lines = json.dumps({"n": 7, "said": WALL}).encode()
    asked = ("-", "-o", str(output), "--format", "jsonl", "--text-column", "said")
    done = _run(data, *asked, "--id-column", "n", given=lines)
    assert done.returncode == 0, done.stderr
    assert output.read_text().splitlines()[1].startswith("7,0,0,68,The Great Wall")


def test_a_disk_that_takes_no_more_and_the_same_command_again(data: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    lines = [json.dumps({"text": f"In {n} the town of number {n} was sold."}) for n in range(900)]
    source.write_text("\n".join(lines))
    asked = (str(source), "-o", str(tmp_path / "out.jsonl"))
    full = _run(data, *asked, largest=600_000)
    assert full.returncode == 1
    assert b"free some space" in full.stderr
    assert b"Traceback" not in full.stderr
    assert not (tmp_path / "out.jsonl").exists()
    done = _run(data, *asked)
    assert done.returncode == 0, done.stderr
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 900
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_full_disk_is_that_of_the_file_that_is_named(data: Path, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(WALL)
    asked = (str(tmp_path / "in.txt"), "-o", str(tmp_path / "o.jsonl"), "--changes", "/dev/full")
    done = _run(data, *asked)
    assert done.returncode == 1
    assert b"recheck: /dev/full cannot be written (No space left on device)" in done.stderr


def test_a_filter_that_no_claim_passes_is_told(data: Path, tmp_path: Path) -> None:
    with ClaimStore.open(data / "claims.sqlite") as store:
        (site, *_) = (name for name in store.stats().publishers if name)
    (tmp_path / "in.txt").write_text(WALL)
    asked = (str(tmp_path / "in.txt"), "-o", str(tmp_path / "out.jsonl"))
    known = _run(data, *asked, "--publisher", f"www.{site.upper()}", "--language", "en-GB")
    assert known.returncode == 0 and b"no claim has" not in known.stderr
    assert "unknown" not in json.loads(known.stdout)
    amiss = ("--publisher", "Nobody", "--publisher", site, "--language", "tlh")
    done = _run(data, *asked, *amiss)
    assert done.returncode == 0
    assert done.stderr.startswith(
        b"recheck: no claim has the publisher Nobody\nrecheck: no claim has the language tlh\n"
    )
    assert json.loads(done.stdout)["unknown"] == {"publisher": ["Nobody"], "language": ["tlh"]}


def test_ctrl_c_says_that_the_same_command_goes_on(data: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    asked = ("-", "-o", str(output), "--format", "jsonl")
    environment = {"PRIORCHECK_DATA": str(data), "PRIORCHECK_ENCODER": "hashing"}
    with subprocess.Popen(
        [sys.executable, "scripts/recheck.py", *asked],
        cwd=CHECKOUT,
        env={**os.environ, **environment, "PRIORCHECK_STORE": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # it is ignored where these tests run in the background of a shell
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdin and process.stderr
        deadline = time.monotonic() + 60
        while not (tmp_path / "out.jsonl.recheck").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)  # it waits for what comes from the pipe
        said = process.stderr.read()
        process.wait(60)
    assert process.returncode == 130
    assert b"recheck: stopped; the same command goes on where it stopped" in said
    assert b"Traceback" not in said
    assert not output.exists()
    done = _run(data, *asked, given=json.dumps({"text": WALL}).encode())
    assert done.returncode == 0, done.stderr
    assert len(output.read_text().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-o", "x.jsonl"], 2, b"Missing argument"),
        (["", "-o", "x.jsonl"], 2, b"an INPUT is empty"),
        (["in.jsonl", "-o", "x.jsonl", "--state", ""], 2, b"names no folder"),
        (["in.jsonl", "-o", "x.txt"], 2, b"must end in one of .parquet, .jsonl, .csv"),
        (["in.jsonl", "-o", "x.jsonl", "--min-probability", "2"], 2, b"not in the range"),
        (["in.jsonl", "-o", "x.csv", "--service", ""], 2, b"must be an http or https address"),
        (["in.jsonl", "-o", "x.csv", "--service", "http://me:key@h/"], 2, b"without a password"),
        (["in.jsonl", "-o", "x.csv", "--webhook", "ftp://h/"], 2, b"must be an http or https"),
        (["in.jsonl", "-o", "x.csv", "--cluster", "foo"], 2, b"such as tcp://HOST:8786"),
        (["in.jsonl", "-o", "x.csv", "--cluster", "http://h:8786"], 2, b"such as tcp://HOST:8786"),
        (["x.jsonl", "-o", "x.jsonl"], 2, b"--output x.jsonl is an input"),
        (["none.jsonl", "-o", "{}/x.jsonl"], 1, b"recheck: none.jsonl does not exist\n"),
        (["README.md", "-o", "{}/x.jsonl", "--format", "csv"], 1, b"has no column 'text', only"),
        (["-", "-", "-o", "{}/x.jsonl"], 1, b"recheck: - is standard input, which can be read"),
        (["README.md", "-o", "/proc/x/x.jsonl"], 1, b"cannot be written"),
    ],
)
def test_wrong_usage_and_what_cannot_be_done(
    data: Path, tmp_path: Path, arguments: list[str], code: int, said: bytes
) -> None:
    done = _run(data, *(argument.format(tmp_path) for argument in arguments))
    assert done.returncode == code
    assert said in done.stderr
    assert b"Traceback" not in done.stderr


def test_what_cannot_be_read_any_more_is_said_to_be_among_what_is_lost(
    data: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for name in ("one", "two", "three"):
        (archive / f"{name}.txt").write_text(WALL)
    (archive / "four.html").write_text(f"<html><body><p>{WALL}</p></body></html>")
    (archive / "five.jsonl").write_text("".join(json.dumps({"text": WALL}) + "\n" for _ in "123"))
    table = gzip.compress((archive / "five.jsonl").read_bytes())
    (archive / "six.jsonl.gz").write_bytes(table)
    changes, report = tmp_path / "changes.jsonl", tmp_path / "report.html"
    asked = (str(archive), "-o", str(tmp_path / "out.jsonl"), "--state", str(tmp_path / "state"))
    asked = (*asked, "--changes", str(changes), "--report", str(report))
    _run(data, *asked)
    (archive / "two.txt").write_bytes(b"\xff\xfe\x00")
    (archive / "three.txt").unlink()
    (archive / "four.html").write_bytes(random.Random(7).randbytes(4000))  # noqa: S311 - no secret
    (archive / "five.jsonl").write_text(json.dumps({"text": WALL}) + "\n{\n")
    (archive / "six.jsonl.gz").write_bytes(table[: len(table) // 2])
    done = _run(data, *asked)
    assert json.loads(done.stdout)["changes"]["lost_match"] > 0
    assert b"what matched in them before is among the lost matches" in done.stderr
    told = [json.loads(line) for line in changes.read_text().splitlines()]
    unread = {change["sentence"]["document"]: change["unread"] for change in told}
    assert unread == {
        "two.txt": True,
        "three.txt": False,
        "four.html": True,
        "five.jsonl:2": True,
        "five.jsonl:3": False,
        **{f"six.jsonl.gz:{number}": True for number in (1, 2, 3)},
    }
    page = report.read_text()
    assert page.count('"could not be read"]') == sum(change["unread"] for change in told)
    assert page.count('"no longer there"]') == sum(not change["unread"] for change in told)
    rejects = (tmp_path / "out.jsonl.rejects.jsonl").read_text().splitlines()
    names = {json.loads(line)["document"] for line in rejects}
    assert names == {"two.txt", "four.html", "five.jsonl:2", "six.jsonl.gz"}


def test_what_lies_in_a_folder_that_cannot_be_read_any_more_is_no_longer_read(
    data: Path, tmp_path: Path
) -> None:
    archive, elsewhere = tmp_path / "archive", tmp_path / "bigger disk"
    (archive / "2024" / "may").mkdir(parents=True)
    for name in ("2024/may/a.txt", "2024/b.txt", "2024.txt", "c.txt"):
        (archive / name).write_text(WALL)
    changes = tmp_path / "changes.jsonl"
    asked = (str(archive), "-o", str(tmp_path / "out.jsonl"), "--state", str(tmp_path / "state"))
    asked = (*asked, "--changes", str(changes))
    assert _run(data, *asked).returncode == 0
    (archive / "2024").rename(elsewhere)
    (archive / "2024").symlink_to(elsewhere)
    (archive / "2024.txt").unlink()
    assert _run(data, *asked).returncode == 0
    told = [json.loads(line) for line in changes.read_text().splitlines()]
    unread = {change["sentence"]["document"]: change["unread"] for change in told}
    assert unread == {"2024/may/a.txt": True, "2024/b.txt": True, "2024.txt": False}


def _labelled(path: Path, column: str, said: str) -> bytes:
    """A sample in whose first row somebody has written; its bytes."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        sheet = book["Sample"]
        names = [cell.value for cell in sheet[1]]
        sheet.cell(2, names.index(column) + 1).value = said
        book.save(path)
    else:
        rows = list(cells_of(path))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
            writer.writeheader()
            writer.writerows([{**rows[0], column: said}, *rows[1:]])
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "column", "said"),
    [
        ("out.jsonl.sample.xlsx", "label", "right"),
        ("s.xlsx", "note", "which river?"),
        ("s.csv", "label", "n"),
    ],
)
def test_a_sample_that_somebody_labelled_is_never_drawn_over(
    data: Path, tmp_path: Path, name: str, column: str, said: str
) -> None:
    (tmp_path / "in.txt").write_text(WALL)
    sample = tmp_path / name
    asked = (str(tmp_path / "in.txt"), "-o", str(tmp_path / "out.jsonl"), "--sample", "5")
    asked = asked if name.startswith("out") else (*asked, "--sample-to", str(sample))
    for _ in range(2):  # one without labels is drawn anew
        assert _run(data, *asked).returncode == 0
    before = _labelled(sample, column, said)
    (tmp_path / "out.jsonl").unlink()
    done = _run(data, *asked)
    assert done.returncode == 1
    assert f"recheck: the sample {sample} has labels, which would be lost" in done.stderr.decode()
    assert sample.read_bytes() == before
    assert not (tmp_path / "out.jsonl").exists()  # refused before the work


def test_a_sample_that_cannot_be_read_back_is_never_drawn_over(data: Path, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(WALL)
    sample = tmp_path / "s.csv"
    sample.write_text("label,sentence\nright,Die Größe\n", encoding="cp1252")
    output = ("-o", str(tmp_path / "out.jsonl"))
    done = _run(
        data, str(tmp_path / "in.txt"), *output, "--sample", "5", "--sample-to", str(sample)
    )
    assert done.returncode == 1
    assert b"s.csv is there and cannot be read, so that labels" in done.stderr
    assert b"Gr\xf6\xdfe" in sample.read_bytes()
