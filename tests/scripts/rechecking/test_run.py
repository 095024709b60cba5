"""A run as its user meets it: outputs, filters, what is interrupted, what cannot be done."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import resource
import shutil
import zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from pyarrow import ipc, parquet

from index.changes import ChangeKind
from index.checked import CheckedMatch, CheckedSentence, checked
from index.library import Library
from index.lookup import Band, NoMatchCode
from index.recheck_columns import parse_sentence, sentences_of
from scripts.rechecking import footing, making
from scripts.rechecking import run as running
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.generation import Generation, write_about
from scripts.rechecking.part import Part
from scripts.rechecking.read_output import matched_rows
from scripts.rechecking.request import Request
from scripts.rechecking.run import rechecked
from scripts.rechecking.sieve import Sieve
from scripts.rechecking.state import remove_own
from service.app import create_app
from tests.scripts.rechecking.conftest import World


def _rows(path: Path) -> list[CheckedSentence]:
    return [parse_sentence(json.loads(line)) for line in path.read_text().splitlines()]


def test_rows_are_what_the_matcher_answers_and_stand_where_they_say(world: World) -> None:
    world.publish()
    world.run(world.request(None))
    rows = _rows(world.folder / "out.jsonl")
    assert {row.document for row in rows} == {k for k, v in world.documents.items() if v}
    matcher = Library(world.settings().snapshots, world.encoder).current()
    for row in rows:
        assert world.documents[row.document][row.start : row.end] == row.text
        spoken = row.quote.language if row.quote else row.language
        (lookup,) = matcher.match([row.words], language=spoken)
        assert row.answer == checked(lookup)
        if row.quote:
            assert world.documents[row.document][row.quote.start : row.quote.end] == row.words
        assert row.snapshot == matcher.info.id
    assert any(row.matches for row in rows)
    assert not (world.folder / "out.jsonl.recheck").exists()


def test_a_sentence_is_answered_as_a_check_of_its_document_answers_it(world: World) -> None:
    world.publish()
    run = world.run(world.request(None))
    rows = _rows(world.folder / "out.jsonl")
    app = create_app(world.settings(), Library(world.settings().snapshots, world.encoder))
    answered = []
    for name, text in sorted(world.documents.items()):
        found = app.test_client().post("/v1/check", json={"text": text or "-"}).get_json()
        for sentence in found["sentences"] if text else ():
            lookup = sentence["lookup"]
            claims = [match["claim"]["id"] for match in lookup["matches"]]
            answered.append((name, sentence["text"], lookup["text"], claims))
    told = [(r.document, r.text, r.words, [m.claim_id for m in r.matches]) for r in rows]
    assert told == answered
    assert run.info.sentences == len(rows)
    assert {row.quote.speaker for row in rows if row.quote} == {"Mary Hill", None}
    assert any("“" in row.text and not row.quote for row in rows)


def test_all_outputs_say_the_same(world: World) -> None:
    world.publish()
    for name in ("out.jsonl", "out.parquet", "out.csv"):
        with rechecked(world.request(None, name), world.settings()):
            pass
    rows = _rows(world.folder / "out.jsonl")
    assert sentences_of(parquet.read_table(world.folder / "out.parquet")) == rows
    with (world.folder / "out.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == sum(max(1, len(row.matches)) for row in rows)
    assert {line["text"] for line in lines} == {row.text for row in rows}
    assert any(row.quote and row.matches for row in rows)
    back = [(row.text, row.quote) for row in matched_rows(world.folder / "out.csv")]
    assert back == [(row.text, row.quote) for row in rows if row.matches]


def test_no_cell_of_a_csv_is_a_formula(world: World) -> None:
    ids = ["=cmd|' /C calc'!A0", "'=1", "''=1", " '-1", "'plain", "@SUM(A1)", "＝1", "\u200b=1"]
    claim = next(iter(world.claims.values()))[0]
    world.documents = dict.fromkeys(ids, f"+{claim}")
    world.publish()
    world.run(world.request(None, "out.csv"))
    with (world.folder / "out.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    assert {line["text"] for line in lines} == {f"'+{claim}"}
    assert {line["document"] for line in lines} == {
        *("'" + one for one in ids if one != "'plain"),
        "'plain",
    }
    rows = list(matched_rows(world.folder / "out.csv"))
    assert [row.document for row in rows] == sorted(ids)
    assert {row.text for row in rows} == {f"+{claim}"}


def test_a_carriage_return_ends_no_row_of_a_csv(world: World) -> None:
    claim = next(iter(world.claims.values()))[0]
    world.documents = {"a\rb": claim, "c\r\nd": claim, "e\n\rf": claim}
    world.publish()
    output = world.run(world.request(None, "out.csv")).output
    content = (world.folder / "out.csv").read_bytes()
    lines = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert {line["document"] for line in lines} == {*world.documents}
    assert {line["text"] for line in lines} == {claim}
    assert output.count("\n") > len(lines) and b"\r\n" not in content.replace(b"c\r\nd", b"")


def test_an_output_behind_a_link_is_written_there(world: World) -> None:
    world.publish()
    (world.folder / "elsewhere").mkdir()
    link = world.folder / "out.csv"
    link.symlink_to(world.folder / "elsewhere" / "today.csv")
    for _ in range(2):
        world.run(world.request("state", "out.csv"))
        assert link.is_symlink()
    assert [path.name for path in (world.folder / "elsewhere").iterdir()] == ["today.csv"]


def test_a_pipe_gets_the_rows_each_time_and_is_not_waited_for(world: World) -> None:
    world.publish()
    expected = world.run(world.request("state")).output
    request = world.request("state", "pipe.jsonl")
    os.mkfifo(request.output)
    for _ in range(2):
        with ThreadPoolExecutor(1) as threads:
            read = threads.submit(request.output.read_text)
            with rechecked(request, world.settings()):
                pass
            assert read.result() == expected


def test_a_filter_holds_back_and_may_change_without_a_search(world: World) -> None:
    world.publish()
    whole = _rows_of(world, world.request("state"))
    sieve = Sieve(bands=(Band.CONFIRMED,), publishers=("www.Desk.example",))
    request = replace(world.request("state", "few.jsonl"), sieve=sieve)
    run = world.run(request)
    assert run.info.encoded == run.info.matched_anew == 0
    few = _rows(request.output)
    for before, now in zip(whole, few, strict=True):
        kept = tuple(m for m in before.matches if m.band is Band.CONFIRMED)
        assert now.matches == kept
        if before.matches and not kept:
            assert now.answer.no_match == "filtered_out"
    assert 0 < sum(len(row.matches) for row in few) < sum(len(row.matches) for row in whole)


def test_what_a_filter_lets_through_no_more_is_told(world: World) -> None:
    world.publish()
    sieve = Sieve(min_probability=0.6)
    request = replace(world.request("state"), sieve=sieve)
    before = _places(_rows_of(world, request))
    world.add_claims(40)
    world.publish()
    run = world.run(request)
    now = _places(_rows(request.output))
    kinds = {ChangeKind.NEW_MATCH: now - before, ChangeKind.LOST_MATCH: before - now}
    for kind, places in kinds.items():
        told = {_place(change.sentence, change.match) for change in run.changes}
        assert places <= told
        crossed = [c for c in run.changes if c.kind is kind and c.match in c.sentence.matches]
        assert {_place(change.sentence, change.match) for change in crossed} <= places
    believed = {c.match.claim_id: c for c in run.changes if c.kind is ChangeKind.LOST_MATCH}
    assert any(claim in {m.claim_id for m in c.sentence.matches} for claim, c in believed.items())
    assert run.counts[ChangeKind.UNCHANGED] <= len(now & before)


def _places(rows: list[CheckedSentence]) -> set[tuple[str, int, str]]:
    return {_place(row, match) for row in rows for match in row.matches}


def _place(row: CheckedSentence, match: CheckedMatch) -> tuple[str, int, str]:
    return row.document, row.ordinal, match.claim_id


def _rows_of(world: World, request: Request) -> list[CheckedSentence]:
    world.run(request)
    return _rows(request.output)


def test_nothing_changed_opens_nothing_and_writes_what_is_missing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.publish()
    request = world.request("state")
    first = world.run(request)
    monkeypatch.setattr(making, "open_work", None)  # fails where it is called
    monkeypatch.setattr(footing, "open_index", None)
    again = world.run(request)
    assert again.changes == []
    assert again.counts["unchanged"] == first.counts["new_match"]  # type: ignore[index]
    request.output.unlink()
    assert world.run(request).output == first.output


def test_what_is_no_file_is_told_where_nothing_else_has_changed(world: World) -> None:
    world.publish()
    archive = world.folder / "archive"
    (archive / "2025").mkdir(parents=True)
    (archive / "2025" / "a.txt").write_text(next(iter(world.claims.values()))[0])
    request = replace(world.request("state"), inputs=(str(archive),))
    assert world.run(request).info.rejected == 0
    (archive / "2026").symlink_to(archive / "2025")
    assert world.run(request).info.rejected == 1
    assert "a link to a folder is not followed" in request.rejects.read_text()
    (archive / "2026").unlink()
    assert world.run(request).info.rejected == 0
    assert not request.rejects.exists()


def test_an_interrupted_run_goes_on_behind_its_last_whole_part(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.publish()
    request = replace(world.request("state"), chunk_characters=500)
    undisturbed = world.run(replace(request, state=world.folder / "other"))
    written = []
    real = making.write_part

    def fails(folder: Path, *rest: object) -> Part:
        if len(written) == 3:
            raise OSError(28, "No space left on device", str(folder))
        written.append(folder)
        return real(folder, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "write_part", fails)
    with pytest.raises(RecheckError, match="No space left on device.*free some space"):
        world.run(request)
    assert len(list((request.folder / "run").glob("part-*"))) == 3
    marks = sorted((request.folder / "run").glob("part-*/rows.arrow"))
    marks[1].write_bytes(marks[1].read_bytes()[:-1])  # one is torn, as by a power cut
    monkeypatch.setattr(making, "write_part", real)
    assert world.run(request).output == undisturbed.output


def test_what_came_after_a_run_stopped_is_not_there_since_it_was_begun(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.publish()
    days = iter(f"2026-11-0{day}T03:00:00+00:00" for day in range(1, 9))
    monkeypatch.setattr(footing, "now", lambda: next(days))
    request = world.request("state")
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), rechecked(request, world.settings()) as recheck:
            assert recheck.info.started_at.startswith("2026-11-01")
            raise ZeroDivisionError
    world.documents["of today"] = next(iter(world.claims.values()))[0]
    run = world.run(world.request("state"))
    assert "of today" in {change.sentence.document for change in run.changes}
    assert run.info.started_at.startswith("2026-11-02")


def test_leaving_with_an_error_does_not_finish_the_run(world: World) -> None:
    world.publish()
    request = world.request("state")
    with pytest.raises(ZeroDivisionError), rechecked(request, world.settings()) as recheck:
        told = list(recheck.changes())
        raise ZeroDivisionError
    assert world.run(request).changes == told


def test_an_archive_that_is_gone_as_a_whole_changes_nothing(world: World) -> None:
    world.publish()
    request = world.request("state")
    first, documents = world.run(request), world.documents
    world.documents = {}
    with pytest.raises(
        RecheckError, match=f"before had {first.info.documents}: is the archive there"
    ):
        world.run(world.request("state"))
    assert request.output.read_text() == first.output
    world.documents = documents
    assert world.run(world.request("state")).changes == []


def test_one_of_two_folders_that_is_empty_all_at_once_changes_nothing(world: World) -> None:
    world.publish()
    folders = [world.folder / name for name in ("y1", "y2")]
    for folder in folders:
        folder.mkdir()
        (folder / "a.txt").write_text(next(iter(world.claims.values()))[0])
    request = replace(world.request("state"), inputs=tuple(map(str, folders)))
    world.run(request)
    (folders[1] / "a.txt").unlink()
    with pytest.raises(RecheckError, match="y2 has no file in it"):
        world.run(request)
    meant = replace(request, allow_gone=True)
    assert world.run(meant).counts[ChangeKind.LOST_MATCH] > 0


def test_another_archive_with_the_same_state_changes_nothing(world: World) -> None:
    world.publish()
    claim = next(iter(world.claims.values()))[0]
    documents = {f"d{number}": claim for number in range(30)} | {"unread": ""}
    others = {f"{key} of others": text for key, text in documents.items()}
    world.documents = documents
    request = world.request("state")
    first = world.run(request)
    rejects = request.rejects.read_text()
    for kept, said in ((0, "none of the 30 documents"), (2, "only 2 of the 30 documents")):
        world.documents = others | {f"d{number}": claim for number in range(kept)}
        with pytest.raises(RecheckError, match=rf"{said} .*\(1 could not be read: .*--allow-gone"):
            world.run(world.request("state"))
        assert request.output.read_text() == first.output
    world.documents = documents
    again = world.request("state")
    assert world.run(again).changes == []
    request.rejects.write_text("of a run that was refused")
    assert world.run(again).changes == []
    assert request.rejects.read_text() == rejects
    world.documents = others | {f"d{number}": claim for number in range(3)}
    assert world.run(world.request("state")).info.documents == 33


def test_another_archive_is_taken_where_that_is_meant(world: World) -> None:
    world.publish()
    first = world.run(world.request("state"))
    world.documents = {f"{key} of others": text for key, text in world.documents.items()}
    request = world.request("state")
    with pytest.raises(RecheckError, match="none of the"):
        world.run(request)
    run = world.run(replace(request, allow_gone=True))
    matches = first.counts[ChangeKind.NEW_MATCH]
    assert run.counts[ChangeKind.LOST_MATCH] == run.counts[ChangeKind.NEW_MATCH] == matches
    assert world.run(request).changes == []


def test_two_runs_at_once_are_refused(world: World) -> None:
    world.publish()
    request = world.request("state")
    with rechecked(request, world.settings()):
        with pytest.raises(RecheckError, match="another run is at work"):
            world.run(request)


def test_no_other_run_begins_in_a_folder_that_is_being_removed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remove(folder: Path) -> None:
        with pytest.raises(RecheckError, match="another run is at work"):
            world.run(world.request(None))
        remove_own(folder)

    world.publish()
    monkeypatch.setattr(running, "remove_own", remove)
    world.run(world.request(None))
    assert not world.request(None).folder.exists()


def test_a_folder_of_somebody_elses_is_left_alone(world: World) -> None:
    world.publish()
    request = world.request("state")
    precious = request.folder / "run" / "thesis.txt"
    precious.parent.mkdir(parents=True)
    precious.write_text("precious")
    with pytest.raises(RecheckError, match=r"thesis\.txt.*another folder"):
        world.run(request)
    assert precious.read_text() == "precious"


def test_what_lies_in_the_folder_beside_an_output_stays(world: World) -> None:
    world.publish()
    request = world.request(None)
    request.folder.mkdir()
    (request.folder / "thesis.txt").write_text("precious")
    world.run(request)
    assert [path.name for path in request.folder.iterdir()] == ["thesis.txt"]


def test_a_run_killed_before_it_had_begun_is_begun_anew(world: World) -> None:
    world.publish()
    request = world.request("state")
    (request.folder / "run" / ".part-000000-17").mkdir(parents=True)
    (request.folder / "run" / "basis.npz").write_bytes(b"PK")
    (request.folder / "run" / "begun.json").write_text("{")
    assert world.run(request).output == world.run(world.request("other", "o.jsonl")).output


def test_a_full_disk_does_not_damage_what_a_finished_run_noted(world: World) -> None:
    world.publish()
    request = world.request("state")
    world.run(request)
    about = Generation(request.folder / "gen-000001").about
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, most))
    try:
        with pytest.raises(OSError):
            write_about(request.folder / "gen-000001", about)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert Generation(request.folder / "gen-000001").about == about


def test_what_a_run_killed_at_its_end_has_left_is_removed(world: World) -> None:
    world.publish()
    request = world.request("state")
    world.run(request)
    first = request.folder / "gen-000001"
    shutil.copytree(first, world.folder / "left")
    for _ in range(2):
        world.add_documents(1)
        world.run(world.request("state"))
        shutil.copytree(world.folder / "left", first, dirs_exist_ok=True)
    world.add_documents(1)
    world.run(world.request("state"))
    assert [path.name for path in request.folder.glob("gen-*")] == ["gen-000004"]


def test_a_state_of_another_version_is_refused(world: World) -> None:
    world.publish()
    request = world.request("state")
    world.run(request)
    about = request.folder / "gen-000001" / "generation.json"
    written = about.read_text()
    about.write_text(written.replace('"format": 3', '"format": 99'))
    with pytest.raises(RecheckError, match="another version"):
        world.run(request)
    about.write_text(written.replace('"format": 3', '"format": 2'))
    assert world.run(request).counts[ChangeKind.NEW_MATCH] == 0


def test_a_state_of_before_quotations_is_gone_on_with(world: World) -> None:
    claim = next(iter(world.claims.values()))[0]
    world.documents = {"one": claim, "two": claim}
    world.publish()
    world.run(world.request("state"))
    (about,) = (world.folder / "state").glob("gen-*/generation.json")
    written = re.sub(r'"program": "\w+"', '"program": "before"', about.read_text())
    about.write_text(written.replace('"format": 3', '"format": 2'))
    rows = about.parent / "part-000000" / "rows.arrow"
    older = ipc.open_file(io.BytesIO(rows.read_bytes())).read_all().drop_columns(["quote"])
    with ipc.new_file(rows, older.schema) as writer:
        writer.write_table(older)
    marks = rows.with_name("marks.json")
    said = json.loads(marks.read_text())
    said["files"]["rows.arrow"] = [rows.stat().st_size, zlib.crc32(rows.read_bytes())]
    marks.write_text(json.dumps(said))
    del world.documents["two"]
    world.documents["three"] = f"“{claim}”"
    found = world.run(world.request("state"))
    assert [row.quote is not None for row in _rows(world.folder / "out.jsonl")] == [False, True]
    told = Counter((change.sentence.document, change.kind) for change in found.changes)
    assert {name for name, kind in told if kind is ChangeKind.LOST_MATCH} == {"two"}
    assert {name for name, kind in told if kind is ChangeKind.NEW_MATCH} == {"three"}


_OF_A_PART = ("rows.arrow", "documents.npz", "vectors.npy", "near.npy")
_MISSING = ("basis.npz", "claims.npz", *(f"part-000000/{name}" for name in _OF_A_PART))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *((name, None) for name in _MISSING),
        *((name, b"garbage") for name in _MISSING),
        *(("generation.json", content) for content in (b"garbage", b"", b"[]", b'{"format": 2}')),
    ],
)
def test_a_damaged_state_is_told_of(world: World, name: str, content: bytes | None) -> None:
    world.publish()
    request = world.request("state")
    world.run(request)
    world.add_claims(2)
    world.add_documents(1)
    world.publish()
    path = request.folder / "gen-000001" / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RecheckError, match="is damaged .* to begin anew"):
        world.run(world.request("state"))


@pytest.mark.parametrize("name", ["rows.arrow", "vectors.npy", "near.npy"])
def test_a_state_of_which_a_byte_is_another_is_told_of(world: World, name: str) -> None:
    world.publish()
    request = world.request("state")
    before = world.run(request).output
    path = request.folder / "gen-000001" / "part-000000" / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    world.add_claims(2)
    world.publish()
    with pytest.raises(RecheckError, match=f"{name} is damaged .*not as it was written"):
        world.run(world.request("state"))
    assert request.output.read_text() == before


def test_what_the_gate_doubts_stays_so_in_chunks_side_by_side(world: World) -> None:
    world.documents = {f"d{number}": "Milk is good for you." for number in range(6)}
    world.publish()
    run = world.run(replace(world.request(None), chunk_characters=10))
    rows = [parse_sentence(json.loads(line)) for line in run.output.splitlines()]
    assert [row.answer.no_match for row in rows] == [NoMatchCode.NOT_A_CLAIM] * 6


def test_a_correction_as_long_as_the_mistake_is_seen_whatever_day_the_file_bears(
    world: World,
) -> None:
    world.publish()
    request = world.request("state")
    world.run(request)
    source = Path(request.inputs[0])
    for text in (source.read_text(), source.read_text().replace("council", "mayor's")):
        source.write_text(text)
        os.utime(source, (0, 0))
        run = world.run(request)
    assert "The mayor's" in run.output
