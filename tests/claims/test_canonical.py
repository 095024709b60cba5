"""Forms and hashes of privacy mode: the vectors hold both sides to the same rules."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.canonical import (
    HASH_VERSION,
    SHORTEST,
    canonical,
    claim_forms,
    form_hash,
    sentence_forms,
)

MATERIAL = Path(__file__).parents[1] / "material"
VECTORS = json.loads((MATERIAL / "hashes.json").read_text(encoding="utf-8"))
ASK = """
const said = JSON.parse(require("fs").readFileSync(0, "utf8"));
Promise.all(said.map(async text => {
  const found = forms(text);
  return {forms: found, hashes: await Promise.all(found.map(hash))};
})).then(answer => console.log(JSON.stringify(answer)));
"""


@pytest.mark.parametrize("vector", VECTORS["vectors"])
def test_the_vectors(vector: dict[str, object]) -> None:
    assert VECTORS["version"] == HASH_VERSION
    forms = sentence_forms(str(vector["sentence"]))
    hashed = [{"form": form, "sha256": form_hash(form).hex()} for form in forms]
    assert hashed == vector["forms"]


def test_a_browser_finds_the_same() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node here to run the JavaScript with")
    texts = [vector["sentence"] for vector in VECTORS["vectors"]]
    program = (MATERIAL / "hashes.js").read_text(encoding="utf-8") + ASK
    done = subprocess.run(
        [node, "-e", program], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    for found, vector in zip(json.loads(done.stdout), VECTORS["vectors"], strict=True):
        assert found["forms"] == [form["form"] for form in vector["forms"]]
        assert found["hashes"] == [form["sha256"] for form in vector["forms"]]


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("THE WALL IS SEEN from the Moon", "The wall is seen from the moon."),
        ("El niño nació aquí ayer.", "el nino nacio aqui ayer"),
        ("„Die Mauer sieht man vom Mond aus“, sagte er.", "Die Mauer sieht man vom Mond aus"),
        ("Die Mauer sieht man vom Mond aus — Max Muster", "Die Mauer sieht man vom Mond aus."),
        ("The wall is seen from the Moon", "FACT CHECK: The wall is seen from the Moon"),
        ("The wall is seen from here", "The wall is seen from here https://t.example/abc"),
    ],
)
def test_near_repeats_share_a_form(said: str, claim: str) -> None:
    assert set(sentence_forms(said)) & set(claim_forms(claim))


def test_other_statements_share_none() -> None:
    said = sentence_forms("The wall is seen from the Moon.")
    assert not set(said) & set(claim_forms("The wall is not seen from the Moon."))
    assert not set(sentence_forms("मोदी ने यह कहा था")) & set(claim_forms("मादा ने यह कहा था"))


@given(st.text(max_size=200))
def test_a_form_is_its_own_form(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    form = canonical(text)
    assert canonical(form) == form
    assert all(len(each) >= SHORTEST for each in sentence_forms(text))
