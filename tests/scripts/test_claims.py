"""scripts/claims.py as an operator runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claims.store import ClaimStore
from service.config import CHECKOUT, Settings
from tests.claims.factories import make_record

RECORD = make_record(title="No", record_id="7")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder whose store holds two claims."""
    folder = tmp_path / "data"
    with ClaimStore.open(Settings(data=folder).store_url) as store:
        store.upsert([RECORD, make_record("Another")], file="in.jsonl")
    return folder


def run(data: Path, *arguments: str, script: str = "claims") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, f"scripts/{script}.py", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, "PRIORCHECK_DATA": str(data), "PRIORCHECK_STORE": ""},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_claim_is_shown_with_its_provenance(data: Path) -> None:
    shown = json.loads(run(data, "show", RECORD.claim_id).stdout)
    assert (shown["id"], shown["text"]) == (RECORD.claim_id, RECORD.text)
    assert shown["reviews"][0]["provenance"]["record_id"] == "7"


def test_a_withdrawn_claim_keeps_its_history(data: Path) -> None:
    assert run(data, "withdraw", RECORD.claim_id).returncode == 2
    done = run(data, "withdraw", RECORD.claim_id, "--reason", "taken back")
    assert done.returncode == 0, done.stderr
    shown = run(data, "show", RECORD.claim_id)
    assert (shown.returncode, shown.stdout) == (1, "") and "withdrawn" in shown.stderr
    again = run(data, "withdraw", RECORD.claim_id, "--reason", "twice")
    assert (again.returncode, again.stderr) == (1, shown.stderr)
    history = json.loads(run(data, "history", RECORD.claim_id).stdout)
    new, gone = history["versions"]
    assert (new["kind"], new["file"], new["review"]["title"]) == ("new", "in.jsonl", "No")
    assert (gone["kind"], gone["reason"], gone["review"]) == ("withdrawn", "taken back", None)
    assert history["withdrawn_at"] == gone["seen_at"]
    back = run(data, "reinstate", RECORD.claim_id, "--reason", "by mistake")
    assert back.returncode == 0, back.stderr
    assert run(data, "show", RECORD.claim_id).returncode == 0
    again = run(data, "reinstate", RECORD.claim_id, "--reason", "twice")
    assert (again.returncode, again.stderr) == (
        1, f"claims: nothing of the claim {RECORD.claim_id} is withdrawn\n",
    )  # fmt: skip


