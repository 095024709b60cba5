"""ingest(): tables of every shape into a real store, every record accounted for."""

from __future__ import annotations

import gzip
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.errors import SourceError, StoreError
from claims.ingest import IngestReport, Intake, ingest
from claims.model import Claim, Verdict
from claims.sources.mapping import Mapping
from claims.sources.reading import Format
from claims.store import BATCH, ClaimStore

Ingest = Callable[..., IngestReport]


@pytest.fixture
def take(store: ClaimStore, tmp_path: Path) -> Ingest:
    def _take(content: str | bytes, name: str = "in.jsonl", *maps: str, **given: object) -> object:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        mapping = Mapping.parse(maps) if maps else Mapping.by_name()
        intake = Intake(path=path, mapping=mapping, source="test", **given)  # type: ignore[arg-type]
        report = ingest(store, intake, tmp_path / "rejects")
        assert report.read == report.new + report.changed + report.unchanged + report.rejected
        return report

    return _take  # type: ignore[return-value]


def only(store: ClaimStore) -> Claim:
    (claim,) = store.claims()
    return claim


def rejects(report: IngestReport) -> list[dict[str, object]]:
    assert report.rejects_file
    lines = Path(report.rejects_file).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_mapped_line_becomes_a_claim_with_its_provenance(take: Ingest, store: ClaimStore) -> None:
    line = {
        "vclaim_id": 7,
        "vclaim": "A says B.",
        "title": "Does A say B?",
        "date": "26 May 2015",
        "link": "https://www.example.org/b",
        "label": "Pants on Fire!",
        "who": "A",
        "lang": "en_US",
    }
    report = take(
        json.dumps(line) + "\n",
        "in.jsonl",
        "id=vclaim_id",
        "text=vclaim",
        "title=title",
        "claimed_at=date",
        "url=link",
        "rating=label",
        "claimant=who",
        "language=lang",
        licence="CC BY 4.0",
        retrieved_at="2024-02",
    )
    assert (report.read, report.new, report.format, report.rejects_file) == (1, 1, "jsonl", None)
    claim = only(store)
    assert (claim.text, claim.claimant, claim.claimed_at) == ("A says B.", "A", "2015-05-26")
    assert claim.language == "en-US"
    (review,) = claim.reviews
    assert (review.publisher.name, review.publisher.site) == (None, "example.org")
    assert (review.rating_text, review.verdict) == ("Pants on Fire!", Verdict.FALSE)
    assert (review.title, review.reviewed_at) == ("Does A say B?", None)
    provenance = review.provenance
    assert (provenance.source, provenance.record_id) == ("test", "7")
    assert (provenance.licence, provenance.retrieved_at) == ("CC BY 4.0", "2024-02")


def test_what_the_source_does_not_say_stays_unknown(take: Ingest, store: ClaimStore) -> None:
    take('{"text": "Only a text"}')
    claim = only(store)
    (review,) = claim.reviews
    known = [claim.language, claim.claimant, claim.claimed_at, review.url, review.title]
    known += [review.rating_text, review.verdict, review.reviewed_at, review.publisher.site]
    assert known == [None] * 9
    assert claim.appearances == ()


def test_a_second_ingest_is_all_unchanged(take: Ingest, store: ClaimStore) -> None:
    lines = "".join(json.dumps({"id": n, "text": f"Claim {n}"}) + "\n" for n in range(BATCH + 7))
    assert take(lines).new == BATCH + 7
    seq = store.last_seq()
    report = take(lines)
    assert (report.unchanged, report.changed, report.new) == (BATCH + 7, 0, 0)
    assert store.last_seq() == seq


def test_the_same_reviews_of_several_publishers_meet_in_one_claim(
    take: Ingest, store: ClaimStore
) -> None:
    take(
        '{"text": "The Earth is flat.", "publisher": "Desk A", "url": "https://a.example/1"}\n'
        '{"text": "the earth is FLAT", "publisher": "b.example", "url": "https://b.example/1"}\n'
    )
    names = [(r.publisher.name, r.publisher.site) for r in only(store).reviews]
    assert names == [("Desk A", None), (None, "b.example")]


def test_names_and_usual_synonyms_map_themselves(take: Ingest, store: ClaimStore) -> None:
    take("Claim,Rating,speaker\n", "in.csv", "text=Claim")
    take("claim,rating,speaker,url\nA says B,False,C,https://e.org/1\n", "in.csv")
    claim = only(store)
    assert (claim.text, claim.claimant) == ("A says B", "C")
    assert claim.reviews[0].verdict is Verdict.FALSE


