"""Training on sixteen tiny pairs with a tiny random trunk: edits, bundle, steps, adapter."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from click.testing import CliRunner
from peft import PeftModel
from transformers import BertConfig, BertModel

from index.models.packed import PackedModel, TrunkShape
from scripts import train as script
from scripts.training import edits
from scripts.training.bundle import SOURCES, Bundle
from scripts.training.loop import RECIPES, Recipe, Round, train
from scripts.training.lowrank import Encoder, LowRank, frozen_encode
from scripts.training.measure import interval, measure, rank

TEXTS, WORDS = 48, 60
SENTENCE = "Angela Merkel said that Germany will close every school in Berlin on Monday."


def _rng(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311


@pytest.fixture(autouse=True)
def _steady() -> Iterator[None]:
    state = torch.get_rng_state()
    torch.manual_seed(0)
    yield
    torch.set_rng_state(state)


@pytest.fixture
def trunk() -> BertModel:
    config = BertConfig(
        vocab_size=WORDS,
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=40,
        pad_token_id=1,
    )
    return BertModel(config, add_pooling_layer=False).eval()


@pytest.fixture
def bundle() -> Bundle:
    """Sixteen claims, each with a title and a post; the first eight stand for articles too."""
    rng = np.random.default_rng(0)
    lengths = rng.integers(3, 9, TEXTS)
    text, title, post = np.arange(16), np.arange(16, 32), np.arange(32, 48)
    kinds = len(edits.HELD_OUT_KINDS)
    arrays = {
        "tokens": rng.integers(6, WORDS, lengths.sum()).astype(np.uint16),
        "starts": np.concatenate([[0], np.cumsum(lengths)]),
        "ends": np.array([0, 2]),
        "prefix_query": np.array([4]),
        "prefix_claim": np.array([5]),
        "pair_anchor": post,
        "pair_positives": np.stack([text, title], 1),
        "pair_edits": np.stack([text[::-1], np.full(16, -1)], 1),
        "pair_topic": np.arange(16),
        "pair_source": np.tile([SOURCES.index("claim_post"), SOURCES.index("claim_echo")], 8),
        "pair_fold": np.arange(16) % 5,
        "claim_text": text,
        "claim_title": title,
        "claim_topic": np.arange(16),
        "article_topic": np.arange(8),
        "article_language": np.arange(8) % 2,
        "speech_claim": text,
        "speech_title": title,
        "speech": post,
        "speech_relevant": np.where(np.arange(16) < 8, np.arange(16), -1)[:, None],
        "crosslingual": np.stack([text[:4], title[:4], post[:4]], 1),
    }
    arrays |= {f"article_{name}": text[:8] for name in ("title", "subtitle", "lead")}
    for split in ("train", "dev"):
        arrays |= {
            f"claim_post_{split}": post,
            f"claim_post_{split}_relevant": np.arange(16)[:, None],
            f"claim_post_{split}_edits": np.tile(post[:, None], kinds),
            f"claim_post_{split}_fold": np.arange(16) % 5,
            f"article_post_{split}": post[:8],
            f"article_post_{split}_relevant": np.arange(8),
            f"article_post_{split}_fold": np.arange(8) % 5,
        }
    shape = TrunkShape(
        hidden=32,
        layers=1,
        heads=2,
        feed_forward=64,
        vocabulary=WORDS,
        positions=40,
        types=2,
        epsilon=1e-12,
    )
    packed = PackedModel(
        shape=shape, pieces=("a", "b"), scores=(0.0, 0.0), unknown=3, tensors={}, content=b"xyz"
    )
    return Bundle(arrays, packed)


RECIPE = Recipe(
    rounds=(Round(epochs=1, rate=1e-2, negatives=2),),
    weights={"claim_post": 1, "claim_echo": 1, "crosslingual": 1},
    rank=4,
    batch=8,
    edited=1.0,
    consistency=0.5,
    backward=0.3,
    near=0.99,
)


@pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")
def test_two_steps_train_the_adapter(bundle: Bundle, trunk: BertModel, tmp_path: Path) -> None:
    encoder = Encoder(bundle, trunk, max_tokens=16, chunk=64)
    adapter = LowRank(trunk, RECIPE.rank)
    (line,) = train(bundle, encoder, adapter, RECIPE)
    assert line.startswith("round 0: 2 steps")
    assert all(float(up.detach().abs().sum()) > 0 for up in adapter.up.values())

    adapter.save(tmp_path)
    texts = np.arange(TEXTS)
    expected = frozen_encode(encoder, LowRank.load(trunk, tmp_path))(texts, "query")
    merged = PeftModel.from_pretrained(trunk, str(tmp_path)).merge_and_unload().eval()
    again = Encoder(bundle, merged, max_tokens=16, chunk=64)
    np.testing.assert_allclose(
        frozen_encode(again, LowRank(merged, 1))(texts, "query"), expected, atol=1e-5
    )


def test_the_same_seed_gives_the_same_adapter(bundle: Bundle, trunk: BertModel) -> None:
    found = []
    for _ in range(2):
        torch.manual_seed(3)
        adapter = LowRank(trunk, 2)
        list(train(bundle, Encoder(bundle, trunk, max_tokens=16, chunk=64), adapter, RECIPE))
        found.append(torch.cat([up.detach().flatten() for up in adapter.up.values()]))
    assert torch.equal(*found)


def test_a_left_out_fold_is_measured(bundle: Bundle, trunk: BertModel) -> None:
    encode = frozen_encode(Encoder(bundle, trunk, max_tokens=16, chunk=64), LowRank(trunk, 1))
    measured = measure(bundle, encode, left_out=[0, 3])
    assert len(measured.per_query["claim_post.fold.map5"]) == 7
    assert len(measured.per_query["claim_post.dev.typos_few"]) == 16
    assert {"cross.s1", "speech.ap", "article_post.dev.lead.s10"} <= set(measured.figures)


def test_padding_and_chunks_do_not_change_a_vector(bundle: Bundle, trunk: BertModel) -> None:
    adapter, texts = LowRank(trunk, 1), np.arange(TEXTS)
    one, many = (
        frozen_encode(Encoder(bundle, trunk, max_tokens=16, chunk=chunk), adapter)(texts, "claim")
        for chunk in (1, 10_000)
    )
    np.testing.assert_allclose(one, many, atol=1e-5)
    np.testing.assert_allclose(torch.linalg.norm(one, dim=1), 1, atol=1e-5)


def test_ranks_and_scores_of_hand_made_vectors() -> None:
    targets = torch.tensor([[1.0, 0.0], [0.8, 0.6], [0.0, 1.0]])
    queries = torch.tensor([[1.0, 0.0], [0.6, 0.8]])
    ranked = rank(queries, [targets], np.array([[1, -1], [1, 0]]))
    assert ranked.ranks.tolist() == [[1, -1], [0, 2]]
    np.testing.assert_allclose(ranked.average_precision(), [1 / 2, (1 + 2 / 3) / 2])
    np.testing.assert_allclose(ranked.best_other, [1.0, 0.8])


def test_interval_of_a_constant_gain() -> None:
    assert interval(np.zeros(5), np.full(5, 0.25)) == (0.25, 0.25, 0.25)


def test_a_bundle_survives_its_file(bundle: Bundle, tmp_path: Path) -> None:
    bundle.save(tmp_path / "bundle.npz")
    loaded = Bundle.load(tmp_path / "bundle.npz")
    assert loaded.packed == bundle.packed
    assert loaded.arrays.keys() == bundle.arrays.keys()
    np.testing.assert_array_equal(loaded.arrays["tokens"], bundle.arrays["tokens"])


def test_the_commands_train_measure_and_compare(
    bundle: Bundle, trunk: BertModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "build_trunk", lambda packed, adapter: copy.deepcopy(trunk))
    monkeypatch.setitem(RECIPES, "robust", RECIPE)
    path, old, new = (str(tmp_path / name) for name in ("bundle.npz", "old", "new"))
    bundle.save(Path(path))
    commands = (
        ["fit", path, old, "--device", "cpu", "--leave-out", "0"],
        ["measure", path, old, new, "--device", "cpu", "--leave-out", "0"],
        ["compare", old, new],
    )
    results = [CliRunner().invoke(script.main, command) for command in commands]
    assert [result.exit_code for result in results] == [0, 0, 0], results
    assert "round 0: 2 steps" in results[0].output
    gains = [line for line in results[2].output.splitlines() if "claim_post.fold.map5" in line]
    assert len(gains) == 1
    assert "[" in gains[0]


def test_names_are_swapped_for_names_of_their_kind() -> None:
    swap = edits.NameSwap([["Joe Biden"], ["Paris"], ["NATO"]], ["Elsewhere"], share=1.0)
    assert swap(SENTENCE, _rng(1)) == (
        "Joe Biden said that Paris will close every school in Paris on Elsewhere."
    )


@pytest.mark.parametrize("edit", edits.held_out_edits(["Elsewhere"]))
def test_held_out_edits_change_the_text_the_same_way_twice(edit: edits.Edit) -> None:
    changed = edit(SENTENCE, _rng(7))
    assert changed != SENTENCE
    assert changed == edit(SENTENCE, _rng(7))


def test_negation_goes_in_and_comes_out() -> None:
    negate = edits.Negation(["Not true: "])
    found = {negate("Schools are closed.", _rng(seed)) for seed in range(40)}
    assert {"Schools are not closed.", "Not true: Schools are closed."} <= found
    undone = {negate("Schools are not closed.", _rng(seed)) for seed in range(40)}
    assert "Schools are closed." in undone


def test_training_draws_every_edit_and_never_an_empty_text() -> None:
    rng, kinds = _rng(2), edits.training_edits(["Elsewhere"])
    drawn = [edits.draw(kinds, text, rng) for text in (SENTENCE, "No", "Обама в Київ") * 60]
    assert all(drawn)
    assert len(set(drawn)) > 60
