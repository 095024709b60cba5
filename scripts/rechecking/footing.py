"""Footing: what the answers of a run rest on, and how much of the run before rests on the same."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from claims.aside import aside
from index.basis import Basis
from scripts.rechecking.desk import Plan, open_index
from scripts.rechecking.generation import (
    Generation,
    drifted,
    program,
    read_claims,
    turned,
    write_claims,
)
from scripts.rechecking.present import Present, digest
from scripts.rechecking.request import Request
from scripts.rechecking.state import BEGUN, begun
from service.config import Settings


@dataclass(frozen=True, kw_only=True, eq=False)
class Footing:
    """Of the run that is asked for; `folder` takes its parts, `previous` is the one before, `stamp`
    that of the request and of what answers, None where the inputs have to be read to be known."""

    request: Request
    settings: Settings
    present: Present
    folder: Path
    previous: Generation | None
    stamp: str | None

    def begin(self) -> str:
        """Lay out the folder, or find it laid out; returns when the run was begun."""
        said = begun(self.folder)
        if said.get("key") == self._key:
            if self.stamp and said.get("stamp") == self.stamp:
                return str(said["started_at"])
            return self._note()  # other documents: what is new of them was not there before
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        if not self.request.service:
            snapshot = open_index(self.settings, self.present.snapshot).snapshot
            write_claims(self.folder, snapshot)
            basis = self.previous.basis if self.previous and self._read_alike() else None
            if basis is None or drifted(basis, snapshot, self._turned):
                basis = snapshot.basis()
            basis.write(self.folder)
        return self._note()

    def _note(self) -> str:
        started_at = now()
        noted = {"key": self._key, "stamp": self.stamp, "started_at": started_at}
        with aside(self.folder / BEGUN) as beside:
            beside.write_text(json.dumps(noted))
        return started_at

    def plan(self) -> Plan:
        """What whoever makes the parts has to know; once the folder is laid out."""
        previous = self.previous
        same_basis = True
        if previous and previous.basis and not self.request.service:
            same_basis = previous.about.limit == self.request.limit and self._same_basis
        return Plan(
            request=self.request,
            settings=self.settings,
            snapshot=self.present.snapshot,
            folder=self.folder,
            previous=previous.folder if previous else None,
            keeps=self.keeps,
            same_basis=same_basis,
            key=self._key,
        )

    def turned(self) -> int:
        """How many claims came or went since the basis was taken."""
        if self.request.service or not self._same_basis:
            return 0
        return self._turned

    @cached_property
    def _key(self) -> str:
        """Of all that the rows of a document and their changes rest on."""
        before = self.previous.folder.name if self.previous else ""
        request = self.request
        asked = (request.limit, request.service, request.whole, request.sieve)
        return digest(self.present.key, before, *map(str, asked))

    @cached_property
    def _turned(self) -> int:
        """How many claims came or went until now; once those of now are in the folder."""
        if self.previous is None:
            return 0
        return self.previous.about.turned + turned(self.previous.claims, read_claims(self.folder))

    @cached_property
    def keeps(self) -> bool:
        """Whether rows of the run before may stay."""
        return self._read_alike() and not self.request.whole

    def _read_alike(self) -> bool:
        """Whether the run before read and matched as this one does."""
        if self.previous is None:
            return False
        about, request, present = self.previous.about, self.request, self.present
        alike = about.program == program() and about.fingerprint == present.encoder
        if request.service or about.service:
            still = about.snapshot == present.snapshot and about.limit == request.limit
            return alike and about.service == request.service and still
        return alike

    @cached_property
    def _same_basis(self) -> bool:
        """Whether the rows of the run before rest on this one's basis; once that is laid out."""
        known = self.previous.basis if self.previous else None
        return known is not None and Basis.open(self.folder).same(known)


def now() -> str:
    """The time, as runs write it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
