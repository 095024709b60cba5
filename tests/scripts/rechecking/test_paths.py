"""What a run writes is nothing that it reads, and nothing else that it writes."""

from __future__ import annotations

import os
from pathlib import Path

import click
import pytest

from scripts.rechecking.delivery import Delivery
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.paths import check_paths, make_folders
from scripts.rechecking.request import Request


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a table, other names of it, and a folder of texts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_text("{}")
    (tmp_path / "linked.jsonl").symlink_to("a.jsonl")
    (tmp_path / "hard.jsonl").hardlink_to("a.jsonl")
    (tmp_path / "texts").mkdir()
    (tmp_path / "alias").symlink_to("texts")
    return tmp_path


def _check(source: str, output: str, state: str | None = None, **asked: str | int) -> None:
    made = Delivery(**{k: Path(v) if isinstance(v, str) else v for k, v in asked.items()})  # type: ignore[arg-type]
    request = Request(
        inputs=(source, "-"), output=Path(output), state=Path(state) if state else None
    )
    check_paths(request, made.files(request.output))


@pytest.mark.parametrize("output", ["a.jsonl", "./texts/../a.jsonl", "linked.jsonl", "hard.jsonl"])
def test_an_input_is_never_the_output(here: Path, output: str) -> None:
    with pytest.raises(click.UsageError, match=r"--output .* is an input"):
        _check("a.jsonl", output)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"report": "a.jsonl"}, "--report a.jsonl is an input"),
        ({"state": "a.jsonl"}, "--state a.jsonl is an input"),
        ({"changes": "./o.csv"}, "--output and --changes are both"),
        ({"sample": 3, "sample_to": "o.csv"}, "--output and --sample are both"),
        ({"sample": 3, "report": "o.csv.sample.xlsx"}, "--report and --sample are both"),
        ({"changes": "o.csv.rejects.jsonl"}, "the list of rejects and --changes are both"),
        ({"report": "o.csv.recheck"}, "--state and --report are both"),
        ({"changes": "r", "report": "r"}, "--changes and --report are both"),
    ],
)
def test_nothing_is_written_twice_or_over_an_input(
    here: Path, asked: dict[str, str | int], said: str
) -> None:
    with pytest.raises(click.UsageError, match=said):
        _check("a.jsonl", "o.csv", **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("descriptor", "said"), [(0, "standard input"), (1, "printed"), (2, "printed")]
)
def test_what_is_read_and_printed_goes_to_no_file_that_is_written(
    here: Path, descriptor: int, said: str
) -> None:
    (here / "today.jsonl").write_text("of yesterday")
    kept = os.dup(descriptor)
    try:
        with (here / "today.jsonl").open("rb+") as file:
            os.dup2(file.fileno(), descriptor)
        for name in ("today.jsonl", "/dev/fd/{descriptor}"):
            with pytest.raises(click.UsageError, match=f"--changes .* is .*{said}.* overwritten"):
                _check("a.jsonl", "o.csv", changes=name.format(descriptor=descriptor))
    finally:
        os.dup2(kept, descriptor)
        os.close(kept)


def test_what_is_made_of_an_output_needs_a_file(here: Path) -> None:
    os.mkfifo(here / "pipe.jsonl")
    _check("a.jsonl", "pipe.jsonl", changes="c.jsonl")
    for asked in ({"report": "r.html"}, {"sample": 3}):
        with pytest.raises(click.UsageError, match="--output pipe.jsonl is no file"):
            _check("a.jsonl", "pipe.jsonl", **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("source", ["texts", "alias", "."])
@pytest.mark.parametrize(
    "asked",
    [
        {"output": "texts/o.csv"},
        {"output": "alias/o.csv"},
        {"output": ".o.csv", "state": "texts/state"},
        {"output": ".o.csv", "state": ".state", "report": "texts/in/r.html"},
    ],
)
def test_no_document_of_an_archive_is_written_over(
    here: Path, source: str, asked: dict[str, str]
) -> None:
    _check(source, **asked)
    for name, path in asked.items():
        if name != "state":
            (here / path).parent.mkdir(exist_ok=True)
            (here / path).write_text("")
    if any(not Path(path).name.startswith(".") for name, path in asked.items() if name != "state"):
        with pytest.raises(click.UsageError, match="may be one of its documents"):
            _check(source, **asked)
        about = here / asked.get("state", f"{asked['output']}.recheck") / "gen-000001"
        about.mkdir(parents=True)
        (about / "generation.json").write_text("{}")
        _check(source, **asked)  # which the run before may have written


def test_folders_are_made_before_the_work_or_it_is_told_why_not(here: Path) -> None:
    make_folders([here / "new" / "in" / "r.html", here / "o.csv"])
    assert (here / "new" / "in").is_dir()
    with pytest.raises(RecheckError, match=r"r\.html cannot be written: .*a\.jsonl: File exists"):
        make_folders([here / "a.jsonl" / "r.html"])
    with pytest.raises(RecheckError, match="cannot be written"):
        make_folders([Path("/proc/x/r.html")])


def test_hidden_files_of_an_archive_are_not_read(here: Path) -> None:
    (here / "texts" / ".o.csv").write_text("")
    _check("texts", "texts/.o.csv", "texts/.state", sample=3)
    with pytest.raises(click.UsageError, match="--state texts is an input"):
        _check("texts", "texts/.o.csv", "texts", sample=3)
