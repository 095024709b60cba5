"""The cross-encoder: what it says of a pair depends on nothing else, and is what torch says."""

import numpy as np
import pytest

from index.models.batches import open_tokenizer
from index.models.cache import ADAPTER, CROSS_ADAPTER, cross_key, embedded_model
from index.models.cross import MOST_TOKENS, CrossEncoder, read_pair
from index.models.cross_graph import BETWEEN, CLAIM, LAYERS, SENTENCE, cross_net
from index.models.graph import Graph
from index.models.trunk import build_trunk, merged
from index.models.wheel import open_packed_model

CLAIM_TEXT = "Coffee damages the liver."
PAIRS = [
    (CLAIM_TEXT, CLAIM_TEXT),
    ("Coffee harms the liver.", CLAIM_TEXT),
    ("Coffee damages the kidneys.", CLAIM_TEXT),
    ("Kaffee schadet der Leber.", CLAIM_TEXT),
    ("Coffee is good for the liver, doctors at three hospitals say.", CLAIM_TEXT),
]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def cross(model_cache):
    return CrossEncoder(model_cache, streams=2)


@pytest.fixture(scope="module")
def tokenizer(model_cache):
    return open_tokenizer(embedded_model(model_cache), MOST_TOKENS)


def test_tokens_are_told_apart_by_side_and_cut(tokenizer):
    tokens, sides = read_pair(tokenizer, "Coffee harms.", CLAIM_TEXT)
    assert len(tokens) == len(sides)
    assert [tokens[at] for at in (0, -1)] == [0, 2]
    assert sides[0] == sides[-1] == BETWEEN
    first = sides.index(CLAIM)
    assert sides[1 : first - 2] == [SENTENCE] * (first - 3)
    assert sides[first - 2 : first] == [BETWEEN] * 2
    assert sides[first:-1] == [CLAIM] * (len(sides) - first - 1)
    long, _ = read_pair(tokenizer, "coffee " * 500, "liver " * 500)
    assert len(long) == 2 * MOST_TOKENS


def test_what_is_said_of_a_pair_alone_depends_on_nothing_else(cross, model_cache):
    alone = [cross.log_odds([pair])[0].tolist() for pair in PAIRS]
    mirrored = [*PAIRS, *PAIRS[::-1]]
    assert cross.log_odds(mirrored, alone=True).tolist() == [*alone, *alone[::-1]]
    assert cross.log_odds([]).shape == (0, 2)
    single = CrossEncoder(model_cache, streams=1)
    assert single.log_odds(PAIRS, alone=True).tolist() == alone


def test_pairs_of_like_length_are_read_at_once(cross, monkeypatch):
    cross.log_odds(PAIRS)
    sizes = []
    run = Graph.run

    def counted(graph, tokens, marks=None, *, step=1):
        sizes.append(len(tokens))
        return run(graph, tokens, marks, step=step)

    monkeypatch.setattr(Graph, "run", counted)
    together = cross.log_odds(PAIRS * 8)
    assert max(sizes) > 1 and sum(sizes) == 8 * len(PAIRS)
    alone = cross.log_odds(PAIRS, alone=True)
    assert together == pytest.approx(np.tile(alone, (8, 1)), abs=1e-3)


def test_the_same_in_other_words_is_told_from_another_fact(cross):
    equal, same, swapped, translated, _ = cross.log_odds(PAIRS)[:, 0]
    assert min(equal, same, translated) > swapped + 2


def test_what_denies_a_claim_meets_it_and_what_tells_of_something_else_does_not(cross):
    affirms, meets = cross.log_odds(
        [
            ("Coffee does no harm to the liver.", CLAIM_TEXT),
            ("The price of coffee rose by a third last year.", CLAIM_TEXT),
        ]
    ).T
    assert max(affirms) < 0
    assert meets[0] > 1 and meets[1] < -1


def test_the_graph_says_what_torch_says(cross, tokenizer):
    import torch
    from safetensors.torch import load_file

    net = cross_net(merged(build_trunk(open_packed_model(), ADAPTER, LAYERS), CROSS_ADAPTER))
    head = load_file(CROSS_ADAPTER / "head.safetensors")
    net.head.load_state_dict({name: part.float() for name, part in head.items()})
    net.eval()
    said = []
    for pair in PAIRS:
        tokens, sides = (torch.tensor([part]) for part in read_pair(tokenizer, *pair))
        with torch.no_grad():
            (logits,) = net(net.trunk.get_input_embeddings()(tokens), sides)
        affirms = logits[0] - logits[1:].logsumexp(0)
        said.append([float(affirms), float(logits[:2].logsumexp(0) - logits[2])])
    assert cross.log_odds(PAIRS) == pytest.approx(np.array(said), abs=0.15)


def test_another_adapter_has_another_key(tmp_path):
    for path in CROSS_ADAPTER.glob("*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert cross_key(tmp_path) == cross_key()
    with (tmp_path / "head.safetensors").open("ab") as file:
        file.write(b"\0")
    assert cross_key(tmp_path) != cross_key()
