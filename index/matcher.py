"""Matcher: texts in, lookups out. The one use case that all callers share."""

from __future__ import annotations

import time
from collections.abc import Sequence

from claims.language import detect
from claims.model import Claim
from index.answering import Answer, Answering, Encoded, silence
from index.calibration import Calibration
from index.encoder import Encoder, Vectors
from index.errors import QueryError
from index.features import Candidates, Floats
from index.gate import gate
from index.judge import Judge, find_judge
from index.lookup import Filters, Hashed, Lookup, NoMatchCode, SnapshotInfo
from index.relation import Relate, relate
from index.snapshot import Rows, Snapshot
from index.stats import SnapshotStats
from index.vectors import one_thread_a_product

_WARM_UP = "The first sentence an encoder meets takes the longest."


class Matcher:
    """Matches against one snapshot with the encoder that built it. Safe for many threads."""

    def __init__(
        self,
        snapshot: Snapshot,
        encoder: Encoder,
        relate: Relate = relate,
        judge: Judge | None = None,
    ) -> None:
        """`relate` and `judge` may spare work that was done before; they have to answer as the
        function does, and the encoder's own."""
        self._snapshot = snapshot
        self._encoder = encoder
        self._judge = judge or find_judge(encoder)
        self._answering = Answering(snapshot, relate, self._judge)
        one_thread_a_product()

    @property
    def info(self) -> SnapshotInfo:
        """The snapshot that answers."""
        return self._snapshot.info

    @property
    def calibration(self) -> Calibration | None:
        """What its probabilities and bands rest on."""
        return self._snapshot.calibration

    @property
    def reach(self) -> float | None:
        """By how much the cosines of rivals may stay below the highest; None: by any."""
        return self._answering.reach

    def warm_up(self) -> None:
        """Encode, search and read a pair once, so that the first caller does not wait for it."""
        self.match([_WARM_UP], limit=1, min_probability=0)
        if self._judge is not None:
            self._judge.read([(_WARM_UP, _WARM_UP)])

    def stats(self) -> SnapshotStats:
        """Counts over the snapshot."""
        return self._snapshot.stats()

    def claim(self, claim_id: str) -> Claim | None:
        """One claim by id."""
        return self._snapshot.claim(claim_id)

    def newest(self, filters: Filters, count: int) -> list[Claim]:
        """The newest `count` claims that pass, undated ones last."""
        return self._snapshot.newest(filters, count)

    def hash_claims(self) -> None:
        """Make `hashed` answer; takes seconds where the snapshot holds no hashes."""
        self._snapshot.hash_claims()

    def hashed(self, prefix: str) -> list[tuple[Hashed, Claim]] | None:
        """The claims with a form whose hash begins with `prefix` (hex), in the hashes' order.

        None until `hash_claims` was called once, in a snapshot that holds no hashes.
        """
        if self._snapshot.hashes is None:
            return None
        found = self._snapshot.hashes.starting_with(prefix)
        claims = self._snapshot.claims([each.row for each in found])
        return list(zip(found, claims, strict=True))

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """How long texts are to the encoder: those of like length are matched soonest together."""
        return self._encoder.lengths(texts)

    def match(
        self,
        texts: Sequence[str],
        *,
        limit: int = 5,
        min_probability: float | None = None,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        language: str | None | Sequence[str | None] = None,
    ) -> list[Lookup]:
        """One lookup a text, in order; `min_probability` 0 returns the nearest `limit` claims.

        `language` is that of all texts, or a list with one for each; None is worked out.

        Raises QueryError for a limit below 1, a probability outside [0, 1], or one asked of an
        encoder that has no calibration.
        """
        self._check(limit, min_probability)
        started = time.perf_counter()
        given = [language] * len(texts) if isinstance(language, str | None) else language
        pairs = zip(texts, given, strict=True)
        languages = [known or detect(text).language for text, known in pairs]
        gated = [
            None if min_probability == 0 else gate(text, spoken)
            for text, spoken in zip(texts, languages, strict=True)
        ]
        mask = self._snapshot.passing(filters)
        open_places = [place for place, word in enumerate(gated) if word is None or not word.sure]
        answers: list[Answer] = [
            silence(word.code if word else NoMatchCode.NOT_A_CLAIM) for word in gated
        ]
        asked = [texts[place] for place in open_places]
        vectors = self._encoder.encode_queries(asked)
        found = Encoded(
            asked,
            [languages[place] for place in open_places],
            vectors,
            self._answering.nearest(vectors, limit, min_probability, mask),
            doubted=[gated[place] is not None for place in open_places],
        )
        fresh = self._answering.answers(found, limit, min_probability, mask)
        for place, answer in zip(open_places, fresh, strict=True):
            answers[place] = answer
        each = (time.perf_counter() - started) * 1000 / max(1, len(texts))
        return self._lookups(texts, languages, answers, round(each, 3))

    def match_encoded(
        self,
        texts: Sequence[str],
        languages: Sequence[str | None],
        vectors: Vectors,
        nearest: Sequence[Rows],
        *,
        doubted: Sequence[bool],
        limit: int = 5,
    ) -> list[Lookup]:
        """What `match` answers for texts that were encoded and searched elsewhere.

        `nearest` has the CANDIDATES nearest claims of each text, best first, or all rivals;
        `doubted` are those that `gate` takes for no claims, without being sure.
        """
        self._check(limit, None)
        asked = Encoded(texts, languages, vectors, nearest, doubted)
        answers = self._answering.answers(asked, limit)
        return self._lookups(texts, languages, answers, 0.0)

    def unread(self, text: str, language: str | None, code: NoMatchCode) -> Lookup:
        """The lookup of a text that is not searched, for that reason."""
        return self._lookups([text], [language], [silence(code)], 0.0)[0]

    def _lookups(
        self,
        texts: Sequence[str],
        languages: Sequence[str | None],
        answers: Sequence[Answer],
        took_ms: float,
    ) -> list[Lookup]:
        info = self.info
        return [
            Lookup(
                text=text,
                language=language,
                matches=matches,
                no_match=no_match,
                snapshot=info,
                took_ms=took_ms,
            )
            for text, language, (matches, no_match) in zip(texts, languages, answers, strict=True)
        ]

    def _check(self, limit: int, min_probability: float | None) -> None:
        if limit < 1:
            raise QueryError("limit must be at least 1")
        if min_probability is not None and not 0 <= min_probability <= 1:
            raise QueryError("min_probability must lie between 0 and 1")
        if min_probability and self._snapshot.calibration is None:
            raise QueryError(
                "the running encoder has no calibration, so min_probability can only be 0: "
                "fit one with scripts/evaluate.py fit"
            )

    def consider(self, texts: Sequence[str]) -> list[Candidates]:
        """What `rank` would order for each text, unfiltered, rivals or not: for evaluation."""
        vectors = self._encoder.encode_queries(texts)
        languages = [detect(text).language for text in texts]
        return self._answering.consider(texts, languages, vectors)

    def rank(self, candidates: Candidates, places: int) -> tuple[Candidates, Floats | None]:
        """As `ranking.rank` does, under the snapshot's calibration."""
        return self._answering.rank(candidates, places)

    def believe(
        self, text: str, ranked: Candidates, probabilities: Floats
    ) -> tuple[Candidates, Floats]:
        """What `rank` returned of one text, once what would be shown of it was read."""
        return self._answering.believe(text, detect(text).language, ranked, probabilities)
