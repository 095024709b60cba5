import gzip
import json
import re
import threading

import pytest
from click.testing import CliRunner
from werkzeug.serving import make_server

from scripts.bench import main
from service.app import create_app
from service.config import Settings
from tests.service.claims import build


@pytest.mark.model
def test_encode_prints_rates_and_ratios_for_every_engine(tmp_path, embedded):
    sentences = tmp_path / "sentences.txt"
    sentences.write_text('The sky is green.\n\n{"text": "Der Mond ist aus Käse."}\n')
    result = CliRunner().invoke(
        main, ["encode", str(sentences), "--sentences", "4", "--rounds", "1"]
    )
    assert result.exit_code == 0, result.output
    own, torch = result.output.splitlines()[-1], result.output.splitlines()[-3]
    assert own.startswith("own default")
    assert torch.startswith("torch float32") and "x1.00 (1.00 to 1.00)" in torch
    assert re.search(r"\d+ \(\d+ to \d+\) sentences/s, x[\d.]+ .*; single [\d.]+ .* ms, x", own)


def test_a_file_without_sentences_is_refused(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("\n")
    result = CliRunner().invoke(main, ["encode", str(empty)])
    assert (result.exit_code, "holds no sentences" in result.output) == (1, True)


def test_lookup_prints_both_costs_and_their_ratio(tmp_path, monkeypatch):
    monkeypatch.setenv("PRIORCHECK_DATA", str(tmp_path))
    monkeypatch.setenv("PRIORCHECK_ENCODER", "hashing")
    build(tmp_path, claims=3)
    queries = tmp_path / "queries.tsv"
    queries.write_text("q1\tThe Moon is made of cheese.\nq2\tThe Earth is flat.\n")
    result = CliRunner().invoke(main, ["lookup", str(queries), "--rounds", "2"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("3 claims")
    assert re.search(r"ratio +[\d.]+ \([\d.]+ to [\d.]+\)", result.output)


def test_lookup_without_a_snapshot_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PRIORCHECK_DATA", str(tmp_path))
    monkeypatch.setenv("PRIORCHECK_ENCODER", "hashing")
    queries = tmp_path / "queries.tsv"
    queries.write_text("q1\tThe Moon is made of cheese.\n")
    result = CliRunner().invoke(main, ["lookup", str(queries)])
    assert (result.exit_code, "build_index" in result.output) == (1, True)


def test_index_compares_the_published_index_with_an_exact_search(tmp_path, monkeypatch):
    monkeypatch.setenv("PRIORCHECK_DATA", str(tmp_path))
    monkeypatch.setenv("PRIORCHECK_ENCODER", "hashing")
    build(tmp_path, claims=3)
    queries = tmp_path / "queries.tsv"
    queries.write_text("q1\tThe Moon is made of cheese.\nq2\tThe Earth is flat.\n")
    result = CliRunner().invoke(main, ["index", str(queries), "--rounds", "2"])
    assert result.exit_code == 0, result.output
    assert "vectors, exact, 2 queries" in result.output
    assert re.search(r"recall at 10 +1\.0000", result.output)
    assert re.search(r"ratio +[\d.]+ \(", result.output)


@pytest.fixture
def live(tmp_path):
    """The address of the service, over a few claims."""
    build(tmp_path, claims=3)
    settings = Settings(data=tmp_path, encoder="hashing")
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_load_asks_a_running_service(tmp_path, live):
    texts = tmp_path / "texts.txt"
    texts.write_text("The Moon is made of cheese.\nThe Earth is flat.\n")
    options = ["--callers", "2", "--lookups", "4", "--rounds", "2"]
    result = CliRunner().invoke(main, ["load", str(texts), "--url", live, *options])
    assert result.exit_code == 0, result.output
    assert re.search(r"lookups a second +\d+", result.output)
    assert re.search(r"statuses +200$", result.output.strip())
    result = CliRunner().invoke(main, ["load", str(texts), "--url", "http://127.0.0.1:1"])
    assert (result.exit_code, "start ./scripts/serve" in result.output) == (1, True)


def test_ingest_prints_a_line_a_pass(tmp_path):
    rows = {
        "articles/articles": {"id": "1", "title": "One", "url": "https://example.org/1"},
        "checkthat22/claims": {"vclaim_id": "1", "vclaim": "Two", "title": "Two?"},
        "politifact/claims": {"claim": "Three", "url": "https://example.org/3", "rating": "False"},
    }
    for name, row in rows.items():
        path = tmp_path / f"{name}.jsonl.gz"
        path.parent.mkdir()
        row = {"lang": "en", "title": "No", **row}
        path.write_bytes(gzip.compress((json.dumps(row) + "\n").encode()))
    done = CliRunner().invoke(main, ["ingest", "--data", str(tmp_path), "--times", "2"])
    first, again, more = done.output.splitlines()
    assert first.startswith("sqlite, first ")
    assert "6 records" in first and "6 new" in first
    assert "0 new, 0 changed, 6 unchanged" in again
    assert "9 records" in more and "3 new, 0 changed, 6 unchanged" in more


def test_hashes_prints_the_sizes_of_the_buckets(tmp_path, monkeypatch):
    monkeypatch.setenv("PRIORCHECK_DATA", str(tmp_path))
    build(tmp_path)
    done = CliRunner().invoke(main, ["hashes"])
    assert done.exit_code == 0, done.output
    assert done.output.startswith("6 claims, 12 hashes")
    assert re.search(r"^4 digits: candidates a prefix mean 0.00, .* most 1; ", done.output, re.M)


def test_check_prints_its_three_ratios(tmp_path, monkeypatch):
    monkeypatch.setenv("PRIORCHECK_DATA", str(tmp_path))
    monkeypatch.setenv("PRIORCHECK_ENCODER", "hashing")
    build(tmp_path)
    done = CliRunner().invoke(main, ["check", "--sentences", "30", "--rounds", "2"])
    assert done.exit_code == 0, done.output
    assert done.output.startswith("6 claims, 30 sentences")
    for line in ("first line after", "  throughput to bare", "  times faster"):
        assert re.search(rf"^{line} +[\d.]+ \([\d.]+ to [\d.]+\)", done.output, re.MULTILINE)


@pytest.mark.model
@pytest.mark.parametrize(
    ("asked", "line"),
    [
        (("check", "--sentences", "10"), "  whole page to that"),
        (("recheck", "archive.jsonl", "--no-claims"), "re-check to that"),
    ],
)
def test_both_also_compare_with_the_model_on_torch(tmp_path, monkeypatch, embedded, asked, line):
    monkeypatch.setenv("PRIORCHECK_DATA", str(tmp_path))
    monkeypatch.setenv("PRIORCHECK_ENCODER", "hashing")
    monkeypatch.chdir(tmp_path)
    build(tmp_path)
    (tmp_path / "archive.jsonl").write_text('{"text": "The Moon is made of cheese."}\n')
    done = CliRunner().invoke(main, [*asked, "--rounds", "1", "--torch"])
    assert done.exit_code == 0, done.output
    assert re.search(rf"^{line} +[\d.]+ \([\d.]+ to [\d.]+\)", done.output, re.M)


@pytest.mark.parametrize("rounds", [0, 1, 2])
def test_recheck_prints_its_ratio_and_what_news_costs(tmp_path, monkeypatch, rounds):
    monkeypatch.setenv("PRIORCHECK_DATA", str(tmp_path))
    monkeypatch.setenv("PRIORCHECK_ENCODER", "hashing")
    build(tmp_path)
    archive = tmp_path / "archive.jsonl"
    texts = ["The Moon is made of cheese.", "Rain fell on Monday.", "The Earth is flat.", "It is."]
    archive.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    asked = ["recheck", str(archive), "--documents", "4", "--rounds", str(rounds)]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    compared = ("bare encoder", "ratio", "first run", "nothing changed")
    assert [name in done.output for name in compared] == [rounds > 0] * 4
    assert re.search(
        r"^1% news .* new documents, [\d.]+ times faster; \d+ texts enc", done.output, re.M
    )


@pytest.mark.parametrize(
    "option",
    [
        *(("encode", "--sentences"), ("encode", "--rounds"), ("lookup", "--queries")),
        *(
            ("lookup", "--rounds"),
            ("index", "--rounds"),
            ("load", "--lookups"),
            ("load", "--callers"),
        ),
        *(("check", "--sentences"), ("check", "--rounds"), ("cluster", "--rounds")),
        *(("recheck", "--documents"), ("ingest", "--times")),
    ],
)
def test_nothing_is_not_timed(tmp_path, option):
    texts = tmp_path / "texts.txt"
    texts.write_text("The Earth is flat.\n")
    command, name = option
    file = ["--data", str(tmp_path)] if command == "ingest" else [str(texts)]
    done = CliRunner().invoke(main, [command, *file, name, "0"])
    assert done.exit_code == 2
    assert f"Invalid value for '{name}'" in done.output


def test_what_cannot_be_timed_is_told_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("PRIORCHECK_DATA", str(tmp_path))
    monkeypatch.setenv("PRIORCHECK_ENCODER", "hashing")
    build(tmp_path)
    archive = tmp_path / "archive.jsonl"
    archive.write_text('{"text": "The Moon is made of cheese."}\n')
    done = CliRunner().invoke(main, ["recheck", str(archive), "--rounds", "2", "--no-claims"])
    assert (done.exit_code, "has too few documents to time: 1" in done.output) == (1, True)
    archive.write_text('{"texts": 1}\n')
    done = CliRunner().invoke(main, ["encode", str(archive)])
    assert (done.exit_code, "has an object without a text" in done.output) == (1, True)
    done = CliRunner().invoke(main, ["ingest", "--data", str(tmp_path)])
    assert (done.exit_code, "articles.jsonl.gz" in done.output) == (1, True)


def test_check_says_how_many_sentences_there_were(tmp_path, monkeypatch):
    monkeypatch.setenv("PRIORCHECK_DATA", str(tmp_path))
    monkeypatch.setenv("PRIORCHECK_ENCODER", "hashing")
    build(tmp_path)
    page = tmp_path / "page.txt"
    page.write_text("The Moon is made of cheese.\nThe Earth is flat.\n")
    done = CliRunner().invoke(main, ["check", str(page), "--rounds", "1"])
    assert done.output.startswith("6 claims, 2 sentences;")
