"""Every document has an id of its own, and what became of it is told of it alone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from claims.sources.texts import Columns, Document
from index.changes import ChangeKind
from scripts.rechecking.ids import distinct
from scripts.rechecking.request import Request
from tests.scripts.rechecking.conftest import Run, World


def _ids(*ids: str) -> list[str]:
    found = distinct(Document(id=one, text="Text.") for one in ids)
    return [one.id for one in found if isinstance(one, Document)]


def test_an_id_that_comes_again_is_numbered(capsys: pytest.CaptureFixture[str]) -> None:
    assert _ids("a", "b") == ["a", "b"]
    assert capsys.readouterr().err == ""
    assert _ids("a", "b", "a", "a") == ["a", "b", "a#2", "a#3"]
    assert "2 documents have the id of another, the first of them 'a'" in capsys.readouterr().err
    assert _ids("a", "a#2", "a", "a", "a#2") == ["a", "a#2", "a#3", "a#4", "a#2#2"]
    assert _ids("a", "a", "a#2") == ["a", "a#2", "a#2#2"]


def test_ids_are_told_apart_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.rechecking.ids._FRESH", 4)
    ids = [str(number) for number in range(50)]
    assert _ids(*ids, *ids[:9], *ids) == [
        *ids,
        *(f"{one}#2" for one in ids[:9]),
        *(f"{one}#3" for one in ids[:9]),
        *(f"{one}#2" for one in ids[9:]),
    ]


def _lost(run: Run) -> set[str]:
    return {c.sentence.document for c in run.changes if c.kind is ChangeKind.LOST_MATCH}


def test_a_loss_is_told_of_the_right_one_of_a_table(world: World) -> None:
    world.publish()
    request = world.request("state")
    claims = [text for text, _ in world.claims.values()]
    source = world.folder / "twice.jsonl"
    request = replace(request, inputs=(str(source),))
    for texts in ([claims[0], claims[1]], [claims[0], "Nothing is said here."]):
        source.write_text("".join(json.dumps({"id": 7, "text": t}) + "\n" for t in texts))
        run = world.run(request)
    assert _lost(run) == {"7#2"}


def test_a_loss_is_told_of_the_right_folder(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.publish()
    monkeypatch.chdir(world.folder)
    claims = [text for text, _ in world.claims.values()]
    for number, name in enumerate(("y1", "y2")):
        (world.folder / name).mkdir()
        (world.folder / name / "001.txt").write_text(claims[number])
    state, output = world.folder / "state", world.folder / "o.jsonl"
    request = Request(inputs=("y1", "y2"), output=output, state=state, columns=Columns())
    assert world.run(request).counts[ChangeKind.NEW_MATCH] > 1
    (world.folder / "y2" / "001.txt").rename(world.folder / "y2" / "002.txt")
    assert _lost(world.run(request)) == {"y2/001.txt"}
