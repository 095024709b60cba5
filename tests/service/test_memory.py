"""Answers kept for the next reader: the same as before, without texts, of one snapshot."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from claims.sentences import Sentence, sentences
from claims.store import ClaimStore
from index.encoders import open_encoder
from index.library import Library
from index.lookup import Filters
from index.models.embedded import EmbeddedEncoder
from service.answers import Answer
from service.app import create_app, engine_of
from service.config import Settings
from service.cuts import Cuts
from service.memory import Ask, Memory
from tests.service.claims import WALL, build, embedded_client

TEXT = f"{WALL} So they say, and nobody looks. The Great Wall of Chile is not visible from Mars."


def _client(folder: Path, **more: Any) -> FlaskClient:
    build(folder)
    settings = Settings(data=folder, encoder="hashing", admin_key=None, **more)
    app = create_app(settings, Library(settings.snapshots, open_encoder("hashing", cache=folder)))
    engine_of(app).warm_up()
    return app.test_client()


def _check(client: FlaskClient, text: str = TEXT, **more: Any) -> Any:
    return client.post("/v1/check", json={"text": text, **more}).get_json()


def _timeless(found: Any) -> Any:
    if isinstance(found, dict):
        return {k: _timeless(v) for k, v in found.items() if k != "took_ms"}
    return [_timeless(each) for each in found] if isinstance(found, list) else found


@pytest.mark.model
def test_the_next_reader_gets_the_same_answer(tmp_path: Path, embedded: EmbeddedEncoder) -> None:
    client = embedded_client(tmp_path, embedded)
    first, again = _check(client), _check(client)
    assert _timeless(again) == _timeless(first)
    assert {s["lookup"]["took_ms"] for s in again["sentences"]} == {0.0}
    differences = [
        d["query"]
        for sentence in first["sentences"]
        for match in sentence["lookup"]["matches"]
        for d in match["differences"]
    ]
    assert differences, "no difference: the test shows nothing of them"
    ask = {"text": WALL, "min_probability": 0}
    single = client.post("/v1/match", json=ask).get_json()
    assert _timeless(client.post("/v1/match", json=ask).get_json()) == _timeless(single)


def test_nothing_kept_holds_a_text(tmp_path: Path) -> None:
    client = _client(tmp_path)
    secret = "Quixotic marmalade flies over 17 secret hills and not over 18 of them."
    _check(client, secret, min_probability=0)
    client.post("/v1/match", json={"text": secret})
    memory = engine_of(client.application)._memory
    assert len(memory._kept) == 2
    cuts = engine_of(client.application).cuts
    assert len(cuts._kept) == 1
    assert "marmalade" not in repr(list(cuts._kept.items()))
    gc.collect()
    for key, answer in memory._kept.items():
        assert "marmalade" not in repr((key, answer))
        assert "17" not in json.dumps([d.query for m in answer.kept.matches for d in m.differences])


def test_other_options_are_other_answers() -> None:
    memory = Memory(10)
    asks = [
        Ask(limit=limit, min_probability=p, filters=filters, language=language, mixed=mixed)
        for limit in (1, 2)
        for p in (None, 0.0, 0.5)
        for filters in (Filters(), Filters(languages=("de",)))
        for language in (None, "de")
        for mixed in (True, False)
    ]
    keys = {memory.keys(["text"], ask, "2026-01-01")[0] for ask in asks}
    assert len(keys) == len(asks)
    assert memory.keys(["text"], asks[0], "a") == memory.keys(["text"], asks[0], "b")
    aged = Ask(limit=1, min_probability=None, filters=Filters(max_age_days=3), language=None)
    assert memory.keys(["text"], aged, "a") != memory.keys(["text"], aged, "b")
    assert Memory(10).keys(["text"], asks[0], "") != memory.keys(["text"], asks[0], "")


def test_a_new_snapshot_is_asked_anew(tmp_path: Path) -> None:
    client = _client(tmp_path)
    before = _check(client, min_probability=0)
    with ClaimStore.open(tmp_path / "claims.sqlite") as store:
        store.withdraw(before["sentences"][0]["lookup"]["matches"][0]["claim"]["id"], "wrong")
    build_again(tmp_path)
    engine_of(client.application)._library._looked = float("-inf")
    after = _check(client, min_probability=0)
    texts = [m["claim"]["text"] for m in after["sentences"][0]["lookup"]["matches"]]
    assert WALL not in texts


def build_again(folder: Path) -> None:
    """Publish what the store holds now."""
    from index.build import build_snapshot

    with ClaimStore.open(folder / "claims.sqlite") as store:
        encoder = open_encoder("hashing", cache=folder)
        build_snapshot(store, encoder, folder / "snapshots", fitted=folder / "calibration")


def test_no_more_is_kept_than_allowed(tmp_path: Path) -> None:
    client = _client(tmp_path, kept_answers=5)
    text = "\n".join(f"Sentence number {number} says a thing." for number in range(20))
    assert _timeless(_check(client, text)) == _timeless(_check(client, text))
    engine = engine_of(client.application)
    assert 0 < engine._memory._kept.currsize <= 5
    assert engine.cuts._kept.currsize <= 5


def test_nobody_waits_for_what_is_kept_to_be_rendered(tmp_path: Path) -> None:
    engine = engine_of(_client(tmp_path).application)
    ask = Ask(limit=1, min_probability=None, filters=Filters(), language=None)
    [answer] = engine.answers(engine.matcher(), ["Somebody says a thing."], ask)
    memory, waited = Memory(10), []

    class Watched(Answer):
        """Notes whether others are kept waiting."""

        def again(self) -> Answer:
            waited.append(memory._lock.locked())
            return super().again()

    memory.recall([], "now")
    memory.keep([(b"key", Watched(answer.kept, None, False))], "now")
    assert memory.recall([b"key"], "now") != [None]
    assert waited == [False]


@pytest.mark.parametrize(("allowed", "kept"), [(5, 2), (2, 1), (1, 0)])
def test_an_answer_counts_as_many_as_it_has_matches(
    tmp_path: Path, allowed: int, kept: int
) -> None:
    client = _client(tmp_path, kept_answers=allowed)
    for number in range(4):
        asked = {"text": f"Sentence {number} says a thing.", "limit": 2, "min_probability": 0}
        assert len(client.post("/v1/match", json=asked).get_json()["matches"]) == 2
    assert len(engine_of(client.application)._memory._kept) == kept


def test_none_is_kept_where_none_may_be(tmp_path: Path) -> None:
    client = _client(tmp_path, kept_answers=0)
    assert _timeless(_check(client)) == _timeless(_check(client))
    engine = engine_of(client.application)
    assert len(engine._memory._kept) == engine.cuts._kept.currsize == 0


def test_a_text_is_cut_once_in_each_language(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def counted(text: str, language: str | None) -> list[Sentence]:
        asked.append(language)
        return sentences(text, language)

    monkeypatch.setattr("service.cuts.sentences", counted)
    cuts = Cuts(10)
    text = "Am 3. Mai regnete es. Danach nicht mehr."
    german = [cuts.sentences(text, "de") for _ in range(2)]
    assert german[0] == german[1] == sentences(text, "de")
    assert cuts.sentences(text, "en") == sentences(text, "en")
    assert asked == ["de", "en"]
    assert cuts.sentences(f"{text} Nie.", "de") == sentences(f"{text} Nie.", "de")
    cuts.forget()
    cuts.sentences(text, "de")
    assert asked == ["de", "en", "de", "de"]