@pytest.mark.parametrize(
    ("name", "content"),
    [("in.csv", "headline_,body\na,b\n"), ("in.jsonl", '{"headline_": "a", "body": "b"}\n')],
)
def test_columns_that_cannot_be_guessed_are_named(take: Ingest, name: str, content: str) -> None:
    with pytest.raises(SourceError, match="columns: headline_, body"):
        take(content, name)


def test_a_mapped_column_must_be_in_the_header(take: Ingest) -> None:
    with pytest.raises(SourceError, match="no column vclaim for text"):
        take("a,b\n1,2\n", "in.csv", "text=vclaim")


def test_a_list_in_a_cell_keeps_all_ratings_and_claimants(take: Ingest, store: ClaimStore) -> None:
    row = {"text": ["One claim", "Its twin"], "rating": ["False", "True", "False"]}
    take(json.dumps(row | {"claimant": ["A", ["B"], None, "A"]}))
    claim = only(store)
    assert (claim.text, claim.claimant) == ("One claim", "A, B")
    assert (claim.reviews[0].rating_text, claim.reviews[0].verdict) == ("False; True", None)


def test_a_column_of_objects_is_a_warning(take: Ingest) -> None:
    rows = [
        {"text": "One.", "rating": {"alternateName": "False"}, "publisher": [{"name": "Desk"}]},
        {"text": "Two.", "rating": "True", "publisher": None, "of_nobody": {"a": 1}},
    ]
    report = take("\n".join(map(json.dumps, rows)), "a.jsonl")
    assert report.new == 2 and report.warnings == {
        "rating is an object and no text": 1,
        "publisher is an object and no text": 1,
    }


def test_a_list_of_objects_is_a_table_where_columns_are_declared(
    take: Ingest, store: ClaimStore
) -> None:
    rows = [{"nr": 1, "satz": "Ein Satz", "urteil": "Falsch"}, ["no object"], {"nr": 2}]
    content = json.dumps(rows, indent=1)
    report = take(content, "in.json", "id=nr", "text=satz", "rating=urteil", "url=link")
    assert (report.format, report.new, report.rejected) == ("json", 1, 2)
    assert [(entry["line"], entry["reason"]) for entry in rejects(report)] == [
        (2, "not a JSON object but a list"),
        (3, "it has neither a claim text nor a title"),
    ]
    told = "no record has a column link for url (columns: nr, satz, urteil)"
    assert report.warnings == {told: 2}
    review = only(store).reviews[0]
    assert (review.verdict, review.provenance.record_id) == (Verdict.FALSE, "1")


def test_a_pipe_is_read_as_standard_input_is(store: ClaimStore, tmp_path: Path) -> None:
    pipe = tmp_path / "63"
    os.mkfifo(pipe)
    content = "text,rating\nOne claim,False\n"
    threading.Thread(target=pipe.write_text, args=(content,), daemon=True).start()
    seen: list[int | None] = []
    report = ingest(store, Intake(path=pipe), tmp_path, lambda file, _: seen.append(file.size))
    assert (report.new, report.source, seen) == (1, "stdin", [None])


@pytest.mark.parametrize("name", ["in.csv", "in.tsv"])
def test_a_column_that_is_there_twice_is_not_chosen_between(take: Ingest, name: str) -> None:
    table = "text,note,text,note\nOne claim,a,Another claim,b\n"
    content = table.replace(",", "\t") if name.endswith("tsv") else table
    with pytest.raises(SourceError, match="several columns text"):
        take(content, name)
    content = content.replace("text", "first", 1)
    assert take(content, name).new == 1  # what is not used may be there as often as it likes


def test_a_mapped_column_that_no_line_has_is_a_warning(take: Ingest, store: ClaimStore) -> None:
    lines = [{"claim": f"Claim {n}", "verdict": "Falsch", "who": "A"} for n in range(BATCH + 1)]
    content = "\n".join(map(json.dumps, lines))
    report = take(content, "in.jsonl", "text=claim", "rating=verdikt|rating", "claimant=who")
    assert (report.new, report.rejected) == (BATCH + 1, 0)
    told = "no record has a column verdikt|rating for rating (columns: claim, verdict, who)"
    assert report.warnings == {told: BATCH + 1}
    assert take(content, "in.jsonl", "text=claim", "rating=verdict", "claimant=who").warnings == {}


