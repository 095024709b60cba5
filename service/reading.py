"""Reading: a checked text laid out for a page: paragraphs, runs of text, and their matches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.quotations import Quotation
from claims.sentences import Sentence
from index.lookup import Lookup, Match
from service.checking import Checked
from service.placing import Passage
from service.viewing import View

_PARAGRAPH = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A sentence with matches; `number` counts from 1, `shown` are those that the view shows.

    `quotation` is what it quotes, where those words are what was matched.
    """

    number: int
    sentence: Sentence
    lookup: Lookup
    shown: tuple[Match, ...]
    quotation: Quotation | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; `found` where it is a matched sentence."""

    text: str
    found: Found | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs in reading order."""

    runs: tuple[Run, ...]

    @property
    def found(self) -> tuple[Found, ...]:
        """Its matched sentences."""
        return tuple(run.found for run in self.runs if run.found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text, cut, and each sentence's lookup; offsets count code points of `text`."""

    text: str
    passage: Passage
    lookups: tuple[Lookup, ...]
    checked: tuple[Checked, ...] = ()  # the same as the service answers it

    @property
    def language(self) -> str | None:
        """The language of the whole."""
        return self.passage.language

    @property
    def sentences(self) -> list[tuple[Sentence, Lookup]]:
        """Every sentence with its lookup, in reading order."""
        cut = [placed.sentence for placed in self.passage.placed]
        return list(zip(cut, self.lookups, strict=True))

    @property
    def quotations(self) -> dict[Sentence, Quotation]:
        """What a sentence quotes, where those words are what was looked up."""
        return {
            each.placed.sentence: each.quotation
            for each in self.checked
            if each.quotation and each.text == each.quotation.text
        }

    @property
    def outcomes(self) -> Counter[str]:
        """How the lookups ended: `matched`, or the code of no_match."""
        return Counter(
            lookup.no_match.code.value if lookup.no_match else "matched" for lookup in self.lookups
        )

    @property
    def matches(self) -> list[Match]:
        """All matches, in reading order."""
        return [match for lookup in self.lookups for match in lookup.matches]


def lay_out(reading: Reading, view: View) -> list[Paragraph]:
    """The paragraphs of a text with its matched sentences; no character but line breaks is lost."""
    found = list(_found(reading, view))
    starts = [0, *_breaks(reading), len(reading.text)]
    spans = zip(starts, starts[1:], strict=False)
    paragraphs = [Paragraph(tuple(_runs(reading.text, span, found))) for span in spans]
    return [paragraph for paragraph in paragraphs if paragraph.runs]


def _found(reading: Reading, view: View) -> Iterator[Found]:
    quoted = reading.quotations
    matched = [pair for pair in reading.sentences if pair[1].matches]
    for number, (sentence, lookup) in enumerate(matched, 1):
        yield Found(
            number=number,
            sentence=sentence,
            lookup=lookup,
            shown=tuple(match for match in lookup.matches if view.shows(match)),
            quotation=quoted.get(sentence),
        )


def _breaks(reading: Reading) -> list[int]:
    """Where paragraphs begin: after line breaks, but never inside a sentence."""
    inside = ((sentence.start, sentence.end) for sentence, _ in reading.sentences)
    spans = [*inside, (len(reading.text), len(reading.text))]
    breaks, place = [], 0
    for found in _PARAGRAPH.finditer(reading.text):
        while spans[place][1] <= found.start():
            if place == len(spans) - 1:
                break
            place += 1
        if found.start() < spans[place][0] or spans[place][0] == len(reading.text):
            breaks.append(found.end())
    return breaks


def _runs(text: str, span: tuple[int, int], found: Sequence[Found]) -> Iterator[Run]:
    at, end = span
    for each in found:
        sentence = each.sentence
        if at <= sentence.start and sentence.end <= end:
            if at < sentence.start:
                yield Run(text[at : sentence.start], None)
            yield Run(text[sentence.start : sentence.end], each)
            at = sentence.end
    if text[at:end].strip():
        yield Run(text[at:end].rstrip("\n"), None)
