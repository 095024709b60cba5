"""detect_format(): by content, then by name."""

from __future__ import annotations

import pytest

from claims.sources.reading import Format, detect_format


@pytest.mark.parametrize(
    ("head", "name", "mapped", "form"),
    [
        (b'{"text": "a"}\n{"text": "b"}', "x", False, Format.JSONL),
        (b'{"@type": "ClaimReview"}', "x.jsonl", False, Format.CLAIMREVIEW),
        (b'{"claimReviewed": "a"}\n{"claimReviewed": "b"}', "x", False, Format.CLAIMREVIEW),
        (b'{"claimReviewed": "a"}', "x", True, Format.JSONL),
        (b'{\n  "@graph": []\n}', "x.json", False, Format.CLAIMREVIEW),
        (b'{"broken\n{"text": "b"}', "x", False, Format.JSONL),
        (b'{"text": "a line longer than the head', "x.jsonl.gz", False, Format.JSONL),
        (b'{"@type": "ClaimReview", "a line longer', "x.jsonl", False, Format.CLAIMREVIEW),
        (b'{"@type": broken\n{"@type": "ClaimReview"}', "x", False, Format.CLAIMREVIEW),
        (b'{"@type": "ClaimReview", "a line longer', "x.jsonl", True, Format.JSONL),
        (b'{"dataFeedElement": [{"item', "data.json", False, Format.CLAIMREVIEW),
        (b'[{"@type": "ClaimReview"}]', "x", False, Format.CLAIMREVIEW),
        (b"a,b\n1,2", "x", False, Format.CSV),
        (b"a\tb\n1\t2", "x", False, Format.TSV),
        (b"text\nA", "x.tsv", False, Format.TSV),
        (b"oops\n", "x.jsonl", False, Format.JSONL),
        (b"", "x", False, Format.CSV),
        (b"PAR1\x15\x04", "x", True, Format.PARQUET),
        (b" <!doctype html>", "x.csv", False, Format.HTML),
    ],
)
def test_a_format_is_told_by_content_then_by_name(
    head: bytes, name: str, mapped: bool, form: Format
) -> None:
    assert detect_format(head, name, mapped=mapped) is form
