import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.errors import EncoderError
from index.models.batches import BATCH_TOKENS, batches, even_batches
from index.models.embedded import EmbeddedEncoder

QUERY = "Die NATO plant ihr erstes Verbindungsbüro in Tokio zu eröffnen."
CLAIMS = ["NATO will open a liaison office in Japan", "NATO bombed Tokyo", "Vaccines cause autism"]


def test_batches_hold_every_row_once_within_the_budget():
    lengths = [3, 128, 7, 128, 40] * 30
    found = list(batches(lengths))
    assert sorted(row for batch in found for row in batch) == list(range(len(lengths)))
    assert all(max(lengths[r] for r in b) * len(b) <= BATCH_TOKENS for b in found)


def test_a_text_longer_than_the_budget_is_a_batch_of_its_own():
    assert list(batches([BATCH_TOKENS + 1, BATCH_TOKENS + 1])) == [[0], [1]]


@pytest.mark.model
def test_a_paraphrase_scores_above_a_relative_above_a_stranger(embedded):
    scores = (embedded.encode_queries([QUERY]) @ embedded.encode_claims(CLAIMS).T)[0]
    assert scores[0] > 0.62 > scores[1] > 0.3 > scores[2]


@pytest.mark.model
def test_rows_do_not_depend_on_their_neighbours(embedded):
    together = embedded.encode_claims([*CLAIMS, QUERY * 20, "a"])
    for row, claim in enumerate(CLAIMS):
        assert together[row] @ embedded.encode_claims([claim])[0] > 0.9995


def test_even_batches_hold_every_row_once_and_texts_of_one_length():
    lengths = [3, 128, 7, 128, 40] * 30
    found = list(even_batches(lengths))
    assert sorted(row for batch in found for row in batch) == list(range(len(lengths)))
    assert all(len({lengths[r] for r in b}) == 1 for b in found)
    assert all(lengths[b[0]] * len(b) <= BATCH_TOKENS for b in found)


@pytest.mark.model
def test_with_streams_a_vector_depends_on_nothing_but_its_text(model_cache, embedded):
    steady = EmbeddedEncoder(model_cache, streams=2)
    texts = [f"Word {'and more ' * (number % 23)}{number}." for number in range(150)]
    together = steady.encode_queries(texts)
    chosen = random.Random(1).sample(range(len(texts)), 60)  # noqa: S311
    apart = np.concatenate(
        [steady.encode_queries([texts[i] for i in chosen[k : k + 7]]) for k in range(0, 60, 7)]
    )
    assert np.array_equal(apart, together[chosen])
    assert steady.spec == embedded.spec
    assert np.einsum("ij,ij->i", together, embedded.encode_queries(texts)).min() > 0.9995


@pytest.mark.model
def test_lengths_are_those_that_are_encoded_side_by_side(embedded):
    assert embedded.lengths([]) == []
    short, long, cut = embedded.lengths(["A word.", "A word and more.", "word " * 999])
    assert short < long < cut == embedded.spec.max_tokens


@pytest.mark.model
def test_nothing_in_nothing_out_and_an_empty_text_is_a_unit_row(embedded):
    assert embedded.encode_queries([]).shape == (0, 384)
    assert np.linalg.norm(embedded.encode_queries([""])[0]) == pytest.approx(1, abs=1e-3)


@pytest.mark.model
def test_texts_are_normalised_and_cut(embedded):
    plain, dressed = embedded.encode_queries(["NATO in Tokyo", "NATO  in\tTokyo https://t.co/x"])
    assert plain @ dressed > 0.9995
    long, longer = embedded.encode_queries(["word " * 200, "word " * 200 + "other end"])
    assert long @ longer > 0.9995


@pytest.mark.model
def test_threads_get_the_rows_that_belong_to_their_texts(embedded):
    texts = CLAIMS * 8
    expected = embedded.encode_claims(texts)
    with ThreadPoolExecutor(4) as pool:
        rows = list(pool.map(lambda text: embedded.encode_claims([text])[0], texts))
    assert np.einsum("ij,ij->i", expected, np.array(rows)).min() > 0.9995


@pytest.mark.model
def test_precision_is_no_part_of_the_fingerprint_but_the_rest_is(model_cache, embedded):
    assert EmbeddedEncoder(model_cache, precision="f32").spec == embedded.spec
    others = [
        EmbeddedEncoder(model_cache, max_tokens=64),
        EmbeddedEncoder(model_cache, query_prefix=""),
        EmbeddedEncoder(model_cache, adapter=None),
    ]
    assert len({encoder.spec.fingerprint for encoder in (embedded, *others)}) == 4


@pytest.mark.parametrize("max_tokens", [0, 7, 513])
def test_a_length_the_trunk_cannot_take_is_refused(tmp_path, max_tokens):
    with pytest.raises(EncoderError, match="from 8 to 512"):
        EmbeddedEncoder(tmp_path, max_tokens=max_tokens)


FORK = """
import os, sys
from pathlib import Path
from index.encoders import open_encoder
from index.errors import EncoderError
encoder = open_encoder("embedded", cache=Path(sys.argv[1]))
if sys.argv[2] == "used":
    encoder.encode_queries(["parent"])
child = os.fork()
if not child:
    try:
        code = encoder.encode_queries(["child"]).shape[0]
    except EncoderError as error:
        code = 7 if "before a fork" in str(error) else 8
    os._exit(code)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
encoder.encode_queries(["parent"])
unwanted = ("torch", "transformers", "openvino_telemetry")
print([name for name in unwanted if sys.modules.get(name)])
"""


@pytest.mark.model
@pytest.mark.parametrize(("state", "code"), [("fresh", 1), ("used", 7)])
def test_a_fork_may_come_before_first_use_and_torch_and_telemetry_stay_out(
    model_cache, embedded, state, code
):
    # what is seen is ours to say: since Python 3.12 whoever forks beside threads is warned
    quiet = ("-W", "ignore::DeprecationWarning")
    command = [sys.executable, *quiet, "-c", FORK, str(model_cache), state]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (result.stdout.split("\n")[:2], result.stderr) == ([str(code), "[]"], "")
