"""RemoteAnswerer: the answers of a service elsewhere, asked in batches."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import click
from pydantic import TypeAdapter

from index.checked import CheckedText
from scripts.rechecking.answers import UNANSWERED, Answered, Asked, Encoded
from scripts.rechecking.calls import Calls
from scripts.rechecking.errors import RecheckError

_BATCH = 128
_TOO_LARGE = (413, 422)
_KEPT = 50_000
_TOLD = 20
_ANSWER: TypeAdapter[CheckedText] = TypeAdapter(CheckedText)
_CLAIM = ("id", "text", "language")


class RemoteAnswerer:
    """Asks `POST /v1/match/batch`; waits and asks again as long as the service says it is busy.

    Answers from another snapshot than `snapshot` are taken for an error.
    """

    def __init__(
        self, url: str, *, snapshot: str | None = None, limit: int = 5, tries: int = 8
    ) -> None:
        self._calls = Calls(url, tries=tries)
        self._snapshot = snapshot
        self._limit = limit
        self._most = _BATCH
        self._refused = 0
        self._heads: dict[str, str | None] = {}
        self._known: OrderedDict[Asked, Answered] = OrderedDict()

    def snapshot(self) -> dict[str, str]:
        """The snapshot that the service answers from: id, built_at, encoder."""
        found = self._calls.expect(self._calls.first("/v1/stats")).get("snapshot")
        names = ("id", "built_at", "encoder")
        if not isinstance(found, dict) or not all(isinstance(found.get(n), str) for n in names):
            raise self._calls.stranger("its statistics name no snapshot")
        return {name: found[name] for name in names}

    def known(self, asked: Asked) -> Answered | None:
        """An answer given lately."""
        return self._known.get(asked)

    def encode(self, texts: Sequence[str]) -> Encoded:
        """Nothing: the service encodes."""
        return {}

    def answer(self, asked: Sequence[Asked], encoded: Encoded) -> list[Answered]:
        """The service's answers; none to a text that it refuses. Raises RecheckError where it does
        not answer."""
        found: dict[Asked, Answered] = {}
        for language in sorted({one.language or "" for one in asked}):
            texts = [one for one in asked if (one.language or "") == language]
            while texts:
                part, texts = texts[: self._most], texts[self._most :]
                answers = self._batch(part, language)
                if answers is None:
                    self._most = max(1, len(part) // 2)
                    texts = part + texts
                else:
                    found.update(zip(part, answers, strict=True))
        self._known.update(found)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return [found[one] for one in asked]

    def head(self, claim_id: str) -> str | None:
        """The claim that the service shows a claim under; None where it has it no more."""
        if claim_id not in self._heads:
            reply = self._calls.get(f"/v1/claims/{quote(claim_id, safe='')}")
            there = reply.status != 404
            self._heads[claim_id] = self._calls.expect(reply).get("id") if there else None
        return self._heads[claim_id]

    def _batch(self, asked: Sequence[Asked], language: str) -> list[Answered] | None:
        """None where it may be that these are too many at once."""
        # the Matcher reads over a NUL, the service takes none
        texts = [one.text.replace("\0", "") for one in asked]
        sent: dict[str, Any] = {"texts": texts, "limit": self._limit}
        if language:
            sent["lang"] = language
        reply = self._calls.post("/v1/match/batch", sent)
        if reply.status in _TOO_LARGE and len(asked) > 1:
            return None
        said = self._calls.expect(reply)
        try:
            pairs = zip(texts, said["lookups"], strict=True)
            return [self._read(text, one) for text, one in pairs]
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise RecheckError(f"{self._calls.url} answered in a form unknown here") from error

    def _read(self, text: str, one: dict[str, Any]) -> Answered:
        if "error" in one:
            self._tell(text, one["error"].get("detail"))
            return Answered(UNANSWERED, None, None)
        self._check(one["snapshot"]["id"])
        return Answered(_ANSWER.validate_python(_kept(one), strict=False), None, None)

    def _check(self, snapshot: str) -> None:
        if self._snapshot and snapshot != self._snapshot:
            raise RecheckError(
                f"{self._calls.url} has taken up another snapshot meanwhile ({snapshot}): run the "
                "same command again; it begins anew with that one"
            )

    def _tell(self, text: str, why: object) -> None:
        """Of a sentence that is left without an answer; not of thousands."""
        self._refused += 1
        if self._refused <= _TOLD:
            shown = " ".join(text[:80].split())
            click.echo(f"recheck: left without an answer, {why}: {shown}", err=True)


def _kept(lookup: dict[str, Any]) -> dict[str, Any]:
    missing = lookup["no_match"] or {}
    return {
        "no_match": missing.get("code"),
        "best_score": missing.get("best_score"),
        "matches": [_match(match) for match in lookup["matches"]],
    }


def _match(match: dict[str, Any]) -> dict[str, Any]:
    claim = {f"claim_{name}": match["claim"][name] for name in _CLAIM}
    same = ("score", "probability", "band", "relation", "cross_language", "differences", "found_by")
    reviews = [{**_review(review)} for review in match["reviews"]]
    return {**claim, **{name: match[name] for name in same}, "reviews": reviews}


def _review(review: dict[str, Any]) -> dict[str, Any]:
    who = review["publisher"]
    same = ("url", "title", "rating_text", "verdict", "reviewed_at")
    return {"publisher": who["name"], "site": who["site"], **{name: review[name] for name in same}}
