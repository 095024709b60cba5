"""Batches across languages: the right answer in another one, wrong answers in the asking one."""

from __future__ import annotations

import random
from itertools import chain

import numpy as np
import torch

from scripts.train_languages import contrast
from scripts.training.languages import (
    Batches,
    Title,
    edited,
    mine,
    read_parallel,
    without_language,
)


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_every_statement_is_there_in_every_language() -> None:
    statements = read_parallel() + read_parallel(unseen=True)
    assert len(statements) >= 130
    assert len({tuple(sorted(statement.texts)) for statement in statements}) == 1
    assert len({statement.name for statement in statements}) == len(statements)


def test_what_beliefs_are_fitted_on_is_kept_from_the_encoder() -> None:
    seen = {statement.name for statement in read_parallel()}
    unseen = {statement.name for statement in read_parallel(unseen=True)}
    assert seen and unseen and not seen & unseen


def test_removing_language_makes_translations_meet() -> None:
    draw = np.random.default_rng(0)
    meanings = draw.normal(size=(60, 64))
    accents = 6 * draw.normal(size=(2, 64))
    vectors = _unit(np.concatenate([meanings + accents[0], meanings + accents[1]]))
    clean = without_language(vectors, ["a"] * 60 + ["b"] * 60)
    before = (vectors[:60] @ vectors.T)[:, 60:].argmax(1)
    cosines = clean[:60] @ clean.T
    np.fill_diagonal(cosines, -1)
    assert (cosines.argmax(1) == np.arange(60, 120)).mean() > 0.9
    assert len(before) == 60


def test_mined_titles_are_mutual_and_of_two_languages() -> None:
    draw = np.random.default_rng(1)
    meanings = draw.normal(size=(160, 64))
    vectors = _unit(np.concatenate([meanings, meanings + 0.5 * draw.normal(size=(160, 64))]))
    titles = [Title(f"t{n}", "a" if n < 160 else "b") for n in range(320)]
    pairs = mine(titles, vectors)
    assert len(pairs) > 100
    assert all(other - one == 160 for one, other in pairs)


def test_batches_ask_in_one_language_and_answer_in_others() -> None:
    titles = [Title(f"{name}{n}", name) for name in "ab" for n in range(20)]
    mined = [(n, n + 20) for n in range(20)]
    posts = [(f"post {n}", [f"claim {n}"], str(n)) for n in range(20)]
    batches = Batches(titles, mined, posts, size=8, seed=0)
    drawn = [batches.draw() for _ in range(30)]
    assert {batch.across for batch in drawn} == {True, False}
    for batch in drawn:
        assert len(batch.queries) == len(batch.answers) == len(batch.topics) == 8
        if batch.queries[0][:1] in "ab" and batch.queries[0][1:].isdigit():
            assert batch.answers[0][0] != batch.queries[0][0]
            assert {other[0] for other in batch.others} == {batch.queries[0][0]}


def test_what_shares_a_topic_is_a_wrong_answer() -> None:
    batches = Batches([], [], [], size=40, seed=0, shares=(0, 1, 0))
    near = {text for statement in read_parallel() for text in statement.near.values()}
    drawn = [batches.draw() for _ in range(5)]
    assert near.intersection(chain.from_iterable(batch.others for batch in drawn))
    assert not near.intersection(chain.from_iterable(batch.answers for batch in drawn))
    assert {len(batch.others) for batch in drawn} == {40}


def test_the_loss_falls_when_answers_come_nearer() -> None:
    titles = [Title(f"{name}{n}", name) for name in "ab" for n in range(20)]
    batch = Batches(
        titles, [(n, n + 20) for n in range(20)], [("p", ["c"], "1")] * 8, size=8, seed=0
    )
    drawn = next(one for one in iter(batch.draw, None) if one.across)
    queries = torch.nn.functional.normalize(torch.randn(8, 16), dim=-1)
    far = torch.nn.functional.normalize(torch.randn(len(drawn.answers + drawn.others), 16), dim=-1)
    near = torch.cat([queries, far[8:]])
    assert contrast(queries, near, drawn) < contrast(queries, far, drawn)


def test_an_edited_text_stays_readable() -> None:
    draw = random.Random(0)  # noqa: S311 - no secret
    text = "Vaccines contain microchips that track people everywhere"
    assert all(abs(len(edited(text, draw)) - len(text)) <= 3 for _ in range(50))
