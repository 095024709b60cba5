"""An archive, a store of claims and its snapshots, all small and drawn by a seed."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from claims.model import Publisher, Record, Verdict
from claims.sources.texts import Columns
from claims.store import ClaimStore
from index.build import build_snapshot
from index.calibration import Calibration, Logistic
from index.changes import Change, ChangeKind
from index.encoder import Encoder
from index.encoders import open_encoder
from index.publish import current_id
from index.recheck_run import RunInfo
from scripts.rechecking.request import Request
from scripts.rechecking.run import rechecked
from service.config import Settings
from tests.factories import make_provenance, make_record, make_review

_SUBJECTS = "The council|A vaccine|The river|Every teacher|The old bridge|A banker|The mayor".split(
    "|"
)
_VERBS = "causes|never stopped|has doubled|secretly sold|did not pay for|banned".split("|")
_OBJECTS = "the flood of 1997|two thirds of all taxes|autism in children|the new railway".split("|")
_ENDS = "in Vienna|last summer|according to nobody|for 30 million euros|at night|".split("|")


def draw_sentence(chance: random.Random) -> str:
    """One of some hundreds of sentences, many of them alike."""
    parts = [chance.choice(words) for words in (_SUBJECTS, _VERBS, _OBJECTS, _ENDS)]
    return " ".join(parts).strip() + "."


@dataclass(frozen=True, slots=True)
class Run:
    """What a finished run was, and the text of its output."""

    info: RunInfo
    counts: dict[ChangeKind, int]
    changes: list[Change]
    output: str


@dataclass(slots=True)
class World:
    """Claims and documents that change, and the re-checks of them."""

    folder: Path
    encoder: Encoder
    chance: random.Random
    name: str = "hashing"
    cache: Path = Path("unused")
    claims: dict[str, tuple[str, Verdict]] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    drawn: int = 0

    def settings(self) -> Settings:
        """Of this world."""
        return Settings(data=self.folder / "data", encoder=self.name, cache=self.cache)

    def add_claims(self, number: int) -> None:
        """New claims."""
        for _ in range(number):
            self.drawn += 1
            self.claims[f"r{self.drawn}"] = (draw_sentence(self.chance), Verdict.FALSE)

    def change_claims(self, number: int) -> None:
        """Another wording or another verdict."""
        for key in self._some(sorted(self.claims), number):
            text, _ = self.claims[key]
            text = draw_sentence(self.chance) if self.chance.random() < 0.5 else text
            self.claims[key] = (text, self.chance.choice(list(Verdict)))

    def drop_claims(self, number: int) -> None:
        """Withdrawn claims."""
        for key in self._some(sorted(self.claims), number):
            del self.claims[key]

    def add_documents(self, number: int) -> None:
        """New documents."""
        for _ in range(number):
            self.drawn += 1
            self.documents[f"d{self.drawn}"] = self._document()

    def change_documents(self, number: int) -> None:
        """A sentence more, or a whole other text."""
        for key in self._some(sorted(self.documents), number):
            more = f"{self.documents[key]} {draw_sentence(self.chance)}"
            self.documents[key] = more if self.chance.random() < 0.5 else self._document()

    def drop_documents(self, number: int) -> None:
        """Documents that are gone."""
        for key in self._some(sorted(self.documents), number):
            del self.documents[key]

    def _some(self, keys: Sequence[str], number: int) -> list[str]:
        return self.chance.sample(keys, min(number, len(keys)))

    def _document(self) -> str:
        return " ".join(self._said() for _ in range(self.chance.randint(0, 6)))

    def _said(self) -> str:
        said, words = draw_sentence(self.chance), draw_sentence(self.chance)[:-1]
        quoting = f"In her speech to the old town on Monday Mary Hill said: “{words}.”"
        called = f"It is a myth that “{words}”."
        ways = (said, said, said, said, said, quoting, f"“{words}”.", called, f"“{said} {words}.”")
        return self.chance.choice(ways)

    def publish(self) -> str:
        """A snapshot of the claims as they are; its id."""
        path = self.folder / "store.sqlite"
        path.unlink(missing_ok=True)
        store = ClaimStore.open(path)
        store.upsert([_record(key, *said) for key, said in sorted(self.claims.items())])
        return self.build(store)

    def build(self, store: ClaimStore) -> str:
        """A snapshot of a store; its id."""
        settings = self.settings()
        if not store.last_seq():  # as good as mistyped, where claims are published
            (settings.snapshots / "current").unlink(missing_ok=True)
        build_snapshot(store, self.encoder, settings.snapshots, fitted=self._fitted())
        return current_id(settings.snapshots)

    def _fitted(self) -> Path:
        """Believed from a score of a half, less the more others there are."""
        fitted = self.folder / "calibrations"
        fitted.mkdir(exist_ok=True)
        ranking = Logistic(columns=("score", "grams"), weights=(10.0, 5.0), intercept=0.0)
        columns = ("score", "grams", "covered", "others", "common", "lead", "behind")
        weights = (9.0, 4.0, 2.0, -4.0, -3.0, 0.4, 0.2)
        same = Logistic(columns=columns, weights=weights, intercept=-5.0)
        calibration = Calibration(
            fingerprint=self.encoder.spec.fingerprint,
            ranking=ranking,
            same=same,
            cross=same,
            suggested=0.4,
            confirmed=0.8,
            fitted_on="a test",
        )
        path = fitted / f"{calibration.fingerprint}.json"
        if self.name == "hashing":
            path.write_text(calibration.model_dump_json())
        return fitted

    def request(
        self, state: str | None, output: str = "out.jsonl", *, whole: bool = False
    ) -> Request:
        """A run over the documents as they are."""
        lines = [json.dumps({"id": k, "text": v}) for k, v in sorted(self.documents.items())]
        source = self.folder / "archive.jsonl"
        source.write_text("".join(line + "\n" for line in lines))
        return Request(
            inputs=(str(source),),
            output=self.folder / output,
            state=self.folder / state if state else None,
            columns=Columns(text="text", id="id"),
            whole=whole,
        )

    def run(self, request: Request) -> Run:
        """Run to the end."""
        with rechecked(request, self.settings()) as recheck:
            changes = list(recheck.changes())
        return Run(recheck.info, recheck.counts, changes, request.output.read_text())


def _record(key: str, text: str, verdict: Verdict) -> Record:
    review = make_review(
        url=f"https://desk.example/{key}",
        publisher=Publisher(name=None, site="desk.example"),
        title=f"Checked: {text}",
        verdict=verdict,
        rating_text=verdict.value,
        provenance=make_provenance(record_id=key),
    )
    return make_record(text, claim_key=f"id:{key}", review=review)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Two hundred claims, thirty documents, the hashing encoder."""
    encoder = open_encoder("hashing", cache=Path("unused"))
    made = World(tmp_path, encoder, random.Random(7))  # noqa: S311
    made.add_claims(200)
    made.add_documents(30)
    return made
