"""Outcome: what the Matcher makes of one query, with and without the claims that answer it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from claims.language import detect
from index.answering import READ
from index.encoder import Vectors
from index.features import Candidates, Floats
from index.gate import Gated, gate
from index.lookup import Band
from index.matcher import Matcher
from index.rivals import among_rivals, rivals
from index.snapshot import Rows, Snapshot
from scripts.evaluation.trec import Answers, Qrels, Query
from scripts.progress import Bars

LIMIT = 50
_BATCH = 256
# Another fact-check of the same claim, by cosine: neither right nor wrong, since nobody judged it.
SAME_STORY = 0.76
_UNRELATED = 0.2  # no more than this are texts of the embedded encoder near one another, on average


@dataclass(frozen=True, slots=True)
class Considered:
    """A query's candidates, which of them answer it, and how like an answer each of them is."""

    query: Query
    candidates: Candidates
    answers: Rows
    right: NDArray[np.bool_]
    likeness: NDArray[np.float64]
    gated: Gated | None

    def without_answers(self, *, same_story: float = 2.0) -> Considered | None:
        """The same query less its answers, and less what is at least that like one; None where
        nothing is left."""
        keep = np.flatnonzero(~self.right & (self.likeness < same_story))
        return self._at(keep) if len(keep) else None

    def of_rivals(self) -> Considered:
        """The same query less the candidates that are no rivals, and what the rest are as such."""
        return self._at(np.flatnonzero(rivals(self.candidates))).of_all()

    def of_all(self) -> Considered:
        """The same query with all candidates taken for rivals."""
        return replace(self, candidates=among_rivals(self.candidates))

    def undated(self) -> Considered:
        """The same query as if nobody knew when it was posted."""
        unknown = np.zeros(len(self.candidates.rows))
        columns = {**self.candidates.columns, "near": unknown, "far": unknown}
        return replace(self, candidates=replace(self.candidates, columns=columns))

    def thinned(self, share: float) -> Considered:
        """The same query over an index that lacks most other claims; the same ones every time."""
        seed = zlib.crc32(self.query.text.encode())
        kept = np.random.default_rng(seed).random(len(self.right)) < share
        return self._at(np.flatnonzero(kept | self.right))

    def _at(self, places: Rows) -> Considered:
        return replace(
            self,
            candidates=self.candidates.ordered(places),
            right=self.right[places],
            likeness=self.likeness[places],
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came back for a query; None where there is no calibration or nothing to rank.

    `ranked` are claims, best first, `right` says which of them answer; `answers` is their number
    in the index. `probability` and `score` are those of the first, `silent_*` the same once the
    answers were taken out of the index.
    """

    query: str
    ranked: tuple[int, ...]
    right: tuple[bool, ...]
    answers: int
    gated: bool
    score: float
    probability: float | None
    silent_probability: float | None


def consider(
    snapshot: Snapshot, matcher: Matcher, queries: Sequence[Query], qrels: Qrels
) -> Iterator[Considered]:
    """The candidates of every query, before they are ordered."""
    known = Answers(snapshot)
    with Bars().stage("queries", len(queries)) as advance:
        for start in range(0, len(queries), _BATCH):
            batch = queries[start : start + _BATCH]
            found = matcher.consider([query.text for query in batch])
            for query, candidates in zip(batch, found, strict=True):
                answers = known.rows(qrels.get(query.id, ()))
                yield Considered(
                    query,
                    candidates,
                    answers,
                    np.isin(snapshot.heads[candidates.rows], answers),
                    _likeness(snapshot, candidates.rows, answers),
                    gate(query.text, detect(query.text).language),
                )
            advance(len(batch))


def outcome(matcher: Matcher, considered: Considered) -> Outcome:
    """Rank the candidates as `match` does, and once more without the answers."""
    ranked, believed = _answer(matcher, considered, LIMIT)
    rest = considered.without_answers()
    silent = None if rest is None else _answer(matcher, rest, READ)[1]
    right = considered.candidates.rows[considered.right]
    return Outcome(
        query=considered.query.id,
        ranked=tuple(ranked.rows.tolist()),
        right=tuple(np.isin(ranked.rows, right).tolist()),
        answers=len(considered.answers),
        gated=_refused(matcher, considered.gated, believed),
        score=float(considered.candidates.scores.max(initial=-1.0)),
        probability=None if believed is None else float(believed[0]),
        silent_probability=None if silent is None else float(silent[0]),
    )


def _answer(
    matcher: Matcher, considered: Considered, places: int
) -> tuple[Candidates, Floats | None]:
    ranked, believed = matcher.rank(considered.candidates, places)
    if believed is None:
        return ranked, None
    return matcher.believe(considered.query.text, ranked, believed)


def _refused(matcher: Matcher, word: Gated | None, believed: Floats | None) -> bool:
    """Whether the gate keeps the query from an answer."""
    if word is None or word.sure or believed is None or matcher.calibration is None:
        return word is not None
    return matcher.calibration.band(float(believed[0])) is not Band.CONFIRMED


def unrelated_cosine(vectors: Vectors) -> float:
    """The mean cosine of two different vectors; 0 where there is one only."""
    count = len(vectors)
    length = np.linalg.norm(vectors.sum(axis=0, dtype=np.float64))
    return float((length**2 - count) / (count * (count - 1))) if count > 1 else 0.0


def as_near(cosine: float, unrelated: float) -> float:
    """What is to an encoder what this cosine is to the embedded one: where texts that have nothing
    to do with one another have a high cosine already, what has is nearer still."""
    share = (cosine - _UNRELATED) / (1 - _UNRELATED)
    return max(cosine, unrelated + share * (1 - unrelated))


def _likeness(snapshot: Snapshot, rows: Rows, answers: Rows) -> NDArray[np.float64]:
    """The highest cosine between a text of each claim and a text of an answer; -1 without one."""
    if not len(answers):
        return np.full(len(rows), -1.0)
    judged = np.concatenate([snapshot.links.vectors_of(row) for row in answers.tolist()])
    parts = [snapshot.links.vectors_of(row) for row in rows.tolist()]
    cosines = (snapshot.vectors[np.concatenate(parts)] @ snapshot.vectors[judged].T).max(axis=1)
    starts = np.cumsum([0, *(len(part) for part in parts[:-1])])
    return np.maximum.reduceat(cosines, starts).astype(np.float64)
