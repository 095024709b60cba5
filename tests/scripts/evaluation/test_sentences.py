"""Sentences asked of the demo claims, or of claims of their own file."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from scripts.evaluate import main
from tests.scripts.evaluation.made import TOPICS


def test_crosslingual_indexes_one_language_and_asks_in_the_others(data: Path) -> None:
    texts = [
        {"id": str(n), "texts": {"en": f"{t} one", "de": f"{t} eins"}} for n, t in enumerate(TOPICS)
    ]
    (data / "x.jsonl").write_text("\n".join(map(json.dumps, texts)), encoding="utf-8")
    result = CliRunner().invoke(main, ["crosslingual", str(data / "x.jsonl")])
    assert result.exit_code == 0, result.output
    assert "S@1 " in result.output
    twice = "\n".join(map(json.dumps, [texts[0], texts[0]]))
    (data / "x.jsonl").write_text(twice, encoding="utf-8")
    result = CliRunner().invoke(main, ["crosslingual", str(data / "x.jsonl")])
    assert result.exit_code == 1
    assert "the id '0' comes twice" in result.output
    (data / "x.jsonl").write_text(json.dumps({"id": 1, "texts": {"en": "One"}}), encoding="utf-8")
    result = CliRunner().invoke(main, ["crosslingual", str(data / "x.jsonl")])
    assert result.exit_code == 1
    assert "no claim in more than one language" in result.output


def test_paraphrases_are_asked_of_the_demo_claims(data: Path) -> None:
    path = data / "paraphrases.tsv"
    path.write_text(
        "language\ttext\tclaim_id\n"
        "en\tThe Great Wall of China is visible from the Moon.\tdemo-great-wall-moon\n"
        "de\tQwxyz vbnm.\tno-such-claim\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["paraphrases", str(path), "--misses"])
    assert result.exit_code == 0, result.output
    assert "first match right en         1.0000" in result.output
    assert "first match right de         0.0000" in result.output
    # uncalibrated, nothing that is not equal to the letter is the same
    assert re.search(r"of these, called the same +0\.0000  \[.*n=1$", result.output, re.M)
    assert result.output.splitlines()[-1] == "de\tno-such-claim\tQwxyz vbnm."
    assert "without a claim" not in result.output
    with path.open("a", encoding="utf-8") as file:
        file.write(2 * "en\tXyzzy plugh.\t\nen\tThe Great Wall of China is visible.\t\n")
    result = CliRunner().invoke(main, ["paraphrases", str(path)])
    assert re.search(r"nothing shown without a claim .* n=4$", result.output, re.M)
    assert "first match right            0.5000" in result.output
    path.write_text("one\ttwo\n1\t2\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["paraphrases", str(path)])
    assert result.exit_code == 1
    assert "language, text, claim_id" in result.output


def test_topics_are_asked_of_the_demo_claims(data: Path) -> None:
    path = data / "topics.tsv"
    path.write_text(
        "id\tlanguage\tclaim\ttext\n"
        "t1\ten\tdemo-great-wall-moon\tThe Great Wall of China is visible from the Moon.\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["topics", str(path), "--shown"])
    assert result.exit_code == 0, result.output
    assert "nothing shown " in result.output
    path.write_text(path.read_text(encoding="utf-8") + "t1\ten\tx\tIt rains.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["topics", str(path)])
    assert result.exit_code == 1
    assert "the query id 't1' comes 2 times" in result.output


def test_stances_are_counted_by_what_is_said_of_their_claim(data: Path) -> None:
    path = data / "stances.tsv"
    head = "split\tlanguage\tclaim_id\tstance\ttext\n"
    wall = "demo-great-wall-moon\t{}\tThe Great Wall of China is visible from the Moon{}.\n"
    rows = [
        f"{split}\ten\t" + wall.format(stance, more)
        for split, stance, more in (
            ("dev", "affirms", " with the naked eye"),
            ("dev", "denies", " with the naked eye"),  # which counts as wrong
            ("test", "affirms", " and from Mars"),
        )
    ]
    path.write_text(head + "".join(rows), encoding="utf-8")
    result = CliRunner().invoke(main, ["stances", str(path), "--split", "dev", "--said"])
    assert result.exit_code == 0, result.output
    figures = dict(re.findall(r"^  (\S.*?) +([01]\.\d{4})  \[.*n=1$", result.output, re.M))
    assert figures["affirms: its claim is called the same"] == "1.0000"
    assert figures["denies: nothing called the same"] == "0.0000"
    assert figures["denies: its claim is called the opposite"] == "0.0000"
    assert "Mars" not in result.output
    other = rows[0].replace("demo-great-wall-moon", "demo-mmr-autism")
    path.write_text(head + rows[0] + other, encoding="utf-8")
    result = CliRunner().invoke(main, ["stances", str(path)])
    assert re.search(r"affirms: its claim is called the same 0\.5000 .* n=2$", result.output, re.M)
    result = CliRunner().invoke(main, ["stances", str(path), "--split", "tset"])
    assert result.exit_code == 1
    assert "has nothing of the split tset" in result.output
    path.write_text(f"{head}dev\ten\tx\tdoubts\tSo what.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["stances", str(path)])
    assert result.exit_code == 1
    assert "a stance is one of denies, affirms, beside, not doubts" in result.output
    path.write_text("language\ttext\nen\tSo what.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["stances", str(path)])
    assert "is no table of split, language, claim_id, stance, text" in result.output


def test_swaps_are_counted_by_what_is_said_of_their_claim(data: Path) -> None:
    path = data / "swaps.tsv"
    head = "language\tclaim\treworded\tswapped\n"
    wall = "The Great Wall of China is visible from the Moon"
    shouted, whispered = wall.upper(), wall.lower()
    path.write_text(f"{head}en\t{wall}\t{shouted}\t{whispered}\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["swaps", str(path), "--misses"])
    assert result.exit_code == 0, result.output
    figures = dict(re.findall(r"^  (\S.*?) +([01]\.\d{4})  \[.*n=1$", result.output, re.M))
    assert figures["reworded: first match right"] == "1.0000"
    assert figures["reworded: called the same"] == "1.0000"
    assert figures["swapped: not called the same"] == "0.0000"
    assert f"swapped\ten\t{whispered}\t{wall}" in result.output
    path.write_text("language\tclaim\nen\tSo what.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["swaps", str(path)])
    assert "is no table of language, claim, reworded, swapped" in result.output
