"""SourceFile: a local file or standard input as bytes; .gz, .bz2, .xz and .zst are unpacked."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any

from claims.errors import SourceError

STANDARD_INPUT = "-"
HEAD = 1 << 16
LONGEST_LINE = 16 << 20
_TAR = slice(257, 262)
_DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError)
BROKEN = (SourceError, OSError, *_DAMAGE)  # what reading on may raise


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line without its end; `cut` says that it was too long and only its start is here."""

    number: int
    content: bytes
    cut: bool = False


class SourceFile:
    """An opened source; `size` and `position()` are in bytes of the file as it lies on the disk.

    Whoever takes something of it sets `gave`, so that no more is said of a damaged file than holds.
    """

    def __init__(self, name: str, handle: Any, size: int | None, modified: str | None) -> None:
        self.name = name
        self.size = size
        self.modified = modified
        self.gave = False
        self._handle = handle
        self.stream = _plain(name, handle)
        raw: Any = self.stream.raw
        self._jumps = size is not None and raw is handle

    def position(self) -> int | None:
        """How far the file has been read; None for standard input and pipes."""
        return self._handle.tell() if self.size is not None else None

    def seekable(self) -> Any:
        """The file itself from its start, for formats that jump about; None where it cannot."""
        if not self._jumps:
            return None
        self._handle.seek(0)
        return self._handle

    def head(self) -> bytes:
        """The first bytes, still to be read."""
        return self.stream.peek(HEAD)[:HEAD]

    def lines(self) -> Iterator[Line]:
        """All lines that are not blank, numbered as an editor would."""
        number = 0
        while content := self.stream.readline(LONGEST_LINE):
            number += 1
            cut = len(content) == LONGEST_LINE and not content.endswith(b"\n")
            while cut and (rest := self.stream.readline(LONGEST_LINE)):
                if rest.endswith(b"\n"):
                    break
            if content.strip():
                yield Line(number=number, content=content.rstrip(b"\r\n"), cut=cut)


def printable(name: str) -> str:
    r"""A file's name in characters that can be written: a byte that is no UTF-8 becomes \xe9."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@contextmanager
def open_source(path: str | Path) -> Iterator[SourceFile]:
    """Open a source; whatever keeps it from being read is a SourceError."""
    name = "standard input" if str(path) == STANDARD_INPUT else printable(str(path))
    file: SourceFile | None = None
    try:
        if name == "standard input":
            file = SourceFile(name, sys.stdin.buffer, None, None)
            yield file
        else:
            with Path(path).open("rb", buffering=0) as handle:
                status = os.fstat(handle.fileno())
                modified = datetime.fromtimestamp(status.st_mtime, tz=UTC)
                stamp = modified.isoformat(timespec="seconds").replace("+00:00", "Z")
                size = status.st_size if stat.S_ISREG(status.st_mode) else None  # a pipe has none
                file = SourceFile(name, handle, size, stamp)
                yield file
    except FileNotFoundError as error:
        raise SourceError(f"{name} does not exist") from error
    except IsADirectoryError as error:
        raise SourceError(f"{name} is a folder: name the files in it") from error
    except _DAMAGE as error:
        before = "; what came before was read" if file and file.gave else ""
        raise SourceError(f"{name} is damaged or cut short: fetch it again{before}") from error
    except OSError as error:
        raise SourceError(f"{name} cannot be read: {error.strerror or error}") from error


def _plain(name: str, handle: Any) -> BufferedReader:
    """The bytes unpacked and without a byte order mark."""
    buffered = _buffered(handle)
    start = buffered.peek(4)[:4]
    if start.startswith(b"\x1f\x8b"):
        buffered = _buffered(gzip.GzipFile(fileobj=buffered))
    elif start.startswith(b"BZh"):
        buffered = _buffered(bz2.BZ2File(buffered))
    elif start == b"\xfd7zX":
        buffered = _buffered(lzma.LZMAFile(buffered))
    elif start == b"\x28\xb5\x2f\xfd":
        buffered = BufferedReader(_Zstandard(buffered), HEAD)
    head = buffered.peek(HEAD)
    start = head[:4]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(f"{name} is UTF-16: convert it to UTF-8 first")
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or head[_TAR] == b"ustar":
        raise SourceError(
            f"{name} is a workbook or an archive: save it as CSV in UTF-8, or unpack it"
        )
    if b"\0" in start:
        raise SourceError(f"{name} is no text, or UTF-16: convert it to UTF-8 first")
    if start.startswith(b"\xef\xbb\xbf"):
        buffered.read(3)
    return buffered


class _Zstandard(RawIOBase):
    """Zstandard unpacked; Arrow, which Parquet needs anyway, brings the library."""

    def __init__(self, packed: BufferedReader) -> None:
        from pyarrow import CompressedInputStream

        self._stream = CompressedInputStream(packed, "zstd")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; 0 at the end."""
        found = self._stream.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)


def _buffered(handle: Any) -> BufferedReader:
    return BufferedReader(handle, HEAD)