def test_a_column_that_a_single_line_has_is_no_mistake(take: Ingest) -> None:
    content = '{"claim": "One"}\n{"claim": "Two", "by": null}\n'
    assert take(content, "in.jsonl", "text=claim", "claimant=by").warnings == {}
    lines = "\n".join(json.dumps({"claim": f"Claim {n}", f"k{n}": 1}) for n in range(99))
    (told,) = take(lines, "in.jsonl", "text=claim", "url=link").warnings
    assert told.endswith("k27, k28)")


def test_the_first_alternative_that_is_not_empty_wins(take: Ingest, store: ClaimStore) -> None:
    take('{"a": " ", "b": "From b", "c": "From c"}', "in.jsonl", "text=a|b|c")
    assert only(store).text == "From b"


def test_a_summary_is_taken_with_the_first_ingest_that_maps_it(
    take: Ingest, store: ClaimStore
) -> None:
    line = '{"text": "A says B.", "intro": "We asked A, who never said B."}'
    take(line, "in.jsonl", "text=text")
    assert only(store).reviews[0].summary is None
    report = take(line, "in.jsonl", "text=text", "summary=intro")
    assert (report.changed, report.unchanged) == (1, 0)
    assert only(store).reviews[0].summary == "We asked A, who never said B."


@pytest.mark.parametrize("name", ["in.csv", "in.jsonl"])
def test_a_verdict_in_the_publishers_words_is_a_rating(
    take: Ingest, store: ClaimStore, name: str
) -> None:
    rows = [("A", " Falsch"), ("B", "Half True"), ("C", "Faux"), ("D", "Grim"), ("E", "SATIRE")]
    if name == "in.csv":
        content = "text,verdict\n" + "\n".join(",".join(row) for row in rows)
    else:
        content = "\n".join(json.dumps({"text": text, "verdict": said}) for text, said in rows)
    report = take(content, name)
    assert report.warnings == {"verdict is none of ours: it is taken as the rating": 4}
    found = {claim.text: claim.reviews[0] for claim in store.claims()}
    assert {text: (review.rating_text, review.verdict) for text, review in found.items()} == {
        "A": ("Falsch", Verdict.FALSE),
        "B": ("Half True", Verdict.MIXED),
        "C": ("Faux", Verdict.FALSE),
        "D": ("Grim", None),
        "E": (None, Verdict.SATIRE),
    }
    assert found["A"].verdict_rule == "de:falsch"


def test_a_title_stands_in_for_a_missing_text(take: Ingest, store: ClaimStore) -> None:
    report = take('{"text": "", "title": "No, A is not B", "rating": "False", "verdict": "false"}')
    assert only(store).text == "No, A is not B"
    review = only(store).reviews[0]  # it is the claim, which nobody states, that is false
    assert (review.rating_text, review.verdict, review.verdict_rule) == ("False", None, None)
    assert report.warnings == {"no claim text: the title is the claim, without a verdict": 1}


def test_the_sources_own_verdict_counts_before_its_rating(take: Ingest, store: ClaimStore) -> None:
    report = take(
        '{"id": 1, "text": "One", "rating": "False", "verdict": "satire"}\n'
        '{"id": 2, "text": "Two", "rating": "False", "verdict": "nonsense"}\n'
    )
    found = {c.text: (c.reviews[0].verdict, c.reviews[0].verdict_rule) for c in store.claims()}
    assert found == {"One": (Verdict.SATIRE, "source"), "Two": (Verdict.FALSE, "en:false")}
    assert report.warnings == {"verdict is none of ours": 1}


def test_a_url_that_is_no_web_address_is_left_out_and_counted(
    take: Ingest, store: ClaimStore
) -> None:
    report = take('{"text": "A", "url": "javascript:alert(1)"}')
    assert only(store).reviews[0].url is None
    assert report.warnings == {"url is no http(s) address": 1}


