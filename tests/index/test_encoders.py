import shutil

import pytest

from index.encoders import open_encoder
from index.errors import EncoderError
from index.models.cache import embedded_model
from index.st_encoder import SentenceTransformerEncoder


def test_hashing_takes_the_given_settings(tmp_path):
    encoder = open_encoder("hashing", cache=tmp_path, query_prefix="q: ", max_tokens=9)
    assert (encoder.spec.name, encoder.spec.query_prefix, encoder.spec.max_tokens) == (
        "hashing",
        "q: ",
        9,
    )


@pytest.mark.model
def test_embedded_keeps_its_own_settings(model_cache):
    spec = open_encoder("embedded", cache=model_cache).spec
    assert (spec.query_prefix, spec.claim_prefix, spec.max_tokens, spec.dimension) == (
        "query: ",
        "passage: ",
        128,
        384,
    )


def test_a_folder_without_a_model_is_refused_with_the_choices(tmp_path):
    with pytest.raises(EncoderError, match="'embedded', 'hashing', a folder"):
        open_encoder(str(tmp_path), cache=tmp_path)


def test_a_name_that_is_no_name_is_refused_without_asking_anyone(tmp_path):
    with pytest.raises(EncoderError, match="'no model!' cannot be opened"):
        open_encoder("no model!", cache=tmp_path)


@pytest.mark.model
def test_a_model_folder_has_its_own_prefixes_and_length_unless_given(model_cache, tmp_path):
    folder = shutil.copytree(embedded_model(model_cache), tmp_path / "mine")
    own = open_encoder(str(folder), cache=tmp_path)
    assert (own.spec.name, own.spec.query_prefix) == ("mine", "query: ")
    assert own.encode_claims([]).shape == (0, 384)
    given = open_encoder(str(folder), cache=tmp_path, query_prefix="", max_tokens=16)
    assert (given.spec.query_prefix, given.spec.max_tokens) == ("", 16)
    assert given.spec.weights == own.spec.weights
    long, longer = given.encode_queries(["word " * 30, "word " * 30 + "other end"])
    assert long @ longer > 0.9999


@pytest.mark.model
def test_other_weights_give_another_fingerprint(model_cache, tmp_path):
    folder = shutil.copytree(embedded_model(model_cache), tmp_path / "mine")
    before = SentenceTransformerEncoder(str(folder)).spec
    with (folder / "config.json").open("a") as file:
        file.write("\n")
    assert SentenceTransformerEncoder(str(folder)).spec.fingerprint != before.fingerprint
