"""scripts/ingest.py as an operator runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claims.ingest import Intake
from claims.store import ClaimStore
from scripts.ingestion import run as ingest_all
from service.config import CHECKOUT, Settings


def run(
    tmp_path: Path, *arguments: str, given: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "scripts/ingest.py", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, "PRIORCHECK_DATA": str(tmp_path / "data"), "PRIORCHECK_STORE": ""},
        input=given,
        capture_output=True,
        timeout=60,
    )


def reports(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    "command",
    ["build_index.py", "claims.py history c1", "ingest.py no.csv", "recheck.py no.txt -o no.csv"],
)
def test_a_misspelt_setting_is_told(tmp_path: Path, command: str) -> None:
    """It may have been meant to name another store."""
    script, *arguments = command.split()
    done = subprocess.run(
        [sys.executable, CHECKOUT / "scripts" / script, *arguments],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(CHECKOUT),
            "PRIORCHECK_DATA": str(tmp_path / "data"),
            "PRIORCHECK_STOER": "postgresql://desk@host/claims",
        },
        capture_output=True,
        timeout=60,
    )
    assert b"PRIORCHECK_STOER is not a setting" in done.stderr
    assert b"desk@host" not in done.stderr


def test_files_are_ingested_and_reported(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,claim\n1,One\n2\n")
    (tmp_path / "b.csv").write_text("id,claim\n1,Two\n")
    files = [str(tmp_path / name) for name in ("a.csv", "b.csv")]
    done = run(tmp_path, *files, "--map", "id=id", "--map", "text=claim", "--licence", "CC0-1.0")
    assert (done.returncode, done.stderr) == (0, b"")
    first, second = reports(done)
    assert (first["read"], first["new"], first["rejected"]) == (2, 1, 1)
    assert (second["new"], second["rejects_file"]) == (1, None)
    assert Path(str(first["rejects_file"])).is_relative_to(tmp_path / "data" / "rejects")
    with ClaimStore.open(Settings(data=tmp_path / "data").store_url) as store:
        assert {c.reviews[0].provenance.licence for c in store.claims()} == {"CC0-1.0"}
        assert store.count() == 2


def test_standard_input_is_read(tmp_path: Path) -> None:
    done = run(tmp_path, "-", "--source", "pipe", given=b'{"text": "From a pipe"}\n')
    (report,) = reports(done)
    assert (report["source"], report["new"]) == ("pipe", 1)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "it holds no records"),
        (" \n\n", "it holds no records"),
        ('{"text": ""}\n{}\n', "all 2 records were rejected: see"),
    ],
)
def test_a_file_that_gives_nothing_fails(tmp_path: Path, content: str, why: str) -> None:
    (tmp_path / "in.jsonl").write_text(content)
    done = run(tmp_path, str(tmp_path / "in.jsonl"), "--map", "text=text")
    assert done.returncode == 1
    assert why in done.stderr.decode() and len(done.stderr.splitlines()) == 1
    assert reports(done)[0]["new"] == 0


def test_a_failing_file_does_not_hide_the_reports_before_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nOne\n")
    done = run(tmp_path, str(tmp_path / "a.csv"), str(tmp_path / "none.csv"))
    assert done.returncode == 1
    assert [report["new"] for report in reports(done)] == [1]


def test_a_failing_file_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"text\nClaim {name}\n")
    (tmp_path / "cut.json").write_text('[{"@type": "ClaimReview", "claimReviewed": "Claim c"}, {"@')
    names = ("a.csv", "none.csv", "cut.json", "b.csv")
    done = run(tmp_path, *(str(tmp_path / name) for name in names))
    assert done.returncode == 1
    assert [report["new"] for report in reports(done)] == [1, 1]
    missing, cut = done.stderr.decode().splitlines()
    assert missing == f"ingest: {tmp_path}/none.csv does not exist"
    assert "cut.json is no JSON document" in cut and "what came before was read" in cut
    with ClaimStore.open(Settings(data=tmp_path / "data").store_url) as store:
        assert sorted(claim.text for claim in store.claims()) == ["Claim a", "Claim b", "Claim c"]


def test_a_fetched_page_that_gives_nothing_is_told_by_its_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = []
    for name, content in (("wall", "<html><p>Agree?</p></html>"), ("feed", "<rss></rss>")):
        (tmp_path / name).write_text(content)
        address = f"https://desk.example/{name}"
        places.append(Intake(path=tmp_path / name, source="desk", address=address))
    with pytest.raises(SystemExit):
        ingest_all(Settings(data=tmp_path / "data"), places, publish=False)
    wall, feed = capsys.readouterr().err.splitlines()
    assert wall.startswith("ingest: nothing was stored from https://desk.example/wall: all 1")
    assert feed.startswith("ingest: https://desk.example/feed: ") and "a list of pages" in feed


def test_a_missing_file_fails_with_a_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, str(tmp_path / "none.csv"))
    assert done.returncode == 1
    assert done.stderr.decode() == f"ingest: {tmp_path}/none.csv does not exist\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["in.csv", "--map", "words=a"],
        ["in.csv", "--map", "text"],
        ["in.csv", "--map", "id=id"],
        ["in.csv", "--format", "xml"],
        ["in.csv", "--nonsense"],
        ["-", "in.csv", "-"],
        ["in.csv", "--retrieved-at", "yesterday"],
        ["in.csv", "--retrieved-at", "26 May 2015"],
        ["in.csv", "--retrieved-at", "2023-02-29"],
        ["in.csv", "--retrieved-at", "2023-02-28T10:00+99:99"],
        ["in.csv", "--retrieved-at", "2999-01"],
    ],
)
def test_wrong_usage_is_told_apart(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(b"Usage:")


@pytest.mark.parametrize("time", ["2024", "2024-02", "2024-02-29", "2024-02-29 10:00:00.5+01:00"])
def test_a_time_of_retrieval_is_iso_8601(tmp_path: Path, time: str) -> None:
    (tmp_path / "a.csv").write_text("text\nOne\n")
    done = run(tmp_path, str(tmp_path / "a.csv"), "--retrieved-at", time)
    assert done.returncode == 0, done.stderr
    with ClaimStore.open(Settings(data=tmp_path / "data").store_url) as store:
        (claim,) = store.claims()
    assert claim.reviews[0].provenance.retrieved_at == time.replace(" ", "T")


def test_help_names_every_option(tmp_path: Path) -> None:
    shown = run(tmp_path, "--help").stdout.decode()
    for word in ("--format", "--map", "--source", "--licence", "--publish", "reviewed_at"):
        assert word in shown


def test_a_list_that_gives_nothing_keeps_no_other_from_being_fetched(tmp_path: Path) -> None:
    (tmp_path / "quiet.xml").write_text("<rss></rss>")
    (tmp_path / "busy.xml").write_text("<rss><item><link>http://127.0.0.1/</link></item></rss>")
    lists = [f"--list={tmp_path / name}" for name in ("quiet.xml", "none.xml", "busy.xml")]
    done = run(tmp_path, "fetch", "--allow-host", "127.0.0.1", *lists)
    assert done.returncode == 1
    quiet, missing, busy = done.stderr.decode().splitlines()
    assert quiet == f"fetch: {tmp_path}/quiet.xml lists no http(s) address"
    assert missing == f"fetch: {tmp_path}/none.xml does not exist"
    assert busy.endswith("which is not public")


def test_fetch_asks_for_allowed_hosts(tmp_path: Path) -> None:
    assert run(tmp_path, "fetch").returncode == 2
    assert run(tmp_path, "fetch", "--allow-host", "desk.example").returncode == 2
    done = run(tmp_path, "fetch", "http://127.0.0.1/", "--allow-host", "127.0.0.1")
    assert done.returncode == 1
    assert (
        done.stderr.decode() == "fetch: 127.0.0.1 has the address 127.0.0.1, which is not public\n"
    )
    assert b"--allow-host" in run(tmp_path, "fetch", "--help").stdout


def test_a_list_of_pages_is_not_ingested_as_claims(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("<?xml version='1.0'?><rss></rss>")
    done = run(tmp_path, str(tmp_path / "feed.xml"))
    assert done.returncode == 1 and b"fetch --list" in done.stderr
