"""score_topics(): what is shown for sentences that only share a topic with a demo claim."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from index.encoder import Encoder
from index.lookup import Band, Lookup
from index.matcher import Matcher
from scripts.evaluation.metrics import Figure
from scripts.evaluation.paraphrases import demo_snapshot
from scripts.evaluation.report import Report
from scripts.evaluation.sameness import called_same, confirmed_same
from scripts.evaluation.trec import Query


def score_topics(
    sentences: Sequence[Query], encoder: Encoder, fitted: Path, title: str
) -> tuple[Report, list[str]]:
    """How often nothing is shown, nothing is confirmed, nothing is taken for the same; the rest."""
    with tempfile.TemporaryDirectory() as folder:
        matcher = Matcher(demo_snapshot(encoder, Path(folder), fitted), encoder)
        found = matcher.match([sentence.text for sentence in sentences], limit=1)
    names = [sentence.id for sentence in sentences]

    def share(name: str, wrong: Sequence[bool]) -> Figure:
        right = [float(not each) for each in wrong]
        return Figure(name, dict(zip(names, right, strict=True)))

    sure = [any(match.band is Band.CONFIRMED for match in one.matches) for one in found]
    figures = (
        share("nothing shown", [bool(one.matches) for one in found]),
        share("nothing called the same", [called_same(one.matches) for one in found]),
        share("nothing confirmed", sure),
        share(
            "nothing confirmed and called the same", [confirmed_same(one.matches) for one in found]
        ),
    )
    return Report(title, figures, {}), [_line(one) for one in found if one.matches]


def _line(found: Lookup) -> str:
    (match,) = found.matches
    probability = "-" if match.probability is None else f"{match.probability:.2f}"
    believed = f"{probability}\t{match.band or '-'}\t{match.relation}"
    return f"{believed}\t{found.text}\t{match.claim.text}"
