import numpy as np

from index.hashing_encoder import HashingEncoder
from index.vectors import unit_rows


def test_rows_are_unit_even_for_texts_without_words():
    vectors = HashingEncoder().encode_queries(["The moon is made of cheese", "", "?!"])
    assert unit_rows(vectors, 256).shape == (3, 256)


def test_both_sides_agree_and_case_and_punctuation_do_not_matter():
    encoder = HashingEncoder()
    query = encoder.encode_queries(["the moon is made of CHEESE!"])
    claim = encoder.encode_claims(["The moon is made of cheese."])
    assert np.allclose(query @ claim.T, 1)


def test_a_near_duplicate_scores_above_another_claim():
    encoder = HashingEncoder()
    query = encoder.encode_queries(["The moon is made of green cheese"])
    near, far = (query @ encoder.encode_claims(["The moon's made of cheese", "Taxes fell"]).T)[0]
    assert near > 0.5 > 0.3 > far


def test_values_stay_the_same_between_runs():
    (row,) = HashingEncoder().encode_claims(["a"])
    assert np.flatnonzero(row).tolist() == [67, 117]


def test_nothing_in_nothing_out():
    assert HashingEncoder().encode_claims([]).shape == (0, 256)


def test_prefixes_and_length_change_the_fingerprint():
    specs = [
        HashingEncoder().spec,
        HashingEncoder(query_prefix="query: ").spec,
        HashingEncoder(max_tokens=16).spec,
    ]
    assert len({spec.fingerprint for spec in specs}) == 3