def test_broken_lines_are_rejected_with_line_and_reason(take: Ingest, store: ClaimStore) -> None:
    lines = [
        b'{"text": "Good one"}',
        b'{"text": "broken',
        b"",
        b'{"text": "caf\xe9"}',
        b'["a list"]',
        b'{"text": "a\\u0000b"}',
        b'{"text": "a\\ud800b"}',
        b'{"text": "!!!"}',
        b'{"text": "www.example.com/a"}',
        b'{"text": 5, "title": {"x": 1}}',
        b"[" * 100_000,
        b'{"other": "column"}',
        b'{"text": "Good two"}',
    ]
    report = take(b"\n".join(lines))
    assert sorted(claim.text for claim in store.claims()) == ["5", "Good one", "Good two"]
    found = {entry["line"]: entry["reason"] for entry in rejects(report)}
    assert sorted(found) == [2, 4, 5, 6, 7, 8, 9, 11, 12]  # type: ignore[type-var]
    words = ["not JSON", "invalid UTF-8 at byte 14", "not a JSON object", "NUL", "lone surrogate"]
    words += ["no words", "no words", "not JSON", "neither a claim text nor a title"]
    for reason, word in zip(found.values(), words, strict=True):
        assert word in str(reason)
    assert rejects(report)[0]["record"] == '{"text": "broken'


def test_a_long_line_is_taken(take: Ingest, store: ClaimStore) -> None:
    take(json.dumps({"text": "Short", "page": "x" * 1_000_000}) + '\n{"text": "Next"}\n')
    assert store.count() == 2


@pytest.mark.parametrize(
    "first", ['{"@type": broken', json.dumps({"@type": "x", "y": "z" * 70_000})]
)
def test_a_first_line_that_cannot_be_looked_at_makes_no_table_of_reviews(
    take: Ingest, store: ClaimStore, first: str
) -> None:
    node = {
        "@type": "ClaimReview",
        "claimReviewed": "A",
        "reviewRating": {"alternateName": "False"},
    }
    report = take(first + "\n" + json.dumps(node), "in.jsonl")
    assert (report.format, report.new, report.rejected) == ("claimreview", 1, 1)
    assert only(store).reviews[0].verdict is Verdict.FALSE


def test_an_overlong_text_is_rejected_whole(take: Ingest) -> None:
    report = take(json.dumps({"text": "long " * 200_000}))
    (entry,) = rejects(report)
    assert "1000000 characters, more than" in str(entry["reason"])
    assert len(str(entry["record"])) > 1_000_000


def test_ragged_and_undecodable_rows_are_rejected(take: Ingest, store: ClaimStore) -> None:
    rows = [
        b"id,text,note",
        b"1,Good,x",
        b"2,Too few",
        b"3,Too,many,cells",
        b'4,"Over',
        b'two lines",x',
        b"5,caf\xe9,x",
        b"6,Good,caf\xe9",
        b",,",
        b"7,Last,x",
    ]
    report = take(b"\r\n".join(rows), "in.csv")
    assert {c.text for c in store.claims()} == {"Good", "Over\r\ntwo lines", "Last"}
    found = [(entry["line"], entry["record"]) for entry in rejects(report)]
    assert found == [
        (3, "2,Too few"),
        (4, "3,Too,many,cells"),
        (7, "5,caf\\udce9,x"),
        (8, "6,Good,caf\\udce9"),
    ]


def test_tabs_separate_where_the_header_has_them(take: Ingest, store: ClaimStore) -> None:
    report = take('text\trating\nSays "B", twice\tTrue\n', "in.txt")
    assert report.format == "tsv"
    assert only(store).text == 'Says "B", twice'


@pytest.mark.parametrize("content", ["", " \n\n\t\n", "\ufeff", b"\x1f\x8b"])
def test_files_without_records(take: Ingest, content: str | bytes) -> None:
    if isinstance(content, bytes):
        content = gzip.compress(b"")
    for name in ("in.jsonl", "in.csv", "in"):
        assert take(content, name).read == 0


def test_semicolons_separate_where_the_header_has_more_of_them(
    take: Ingest, store: ClaimStore
) -> None:
    rows = 'text;rating\nBananas are radioactive, a bit;True\n"Ten; or eleven";False\n'
    assert take(rows, "a.csv").new == 2
    assert {claim.text for claim in store.claims()} == {
        "Bananas are radioactive, a bit",
        "Ten; or eleven",
    }


def test_gzip_and_a_byte_order_mark_are_seen_through(take: Ingest, store: ClaimStore) -> None:
    take(gzip.compress(b'\xef\xbb\xbf{"text": "Packed"}\n'), "in.dat", format=Format.JSONL)
    assert only(store).text == "Packed"


