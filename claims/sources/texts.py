"""read_texts(): the documents of an archive, from files, folders, tables and standard input."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.errors import SourceError
from claims.page import read_page
from claims.sources.cells import read_cells
from claims.sources.draft import Rejected
from claims.sources.files import STANDARD_INPUT, SourceFile, open_source, printable
from claims.sources.folders import Shut, walk
from claims.sources.json_stream import read_elements
from claims.sources.markup import UNREADABLE, decode_page
from claims.sources.parquet import read_rows
from claims.sources.table import parse_line
from claims.sources.text_format import TextFormat as TextFormat
from claims.sources.text_format import by_head, by_name, is_list

LARGEST_TEXT = 64 << 20
_TOLD = 32  # rows


class ColumnMissing(SourceError):
    """A table lacks a column that was named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns of a table hold the text and the document's id; without an id, rows count."""

    text: str = "text"
    id: str | None = None

    @property
    def names(self) -> list[str]:
        """All that are named."""
        return [self.text, *([self.id] if self.id else [])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text and the name it goes by."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """What could not be read as a document: where it stood, why, and its start.

    `document` is the id that it would go by, or what the ids of its rows, or of all in a folder,
    begin with; None where that is not known.
    """

    source: str
    line: int
    reason: str
    original: str
    document: str | None = None


def read_texts(
    inputs: Sequence[str],
    columns: Columns,
    form: TextFormat | None = None,
    advance: Callable[[int], object] = lambda _: None,
    *,
    but: Collection[str] = (),
) -> Iterator[Document | Unread]:
    """Every document in the order of the inputs, a folder's files by name.

    A text or page in a folder goes by its path in it; where there are more inputs, by that behind
    the folder's own, so that none in another folder has the same.
    `advance` is told how many more bytes of the files have been read; `but` are real paths in
    folders that are passed over. A file that cannot be read to its end yields an Unread last.
    Raises SourceError for an input that does not exist, for standard input named twice, and for a
    table that lacks a column; of a folder, only where nothing else in it is read.
    """
    if inputs.count(STANDARD_INPUT) > 1:
        raise SourceError("- is standard input, which can be read only once")
    for name in inputs:
        path = Path(name)
        if name != STANDARD_INPUT and os.path.isdir(path):
            before = f"{_named(name)}/" if len(inputs) > 1 else ""
            found = walk(path, but=but)
            yield from _read_folder(path, found, before, columns, form, advance)
        else:
            own = name if name == STANDARD_INPUT else printable(_named(name))
            yield from _read_file(name, own, columns, form, advance)


def _named(path: str) -> str:
    """A path however it was typed: relative where it lies below the current folder, else whole."""
    whole, here = Path(os.path.abspath(path)), Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()


def _read_folder(
    folder: Path,
    found: Iterator[Path | Shut],
    before: str,
    columns: Columns,
    form: TextFormat | None,
    advance: Callable[[int], object],
) -> Iterator[Document | Unread]:
    read = 0
    lacking: SourceError | None = None
    for path in found:
        if isinstance(path, Shut):
            shut = printable(before + path.path.relative_to(folder).as_posix())
            yield _unread(str(path.path), 0, path.reason, document=shut)
        elif by_name(path.name) is None and form is None:
            yield _unread(
                str(path), 1, f"no kind of file that is read: {path.suffix or 'no ending'}"
            )
        else:
            name = printable(before + path.relative_to(folder).as_posix())
            try:
                for one in _read_file(str(path), name, columns, form, advance):
                    read += isinstance(one, Document)
                    yield one
            except SourceError as error:
                lacking = lacking or error
                yield _unread(str(path), 1, str(error), document=name)
    if lacking and not read:
        raise lacking


def _read_file(
    path: str,
    name: str,
    columns: Columns,
    form: TextFormat | None,
    advance: Callable[[int], object],
) -> Iterator[Document | Unread]:
    try:
        yield from _read_opened(path, name, columns, form, advance)
    except SourceError as error:
        if isinstance(error, ColumnMissing) or not _there(path):
            raise
        yield _unread(path, 0, str(error), document=name)


def _read_opened(
    path: str,
    name: str,
    columns: Columns,
    form: TextFormat | None,
    advance: Callable[[int], object],
) -> Iterator[Document | Unread]:
    with open_source(path) as file:
        form = form or by_name(path) or by_head(file.head(), columns.names)
        seen = 0
        if form is TextFormat.TEXT:
            found = iter([_text(file, path, name)])
        elif form is TextFormat.HTML:
            found = iter([_page(file, path, name)])
        else:
            found = _rows(file, path, name, columns, form)
        for number, one in enumerate(found):
            if number % _TOLD == 0:  # asking where a file stands takes longer than reading a row
                now = file.position() or 0
                advance(now - seen)
                seen = now
            file.gave = file.gave or isinstance(one, Document)
            yield one
        advance((file.position() or 0) - seen)


def _text(file: SourceFile, path: str, name: str) -> Document | Unread:
    content = file.stream.read(LARGEST_TEXT + 1)
    if len(content) > LARGEST_TEXT:
        return _unread(
            path, 1, f"larger than {LARGEST_TEXT >> 20} MiB: cut it into documents", document=name
        )
    try:
        return Document(id=name, text=content.decode())
    except UnicodeDecodeError as error:
        return _unread(
            path, 1, f"invalid UTF-8 at byte {error.start + 1}: convert it", content, name
        )


def _page(file: SourceFile, path: str, name: str) -> Document | Unread:
    content = file.stream.read(LARGEST_TEXT + 1)
    if len(content) > LARGEST_TEXT:
        return _unread(path, 1, f"larger than {LARGEST_TEXT >> 20} MiB: no page is", document=name)
    decoded = decode_page(content)
    if decoded is None:
        return _unread(path, 1, UNREADABLE, content, name)
    text = read_page(decoded).text
    if not text.strip():
        return _unread(path, 1, "the page has no main text", content, name)
    return Document(id=name, text=text)


def _rows(
    file: SourceFile, path: str, name: str, columns: Columns, form: TextFormat
) -> Iterator[Document | Unread]:
    wanted = columns.names

    def check(names: list[str]) -> None:
        missing = [column for column in wanted if column not in names]
        if missing:
            raise ColumnMissing(
                f"{file.name} has no column {missing[0]!r}, only {', '.join(map(repr, names))}: "
                "name the right one"
            )

    def numbered(line: int) -> str | None:
        return None if columns.id else f"{name}:{line}"

    for line, row in _table(file, form, wanted, check):
        if isinstance(row, Rejected):
            shown = row.original[:1000].encode("utf-8", "backslashreplace")
            yield _unread(path, row.line, row.reason, shown, numbered(row.line))
            continue
        text, own = row.get(columns.text), row.get(columns.id) if columns.id else None
        if not isinstance(text, str) or not text.strip():
            known = numbered(line) if own is None else str(own)
            yield _unread(path, line, f"no text in column {columns.text!r}", document=known)
        elif columns.id and (own is None or own == ""):
            yield _unread(
                path, line, f"no id in column {columns.id!r}", text.encode(errors="replace")
            )
        else:
            document = Document(id=str(own) if columns.id else f"{name}:{line}", text=text)
            yield _whole(document, path, line)


def _table(
    file: SourceFile, form: TextFormat, wanted: list[str], check: Callable[[list[str]], object]
) -> Iterator[tuple[int, dict[str, object] | Rejected]]:
    if form is TextFormat.JSONL and is_list(file.head()) and by_name(file.name) is None:
        for number, element in enumerate(read_elements(file), 1):
            yield number, _object(element.value, number)
    elif form is TextFormat.JSONL:
        for line in file.lines():
            yield line.number, parse_line(line)
    elif form is TextFormat.PARQUET:
        yield from enumerate(read_rows(file, wanted, check), 1)
    else:
        for cells in read_cells(file, "\t" if form is TextFormat.TSV else ",", check):
            yield cells.line, cells if isinstance(cells, Rejected) else dict(cells.row)


def _object(value: object, number: int) -> dict[str, object] | Rejected:
    if isinstance(value, dict):
        return value
    reason = f"not a JSON object but a {type(value).__name__}"
    return Rejected(line=number, reason=reason, original=str(value))


def _whole(document: Document, path: str, line: int) -> Document | Unread:
    """The document, unless its characters cannot be written again."""
    for what, said in (("text", document.text), ("id", document.id)):
        try:
            said.encode()
        except UnicodeEncodeError as error:
            reason = f"half a character at place {error.start + 1} of the {what}"
            shown = document.text[:1000].encode("utf-8", "backslashreplace")
            known = document.id if what == "text" else None
            return _unread(path, line, reason, shown, known)
    return document


def _there(path: str) -> bool:
    return path == STANDARD_INPUT or os.path.exists(path)


def _unread(
    path: str, line: int, reason: str, content: bytes = b"", document: str | None = None
) -> Unread:
    shown = content[:1000].decode("utf-8", "backslashreplace")
    known = document and document.encode("utf-8", "backslashreplace").decode()
    return Unread(source=printable(path), line=line, reason=reason, original=shown, document=known)
