"""A sample: drawn alike from every band, safe to open, and taken back with its labels."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from index.checked import CheckedQuote, CheckedSentence
from index.lookup import Band
from scripts.evaluate import main
from scripts.evaluation.labelled import Precision
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.sample import LAYOUT, draw, write_sample
from tests.scripts.rechecking.made import a_match, a_review, a_sentence


def _rows(confirmed: int, suggested: int) -> list[CheckedSentence]:
    bands = [Band.CONFIRMED] * confirmed + [Band.SUGGESTED] * suggested
    return [
        a_sentence(
            a_match(band=band, claim_id=f"c{n}", probability=0.95 if n < confirmed else 0.55),
            ordinal=n,
        )
        for n, band in enumerate(bands)
    ]


def test_bands_are_drawn_alike_as_far_as_they_go() -> None:
    def bands(confirmed: int, suggested: int, number: int) -> dict[str, int]:
        drawn = draw(_rows(confirmed, suggested), number, 0)
        return Counter(str(one.match.band) for one in drawn)

    assert bands(500, 500, 40) == {"confirmed": 20, "suggested": 20}
    assert bands(500, 6, 40) == {"confirmed": 34, "suggested": 6}
    assert bands(3, 2, 40) == {"confirmed": 3, "suggested": 2}
    assert bands(500, 0, 7) == {"confirmed": 7}


def test_a_seed_draws_the_same_again_and_another_others() -> None:
    rows = _rows(300, 300)
    assert draw(rows, 20, 1) == draw(rows, 20, 1)
    assert draw(rows, 20, 1) != draw(rows, 20, 2)


def test_every_match_is_drawn_as_often_as_any_other() -> None:
    rows = _rows(10, 0)
    drawn = Counter(d.match.claim_id for seed in range(2000) for d in draw(rows, 3, seed))
    assert min(drawn.values()) > 500 and max(drawn.values()) < 700  # 600 each expected


COLUMNS = LAYOUT.columns
_QUOTED = "The Moon is made of green cheese."
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =cmd|' /C calc'!A0", "\r=1")


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(tmp_path: Path, formula: str) -> None:
    match = a_match(claim_text=formula, reviews=(a_review(publisher=formula, url=formula),))
    rows = [a_sentence(match, text=formula, document=formula)]
    write_sample(rows, tmp_path / "sample.csv", 5, 0)
    with (tmp_path / "sample.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["sentence"] == row["claim"] == row["document"] == "'" + formula
    assert row["link"] == ""
    write_sample(rows, tmp_path / "sample.xlsx", 5, 0)
    sheet = load_workbook(tmp_path / "sample.xlsx")["Sample"]
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert "f" not in {cell.data_type for cell in cells}


def test_control_characters_and_endless_texts_fit_into_a_cell(tmp_path: Path) -> None:
    rows = [a_sentence(a_match(), text="\x00\x1b" + "long " * 20_000 + "\ud800")]
    assert write_sample(rows, tmp_path / "sample.xlsx", 5, 0) == 1
    sheet = load_workbook(tmp_path / "sample.xlsx")["Sample"]
    assert str(sheet["C2"].value).startswith("\ufffd\ufffdlong")


def test_what_was_believed_is_out_of_sight(tmp_path: Path) -> None:
    write_sample(_rows(3, 3), tmp_path / "sample.xlsx", 6, 0)
    sheet = load_workbook(tmp_path / "sample.xlsx")["Sample"]
    letters = dict(zip(COLUMNS, "ABCDEFGHIJKLM", strict=True))
    hidden = {n for n, letter in letters.items() if sheet.column_dimensions[letter].hidden}
    assert hidden >= {"band", "probability"} and "sentence" not in hidden
    assert sheet.data_validations.dataValidation[0].formula1 == '"right,wrong,unsure"'


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecheckError, match=r"\.xlsx or \.csv"):
        write_sample([], tmp_path / "sample.ods", 5, 0)


def test_a_sample_labelled_while_all_was_rechecked_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    path.write_text("label,id\nwrong,1\n", encoding="utf-8")
    with pytest.raises(RecheckError, match="has labels, which would be lost: move it away"):
        write_sample(_rows(1, 0), path, 5, 0)
    assert path.read_text(encoding="utf-8") == "label,id\nwrong,1\n"


@pytest.mark.parametrize("top", ["sep=,\n", "Labelled by Ann\n", " Label,id\n"])
def test_a_sample_whose_labels_are_not_found_is_kept(tmp_path: Path, top: str) -> None:
    path = tmp_path / "sample.csv"
    path.write_text(f"{top}label,id\nwrong,1\n", encoding="utf-8")
    with pytest.raises(RecheckError, match="no column 'label' in its first line.*: move it away"):
        write_sample(_rows(1, 0), path, 5, 0)
    assert path.read_text(encoding="utf-8").startswith(top)


def test_labels_are_read_wherever_their_sheet_was_moved(tmp_path: Path) -> None:
    path = tmp_path / "sample.xlsx"
    write_sample(_rows(3, 0), path, 3, 0)
    _label(path, {"confirmed": ["right", "right", "wrong"]})
    book = load_workbook(path)
    book.move_sheet("Sample", 1)
    book.save(path)
    result = CliRunner().invoke(main, ["labelled", str(path)])
    assert "3 labelled, 0 without a label" in result.output
    with pytest.raises(RecheckError, match="has labels, which would be lost"):
        write_sample(_rows(1, 0), path, 5, 0)


def _label(path: Path, labels: dict[str, list[str]]) -> None:
    """Fill in the labels of each band in turn, in a spreadsheet or in its CSV."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        sheet = book["Sample"]
        for line in sheet.iter_rows(min_row=2):
            by_name = dict(zip(COLUMNS, line, strict=True))
            by_name["label"].value = labels[str(by_name["band"].value)].pop(0)
        book.save(path)
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=";")  # as saved where 0,5 is a half
        writer.writeheader()
        for row in rows:
            said = row["probability"].replace(".", ",")
            label = labels[row["band"]].pop(0)
            writer.writerow({**row, "label": label, "probability": said})


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_labels_come_back_as_precision_and_reliability(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"sample{ending}"
    write_sample(_rows(90, 10), path, 20, 0)
    confirmed = ["right"] * 8 + ["wrong", "unsure"]
    suggested = ["Right"] * 4 + ["no"] * 4 + ["", ""]
    _label(path, {"confirmed": confirmed, "suggested": suggested})
    result = CliRunner().invoke(main, ["labelled", str(path)])
    assert result.exit_code == 0, result.output
    said = " ".join(result.output.split())
    assert "18 labelled, 2 without a label" in said
    assert "precision confirmed 0.8889 [0.565, 0.980] n=9, 1 unsure" in said
    assert "precision suggested 0.5000 [0.215, 0.785] n=8" in said
    assert "precision, bands by size 0.8500" in said  # (90 * 8/9 + 10 * 1/2) / 100
    assert "calibration error 0.0559" in said  # (9 * |.95 - 8/9| + 8 * |.55 - .5|) / 17
    assert "0.93 to 1.00 0.889 9" in said


def test_a_row_that_was_copied_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    row = "right,1,confirmed,0.9,3\n"
    path.write_text(f"label,id,band,probability,of\n{row}{row}", encoding="utf-8")
    result = CliRunner().invoke(main, ["labelled", str(path)])
    assert "1 labelled, 0 without a label" in result.output


def test_the_interval_is_wilsons() -> None:
    low, high = Precision(0, 10).interval()
    assert (low, round(high, 4)) == (0.0, 0.2775)
    assert Precision(0, 0).interval() == (0.0, 1.0)


@pytest.mark.parametrize("code", ["cp1252", "utf-16"])
def test_a_sample_saved_in_another_code_is_told_how_to_be_saved(tmp_path: Path, code: str) -> None:
    path = tmp_path / "sample.csv"
    path.write_text("label,id,band,probability,of\nright,Büro,confirmed,0.9,3\n", encoding=code)
    result = CliRunner().invoke(main, ["labelled", str(path)])
    assert result.exit_code == 1
    assert "sample.csv is not UTF-8: save it" in result.output


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id,band\n1,confirmed\n", "no column 'label'"),
        ("label,id,band,probability,of\nmaybe,1,confirmed,0.9,3\n", "line 2: the label 'maybe'"),
        ("label,id,band,probability,of\nright,1,confirmed,high,3\n", "hidden columns"),
        ("label,id,band,probability,of\n,1,confirmed,0.9,3\n", "no row has a label"),
        ("label,id,band,probability,of\nright,1,confirmed,9462,3\n", "9462 is not between 0 and 1"),
        ("label,id,band,probability,of\nright,1,confirmed,nan,3\n", "nan is not between 0 and 1"),
        ("label,id,band,probability,of\nright,1,confirmed,0.9,inf\n", "no whole number"),
        ("label,id,band,probability,of\nright,1,confirmed,0.9,1.234\n", "no whole number"),
        ("label,id,band,probability,of\nright,1,,0.9,3\n", "the band '' is none of"),
        (
            "label,id,band,probability,of\nright,1,confirmed,0.9,3\nno,1,confirmed,0.9,3\n",
            "line 3: '1' is there twice, labelled right and wrong",
        ),
    ],
)
def test_a_sample_that_cannot_be_used_is_refused(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "sample.csv"
    path.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(main, ["labelled", str(path)])
    assert result.exit_code == 1
    assert said in result.output
    (tmp_path / "sample.xlsx").write_bytes(b"PK")
    result = CliRunner().invoke(main, ["labelled", str(tmp_path / "sample.xlsx")])
    assert (result.exit_code, "no spreadsheet" in result.output) == (1, True)


@pytest.mark.parametrize("name", ["sample.csv", "sample.xlsx"])
def test_a_sample_damaged_in_the_midst_is_told_and_kept(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_sample(_rows(3, 0), path, 3, 0)
    if path.suffix == ".csv":
        path.write_text(path.read_text(encoding="utf-8") + '"never closed', encoding="utf-8")
    else:
        with ZipFile(path) as book:
            files = {one: book.read(one) for one in book.namelist()}
        with ZipFile(path, "w") as book:
            for one, content in files.items():
                book.writestr(one, content[:-200] if "sheet1" in one else content)
    content = path.read_bytes()
    result = CliRunner().invoke(main, ["labelled", str(path)])
    assert (result.exit_code, "cannot be read: it is damaged" in result.output) == (1, True)
    with pytest.raises(RecheckError, match="cannot be read, so that labels in it might be lost"):
        write_sample(_rows(1, 0), path, 5, 0)
    assert path.read_bytes() == content


def test_whoever_labels_sees_what_was_looked_up(tmp_path: Path) -> None:
    quote = CheckedQuote(text=_QUOTED, start=1, end=34, speaker="Tom Hill", language="en")
    rows = [a_sentence(a_match(), quote=quote), a_sentence(a_match(), ordinal=1)]
    write_sample(rows, tmp_path / "sample.csv", 2, 0)
    with (tmp_path / "sample.csv").open(encoding="utf-8-sig", newline="") as file:
        shown = {line["sentence number"]: line["quoted"] for line in csv.DictReader(file)}
    assert shown == {"1": f"“{_QUOTED}”, Tom Hill", "2": ""}
