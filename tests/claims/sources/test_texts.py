"""An archive's documents: every format, what is packed, and what cannot be read."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from claims.errors import SourceError
from claims.sources.text_format import by_head
from claims.sources.texts import Columns, Document, TextFormat, Unread, read_texts

BODY = Columns(text="body", id="key")
PAGE = "<!doctype html><html><body><nav>Home Shop</nav><article><p>{}</p></article></body></html>"
PARAGRAPH = "The council met on Monday and voted for the new bridge over the river. " * 4


def _read(path: Path | str, columns: Columns = BODY) -> list[Document | Unread]:
    return list(read_texts([str(path)], columns))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", '{"key": 1, "body": "One."}\n{"key": "b", "body": "Zwei – ä."}\n'),
        ("a.csv", 'key,other,body\n1,x,One.\nb,,"Zwei – ä."\n'),
        ("a.tsv", "body\tkey\nOne.\t1\nZwei – ä.\tb\n"),
    ],
)
@pytest.mark.parametrize("packed", ["", ".gz", ".bz2", ".xz"])
def test_tables_plain_and_packed(tmp_path: Path, name: str, content: str, packed: str) -> None:
    path = tmp_path / (name + packed)
    packers = {"": bytes, ".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}
    path.write_bytes(packers[packed](content.encode()))
    assert _read(path) == [Document(id="1", text="One."), Document(id="b", text="Zwei – ä.")]


def test_zstandard_and_parquet(tmp_path: Path) -> None:
    packed = tmp_path / "a.jsonl.zst"
    with pa.CompressedOutputStream(str(packed), "zstd") as sink:
        sink.write(b'{"key": 1, "body": "One."}\n')
    table = pa.table({"key": [1], "body": ["One."], "other": [None]})
    parquet.write_table(table, tmp_path / "a.parquet")
    for path in (packed, tmp_path / "a.parquet"):
        assert _read(path) == [Document(id="1", text="One.")]


def test_a_folder_by_name_with_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.html").write_text(PAGE.format(PARAGRAPH))
    (tmp_path / "a.txt").write_text("\ufeffPlain.", encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"caf\xe9")
    (tmp_path / "d.png").write_bytes(b"\x89PNG")
    (tmp_path / "e.html").write_text("<html><body></body></html>")
    (tmp_path / ".hidden.txt").write_text("no")
    found = _read(tmp_path)
    assert [one.id for one in found if isinstance(one, Document)] == ["a.txt", "sub/b.html"]
    texts = [one.text for one in found if isinstance(one, Document)]
    assert texts[0] == "Plain."
    assert "bridge over the river" in texts[1]
    assert "Shop" not in texts[1]
    reasons = [(Path(one.source).name, one.reason) for one in found if isinstance(one, Unread)]
    assert reasons == [
        ("c.txt", "invalid UTF-8 at byte 4: convert it"),
        ("d.png", "no kind of file that is read: .png"),
        ("e.html", "the page has no main text"),
    ]


def test_of_several_inputs_each_document_goes_by_its_folder_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for year in ("y1", "y2"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "001.txt").write_text(year)
    whole = str(tmp_path / "y2")
    for inputs in (["y1", "y2"], ["./y1/", "y1/../y2"], [str(tmp_path / "y1"), whole]):
        found = list(read_texts(inputs, BODY))
        assert found == [Document(id=f"{y}/001.txt", text=y) for y in ("y1", "y2")]
    monkeypatch.chdir(tmp_path / "y1")
    assert [d.id for d in read_texts([".", whole], BODY) if isinstance(d, Document)] == [
        "./001.txt",
        f"{whole}/001.txt",
    ]


def test_a_file_goes_by_one_name_however_it_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text('{"body": "One."}')
    monkeypatch.chdir(tmp_path)
    for typed in ("in/a.jsonl", "./in//a.jsonl", "in/../in/a.jsonl", f"{tmp_path}/in/a.jsonl"):
        assert _read(typed, Columns(text="body")) == [Document(id="in/a.jsonl:1", text="One.")]
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    found = _read("../in/a.jsonl", Columns(text="body"))
    assert found == [Document(id=f"{tmp_path}/in/a.jsonl:1", text="One.")]


def test_rows_that_cannot_be_read_leave_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'{"key": 1, "body": "One."}\nnot json\n{"key": 2}\n{"body": "No id."}\n'
        b'{"key": 3, "body": "half \\ud83d"}\n{"key": 4, "body": "Four."}\n'
        b'{"key": "\\ud83d", "body": "Five."}\n'
    )
    found = _read(path)
    assert [one.id for one in found if isinstance(one, Document)] == ["1", "4"]
    unread = [one for one in found if isinstance(one, Unread)]
    assert [one.line for one in unread] == [2, 3, 4, 5, 7]
    assert [one.reason for one in unread[3:]] == [
        "half a character at place 6 of the text",
        "half a character at place 1 of the id",
    ]
    assert [one.document for one in unread] == [None, "2", None, "3", None]


@pytest.mark.parametrize("kind", ["w", "w:gz", "w:xz"])
def test_a_tar_archive_is_no_text(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.txt").write_text("One.")
    with tarfile.open(tmp_path / "all", kind) as archive:
        archive.add(tmp_path / "a.txt", "a.txt")
    (unread,) = _read(tmp_path / "all")
    assert isinstance(unread, Unread) and "an archive: save it as CSV" in unread.reason


def test_rows_without_an_id_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "One."}\n\n{"body": "Two."}\n')
    found = _read(path, Columns(text="body"))
    assert [one.id for one in found if isinstance(one, Document)] == [f"{path}:1", f"{path}:3"]


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_a_damaged_file_gives_what_came_before(
    tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]
) -> None:
    lines = (f'{{"key": {key}, "body": "{key * key * key}."}}\n' for key in range(50_000))
    whole = pack("".join(lines).encode())
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(whole[: len(whole) // 2])
    *documents, last = _read(path)
    assert documents
    assert all(isinstance(one, Document) for one in documents)
    assert isinstance(last, Unread)
    assert last.reason.endswith("damaged or cut short: fetch it again; what came before was read")


def test_of_a_file_cut_before_its_first_row_nothing_is_said_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"key,body\n1,One.\n")[:-9])
    (last,) = _read(path)
    assert isinstance(last, Unread)
    assert last.reason.endswith("damaged or cut short: fetch it again")


def test_what_is_not_there_and_a_column_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        _read(tmp_path / "none.jsonl")
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1,One.\n")
    with pytest.raises(SourceError, match="no column 'body', only 'id', 'text'"):
        _read(path)


def test_the_format_may_be_said(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    content = "key,body\n1,One.\n"
    path.write_text(content)
    assert list(read_texts([str(path)], BODY, TextFormat.CSV)) == [Document(id="1", text="One.")]
    plain = list(read_texts([str(path)], BODY, TextFormat.TEXT))
    assert plain == [Document(id=str(path), text=content)]


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("key,body\n1,One.\n", TextFormat.CSV),
        ('\nother\tbody\tkey\nx\t"One.\nMore, and more."\t1\n', TextFormat.TSV),
        ('[{"key": 1}]', TextFormat.JSONL),
        (' {"key": 1}', TextFormat.JSONL),
        ("<!-- x --> <!doctype html>", TextFormat.HTML),
        ("key,body\n", TextFormat.TEXT),
        ("key,text\n1,One.\n", TextFormat.TEXT),
        ("body\nkey\n", TextFormat.TEXT),
        ("A key, a body\nand a soul, and more\n", TextFormat.TEXT),
        ("[1] Notes.", TextFormat.TEXT),
        ("", TextFormat.TEXT),
        ('key;body\n7;"One, or two; and three."\n', TextFormat.CSV),
    ],
)
def test_a_format_is_told_by_content_where_that_is_plain(content: str, form: TextFormat) -> None:
    assert by_head(content.encode(), BODY.names) is form


def test_a_json_list_is_read_by_its_objects(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[\n {"key": 1,\n "body": "One."}, ["x"], {"key": 3, "body": "Three."}]')
    first, rejected, third = _read(path)
    assert (first, third) == (Document(id="1", text="One."), Document(id="3", text="Three."))
    assert isinstance(rejected, Unread)
    assert (rejected.line, rejected.reason) == (2, "not a JSON object but a list")


def test_names_that_are_no_utf_8_are_escaped(tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b"caf\xe9.csv", b"\xe9.gz", b"\xe9.png"):
        (tmp_path / os.fsdecode(name)).write_bytes(b"\x1f\x8b\x08" if b"gz" in name else b"body\nA")
    found = list(read_texts([str(tmp_path)], Columns(text="body"), TextFormat.CSV))
    assert [one.id for one in found if isinstance(one, Document)] == [
        "caf\\xe9.csv:2",
        "caf\\xe9.txt:2",
        "\\xe9.png:2",
    ]
    (damaged,) = (one for one in found if isinstance(one, Unread))
    assert damaged.source == f"{tmp_path}/\\xe9.gz"
    assert damaged.reason.startswith(damaged.source)
    assert _read(tmp_path, Columns(text="body"))[-1] == Unread(
        source=f"{tmp_path}/\\xe9.png",
        line=1,
        reason="no kind of file that is read: .png",
        original="",
    )


def test_a_table_without_the_column_stops_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("key,words\n1,One.\n")
    with pytest.raises(SourceError, match=r"a\.csv has no column 'body', only 'key', 'words'"):
        _read(tmp_path)
    (tmp_path / "b.tsv").write_text("key\tbody\n1\tOne.\n")
    lacking, read = _read(tmp_path)
    assert isinstance(lacking, Unread) and "no column 'body'" in lacking.reason
    assert read == Document(id="1", text="One.")
