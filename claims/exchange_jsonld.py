"""An exported record as a schema.org ClaimReview; what schema.org has no word for is ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.exchange import MARK, REINSTATED, WITHDRAWN

START = '{"@context": ["https://schema.org", {"priorcheck": "urn:priorcheck:"}], "@graph": ['
END = "]}"

_OURS = (
    MARK,
    "claim_key",
    "claim_language",
    "site",
    "verdict",
    "verdict_rule",
    "source",
    "record_id",
    "retrieved_at",
    "content_sha256",
    "parser_version",
    "guessed_language",
    "guess_confidence",
    "guess_detector",
    "id",
    "kind",
    "seen_at",
    "file",
    "reason",
)
_BECAME = {WITHDRAWN: "priorcheck:Withdrawal", REINSTATED: "priorcheck:Reinstatement"}
_WORDS = {
    "text": "claimReviewed",
    "title": "headline",
    "summary": "abstract",
    "url": "url",
    "reviewed_at": "datePublished",
    "language": "inLanguage",
    "licence": "sdLicense",
}


def node_of_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A ClaimReview, or what became of a claim, which is ours; what is unknown is left out."""
    if row["kind"] in _BECAME:
        told = {name: row[name] for name in _OURS if row[name] is not None}
        return {"@type": _BECAME[row["kind"]], "priorcheck:record": told}
    node: dict[str, Any] = {"@type": "ClaimReview", "@id": row["record_id"]}
    node |= {word: row[name] for name, word in _WORDS.items()}
    node["author"] = _known(
        {
            "@type": "Organization",
            "name": row["publisher"],
            "url": f"https://{row['site']}" if row["site"] else None,
        }
    )
    node["reviewRating"] = _known({"@type": "Rating", "alternateName": row["rating"]})
    claimant = _known({"@type": "Person", "name": row["claimant"]})
    claim = {"@type": "Claim", "author": claimant, "datePublished": row["claimed_at"]}
    claim["appearance"] = [{"@type": "CreativeWork", "url": url} for url in row["appearances"]]
    node["itemReviewed"] = _known(claim)
    node["priorcheck:record"] = {name: row[name] for name in _OURS if row[name] is not None}
    return {name: value for name, value in node.items() if value}


def row_of_node(node: Mapping[str, Any]) -> dict[str, Any]:
    """The exported record of a node that `node_of_row` made."""
    row = dict(_part(node, "priorcheck:record"))
    row |= {name: node.get(word) for name, word in _WORDS.items()}
    claim = _part(node, "itemReviewed")
    works = claim.get("appearance") or []
    row["publisher"] = _part(node, "author").get("name")
    row["rating"] = _part(node, "reviewRating").get("alternateName")
    row["claimant"] = _part(claim, "author").get("name")
    row["claimed_at"] = claim.get("datePublished")
    row["appearances"] = [_part({"work": work}, "work").get("url") for work in works]
    return row


def _known(node: dict[str, Any]) -> dict[str, Any] | None:
    """A node without what is empty; None where nothing but its type is left."""
    kept = {name: value for name, value in node.items() if value}
    return kept if len(kept) > 1 else None


def _part(node: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = node.get(name)
    return part if isinstance(part, dict) else {}