def test_a_truncated_archive_stores_what_came_before_and_fails(
    take: Ingest, store: ClaimStore
) -> None:
    lines = "".join(json.dumps({"id": n, "text": f"Claim {n * n}"}) + "\n" for n in range(20_000))
    packed = gzip.compress(lines.encode())
    with pytest.raises(SourceError, match="cut short"):
        take(packed[: len(packed) // 2])
    assert 0 < store.count() < 20_000


def test_what_came_before_is_stored_however_little_it_is(take: Ingest, store: ClaimStore) -> None:
    lines = (json.dumps({"id": n, "text": f"Claim {n * n}"}) for n in range(2_000))
    packed = gzip.compress("\n".join(lines).encode())
    with pytest.raises(SourceError, match="cut short: fetch it again; what came before was read"):
        take(packed[:-9])
    assert store.count() > 500


def test_of_a_graph_too_what_came_before_is_stored(take: Ingest, store: ClaimStore) -> None:
    nodes = [{"@type": "ClaimReview", "claimReviewed": f"Claim {n * n}"} for n in range(6_000)]
    content = json.dumps({"@graph": nodes})
    with pytest.raises(SourceError, match="cut short: fetch it again; what came before was read"):
        take(gzip.compress(content.encode())[:-9], "in.json.gz")
    assert store.count() >= content[: 1 << 18].count("@type") - 1  # as much as is read at once


def test_of_an_archive_cut_before_its_first_record_nothing_is_said_to_be_read(take: Ingest) -> None:
    with pytest.raises(SourceError, match="cut short: fetch it again$"):
        take(gzip.compress(b"id,text\n1,One\n")[:-9], "in.csv.gz")


def test_sources_that_cannot_be_read_say_why(store: ClaimStore, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        ingest(store, Intake(path=tmp_path / "none.csv"), tmp_path)
    with pytest.raises(SourceError, match="is a folder"):
        ingest(store, Intake(path=tmp_path), tmp_path)
    (tmp_path / "wide.csv").write_bytes("text\nA\n".encode("utf-16"))
    for start in (b"PK\x03\x04\0\0", b"\xd0\xcf\x11\xe0\0\0"):
        (tmp_path / "claims.xlsx").write_bytes(start)
        with pytest.raises(SourceError, match="is a workbook .* save it as CSV"):
            ingest(store, Intake(path=tmp_path / "claims.xlsx"), tmp_path)
    (tmp_path / "no.mark.csv").write_bytes("text,rating".encode("utf-16-le"))
    with pytest.raises(SourceError, match="UTF-16"):
        ingest(store, Intake(path=tmp_path / "no.mark.csv"), tmp_path)
    with pytest.raises(SourceError, match="UTF-16"):
        ingest(store, Intake(path=tmp_path / "wide.csv"), tmp_path)


def test_one_identity_with_two_contents_keeps_the_first_and_stays_so(
    take: Ingest, store: ClaimStore
) -> None:
    lines = [{"id": 1, "text": "One"}, {"id": 1, "text": "One"}, {"id": 1, "text": "Other"}]
    filler = [{"id": n, "text": f"Claim {n}"} for n in range(2, BATCH + 2)]
    content = "".join(json.dumps(line) + "\n" for line in [*lines, *filler, lines[0], lines[2]])
    for _ in range(2):
        report = take(content)
        assert report.rejected == 2
        assert report.warnings["the same record twice"] == 2
        assert "same identity" in str(rejects(report)[0]["reason"])
        assert sum(claim.text == "One" for claim in store.claims()) == 1
    assert report.unchanged == BATCH + 3


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_store_that_fails_says_so(take: Ingest, store: ClaimStore) -> None:
    take('{"text": "Before"}')
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreError, match="disk is full"):
        take("".join(json.dumps({"id": n, "text": f"Claim {n}"}) + "\n" for n in range(3_000)))
    assert only(store).text == "Before"


def test_a_file_name_that_is_no_utf_8_is_escaped(store: ClaimStore, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"b\xe9.jsonl")
    path.write_text('{"text": "One"}\n{}\n')
    report = ingest(store, Intake(path=path), tmp_path / "rejects")
    assert (report.source, report.new, report.rejected) == (f"{tmp_path.name}/b\\xe9", 1, 1)
    assert only(store).reviews[0].provenance.source == report.source
