"""read_debates(): transcripts with the sentences that were checked, as queries and judgements."""

from __future__ import annotations

from pathlib import Path

from scripts.evaluation.trec import EvaluationError, Qrels, Query, read_qrels

_NOBODY = "SYSTEM"


def read_debates(folder: Path) -> tuple[list[Query], Qrels]:
    """All `NAME.transcript.tsv` (line, speaker, sentence) and `NAME.qrels.tsv` of a folder."""
    queries: list[Query] = []
    judged: dict[str, frozenset[str]] = {}
    for path in sorted(folder.glob("*.transcript.tsv")):
        name = path.name.removesuffix(".transcript.tsv")
        for line in path.read_text(encoding="utf-8").splitlines():
            number, speaker, sentence = line.split("\t")[:3]
            if speaker != _NOBODY:
                queries.append(Query(f"{name}:{number}", sentence))
        found = read_qrels(folder / f"{name}.qrels.tsv")
        judged |= {f"{name}:{number}": urls for number, urls in found.items()}
    if not queries:
        raise EvaluationError(f"{folder} holds no NAME.transcript.tsv")
    return queries, judged