def test_an_export_is_ingested_by_the_other_script(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.parquet"
    assert run(data, "export", str(path)).returncode == 0
    done = run(tmp_path / "other", str(path), script="ingest")
    assert json.loads(done.stdout)["new"] == 2, done.stderr
    with ClaimStore.open(Settings(data=tmp_path / "other").store_url) as store:
        assert store.get(RECORD.claim_id)


@pytest.mark.parametrize("form", ["jsonl", "jsonld", "parquet"])
def test_an_export_may_go_to_standard_output(data: Path, tmp_path: Path, form: str) -> None:
    assert run(data, "export", str(tmp_path / f"all.{form}")).returncode == 0
    (tmp_path / "here").mkdir()
    done = subprocess.run(
        [sys.executable, str(CHECKOUT / "scripts/claims.py"), "export", "-", "--format", form],
        cwd=tmp_path / "here",
        env={**os.environ, "PRIORCHECK_DATA": str(data), "PRIORCHECK_STORE": ""},
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"Exported 2 records to -.\n")
    assert done.stdout == (tmp_path / f"all.{form}").read_bytes()
    assert list((tmp_path / "here").iterdir()) == []
    assert run(data, "export", "-").returncode == 2  # in which format?


@pytest.mark.parametrize("command", ["export - --format jsonl", f"show {RECORD.claim_id}"])
def test_what_does_not_fit_into_standard_output_is_told(data: Path, command: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "scripts/claims.py", *command.split()],
            cwd=CHECKOUT,
            env={**os.environ, "PRIORCHECK_DATA": str(data), "PRIORCHECK_STORE": ""},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("claims: standard output cannot be written (No space left")
    assert done.stderr.count("\n") == 1


def test_merges_are_made_listed_and_undone(data: Path) -> None:
    other = make_record("Another").claim_id
    done = run(data, "merge", other, RECORD.claim_id, "--reason", "the same sentence")
    assert done.returncode == 0, done.stderr
    (line,) = run(data, "merges").stdout.splitlines()
    merge = json.loads(line)
    assert (merge["claim_id"], merge["into"], merge["rule"]) == (other, RECORD.claim_id, "operator")
    assert (merge["reason"], merge["ended_at"]) == ("the same sentence", None)
    assert json.loads(run(data, "history", other).stdout)["merges"] == [merge]
    shown = json.loads(run(data, "show", RECORD.claim_id).stdout)
    assert ([one["id"] for one in shown["merged_from"]], len(shown["reviews"])) == ([other], 2)
    alone = run(data, "show", other)
    assert (json.loads(alone.stdout)["id"], alone.stderr) == (
        other, f"It is shown as part of {RECORD.claim_id}.\n",
    )  # fmt: skip
    assert run(data, "unmerge", other, "--reason", "no").returncode == 0
    (line,) = run(data, "merges", other).stdout.splitlines()
    assert json.loads(line)["ended_reason"] == "no"
    again = run(data, "unmerge", other)
    assert (again.returncode, again.stdout) == (1, "") and "no other claim" in again.stderr


def test_clusters_need_a_snapshot_and_say_so(data: Path) -> None:
    done = run(data, "cluster")
    assert (done.returncode, done.stdout) == (1, "") and "build_index.py" in done.stderr


def test_withdrawn_claims_are_exported_when_asked_for(data: Path, tmp_path: Path) -> None:
    run(data, "withdraw", RECORD.claim_id, "--reason", "taken back")
    path = tmp_path / "all.jsonl"
    assert run(data, "export", str(path), "--withdrawn", "--history").returncode == 0
    assert json.loads(run(tmp_path / "other", str(path), script="ingest").stdout)["read"] == 3
    history = json.loads(run(tmp_path / "other", "history", RECORD.claim_id).stdout)
    assert [version["kind"] for version in history["versions"]] == ["new", "withdrawn"]
    assert history["withdrawn_at"]


@pytest.mark.parametrize(
    "arguments", [("show", "c0"), ("history", "c0"), ("withdraw", "c0", "--reason", "none")]
)
def test_an_unknown_claim_is_one_sentence(data: Path, arguments: tuple[str, ...]) -> None:
    done = run(data, *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("claims: the store holds no claim c0") and "\n" in done.stderr


@pytest.mark.parametrize(
    ("script", "arguments"),
    [
        ("claims", ("show", "c0")),
        ("claims", ("history", "c0")),
        ("claims", ("merges",)),
        ("claims", ("export", "{}/backup.jsonl")),
        ("build_index", ()),
    ],
)
def test_where_there_is_no_store_nothing_is_made_and_no_backup_replaced(
    tmp_path: Path, script: str, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "backup.jsonl").write_text("a backup")
    asked = (argument.format(tmp_path) for argument in arguments)
    done = run(tmp_path / "dta", *asked, script=script)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{script}: there is no store at" in done.stderr and "dta" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["backup.jsonl"]
    assert (tmp_path / "backup.jsonl").read_text() == "a backup"


def test_bytes_that_are_no_text_are_written_so(data: Path, tmp_path: Path) -> None:
    done = run(data, "history", "c\udce9")
    assert (done.returncode, done.stderr.split(":")[1]) == (1, r" the store holds no claim c\xe9")
    assert run(data, "withdraw", RECORD.claim_id, "--reason", "caf\udce9").returncode == 0
    assert r"caf\\xe9" in run(data, "history", RECORD.claim_id).stdout
    done = run(data, "export", f"{tmp_path}/\udce9.jsonl")
    assert done.returncode == 0 and r"\xe9.jsonl" in done.stderr
    done = run(data, "export", f"{tmp_path}/\udce9/no.jsonl")
    assert done.returncode == 1 and r"\xe9/no.jsonl" in done.stderr


@pytest.mark.parametrize("arguments", [("show",), ("export", "x.doc"), ("nonsense",)])
def test_wrong_usage_exits_with_2(data: Path, arguments: tuple[str, ...]) -> None:
    assert run(data, *arguments).returncode == 2
