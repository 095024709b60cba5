"""Chunk: some documents of an archive, the unit of work, and how each is cut into sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from claims.language import main_language, spoken
from claims.quotations import Quotation
from claims.sentences import Sentence
from claims.sources.texts import Document, Unread
from index.checked import CheckedQuote
from index.quoting import quoting_of

MOST_CHARACTERS = 150_000
MOST_DOCUMENTS = 2_000


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """Documents and what could not be read among them, in the order of the input."""

    number: int
    documents: tuple[Document, ...]
    unread: tuple[Unread, ...]

    @cached_property
    def digests(self) -> tuple[bytes, ...]:
        """16 bytes over each document's id and text; they pickle with the chunk."""
        return tuple(map(_document_digest, self.documents))

    @cached_property
    def ids(self) -> tuple[bytes, ...]:
        """16 bytes over each document's id."""
        return tuple(id_digest(document.id) for document in self.documents)

    @cached_property
    def digest(self) -> str:
        """32 hex digits over everything in it."""
        found = hashlib.sha256(b"".join(self.digests))
        found.update(repr(self.unread).encode())
        return found.hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Piece:
    """What is looked up of a document: a sentence, which has a language, or what it quotes."""

    ordinal: int
    sentence: Sentence
    language: str | None
    quote: CheckedQuote | None

    @property
    def words(self) -> str:
        """What is looked up."""
        return self.quote.text if self.quote else self.sentence.text


def chunks(
    found: Iterable[Document | Unread],
    most_characters: int = MOST_CHARACTERS,
    most_documents: int = MOST_DOCUMENTS,
) -> Iterator[Chunk]:
    """Everything found, cut by the number of characters and of documents."""
    documents: list[Document] = []
    unread: list[Unread] = []
    number = characters = 0
    for one in found:
        if isinstance(one, Unread):
            unread.append(one)
        else:
            documents.append(one)
            characters += len(one.text)
        if characters >= most_characters or len(documents) + len(unread) >= most_documents:
            yield Chunk(number=number, documents=tuple(documents), unread=tuple(unread))
            documents, unread, characters, number = [], [], 0, number + 1
    if documents or unread:
        yield Chunk(number=number, documents=tuple(documents), unread=tuple(unread))


def segment(document: Document) -> list[Piece]:
    """The sentences as /v1/check finds them and what they quote and affirm, each in its own
    language; of a sentence that is nothing but a quotation only that."""
    around = main_language(document.text)
    found = []
    for ordinal, said in enumerate(quoting_of(document.text, around)):
        quotes = [_quote(one, around) for one in said.quoted if said.affirms or said.alone]
        whole = [] if said.alone else [None]
        language = spoken(said.sentence.text, around)
        found += [Piece(ordinal, said.sentence, language, one) for one in [*whole, *quotes]]
    return found


def _quote(quotation: Quotation, around: str | None) -> CheckedQuote:
    return CheckedQuote(
        text=quotation.text,
        start=quotation.start,
        end=quotation.end,
        speaker=quotation.speaker,
        language=spoken(quotation.text, around),
    )


def _document_digest(document: Document) -> bytes:
    named = document.id.encode() + b"\0" + document.text.encode()
    return hashlib.sha256(named).digest()[:16]


def id_digest(document_id: str) -> bytes:
    """16 bytes over a document's id."""
    return hashlib.sha256(document_id.encode()).digest()[:16]
