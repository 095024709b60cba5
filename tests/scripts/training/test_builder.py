"""A data folder becomes a bundle."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from index.models.packed import PackedModel
from index.models.wheel import open_packed_model
from scripts.training.builder import build_bundle
from scripts.training.bundle import SOURCES


def _write_records(path: Path, records: list[dict[str, str]]) -> None:
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with two claims, two articles, a few posts and one debate."""
    claims = [
        {"vclaim_id": "c1", "vclaim": "Schools in Berlin close.", "title": "Closed?"},
        {"vclaim_id": "c2", "vclaim": "The moon is made of cheese.", "title": "Moon"},
    ]
    articles = [
        {"id": "a1", "title": "No, Paris stays", "lead": "A post says so.", "lang": "en"},
        {"id": "a2", "title": "Nein, Paris bleibt", "lead": "Ein Beitrag.", "lang": "de"},
    ]
    _write_records(
        tmp_path / "checkthat22" / "claims.jsonl.gz", [{**c, "subtitle": ""} for c in claims]
    )
    _write_records(
        tmp_path / "articles" / "articles.jsonl.gz", [{**a, "subtitle": ""} for a in articles]
    )
    speech = [{"claim": "Jobs grew.", "title": "Jobs", "url": "https://www.example.org/x/"}]
    _write_records(tmp_path / "politifact" / "claims.jsonl.gz", speech)
    for kind, target in (("checkthat22", "c1"), ("articles", "a1")):
        for split, posts in (("train", ["one post", "https://x.org"]), ("dev", ["another"])):
            stem = tmp_path / kind / split
            rows = [f"{i}\t{text} of {kind}" for i, text in enumerate(posts)]
            rows[1:] = [row.removesuffix(f" of {kind}") for row in rows[1:]]
            Path(f"{stem}.queries.tsv").write_text("\n".join(rows), encoding="utf-8")
            judged = [f"{i}\t0\t{target}\t1" for i in range(len(posts))]
            Path(f"{stem}.qrels.tsv").write_text("\n".join(judged), encoding="utf-8")
    debate = tmp_path / "politifact" / "debate"
    Path(f"{debate}.transcript.tsv").write_text("1\tA\tJobs rose.\t1\n2\tA\tThanks.\t0\n")
    Path(f"{debate}.qrels.tsv").write_text("1\t0\thttp://example.org/x\t1\n")
    languages = {"texts": {"de": "Die Schulen schließen.", "en": "Schools close."}}
    (tmp_path / "crosslingual.jsonl").write_text(json.dumps(languages) + "\n")
    return tmp_path


@pytest.mark.model
def test_a_data_folder_becomes_a_bundle(data: Path) -> None:
    bundle = build_bundle(data, data)
    arrays, pieces = bundle.arrays, bundle.packed.pieces

    def text(number: int) -> str:
        start, end = arrays["starts"][number : number + 2]
        return "".join(pieces[i] for i in arrays["tokens"][start:end])

    posts = arrays["pair_source"] == SOURCES.index("claim_post")
    assert [text(n) for n in arrays["pair_anchor"][posts]] == ["▁one▁post▁of▁checkthat22"]
    assert [text(n) for n in arrays["claim_post_train"]] == ["▁one▁post▁of▁checkthat22", ""]
    assert arrays["claim_post_dev_relevant"].tolist() == [[0]]
    assert arrays["speech_relevant"].tolist() == [[0], [-1]]
    assert [text(n) for n in arrays["crosslingual"][0]] == [
        "▁Schools▁close.",
        "▁Die▁Schulen▁schließen.",
    ]
    assert bundle.packed.shape.vocabulary == len(pieces) < 400
    assert _row(bundle.packed, "▁post") == _row(open_packed_model(), "▁post")


def _row(packed: PackedModel, piece: str) -> bytes:
    """One row of the embedding table, still packed."""
    entry, at = packed.tensors["emb.word"], packed.pieces.index(piece)
    size = entry.size // packed.shape.vocabulary
    return packed.content[entry.start + at * size :][:size]
