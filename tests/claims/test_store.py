"""ClaimStore on a real SQLite file and on a real PostgreSQL server."""

from __future__ import annotations

import gc
import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import QueuePool, create_engine

from claims import store_engine
from claims.errors import StoreError
from claims.store import BATCH, ClaimStore, UpsertCounts
from tests.claims.factories import make_record


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[ClaimStore]:
    with ClaimStore.open(tmp_path / "store.sqlite") as opened:
        yield opened


def test_a_stored_record_comes_back_whole(store: ClaimStore) -> None:
    record = make_record(
        claimant="A poster",
        claimed_at="2019-10",
        appearances=("https://example.org/post",),
        title="No, it cannot",
        summary="The wall is as wide as a road.",
        record_id="7",
    )
    assert store.upsert([record]) == UpsertCounts(new=1)
    claim = store.get(record.claim_id)
    assert claim is not None
    assert (claim.text, claim.language, claim.claimant) == (record.text, "en", "A poster")
    assert (claim.claimed_at, claim.appearances) == ("2019-10", ("https://example.org/post",))
    assert claim.reviews == (record.review,)


def test_a_second_upsert_changes_nothing(store: ClaimStore) -> None:
    records = [make_record(f"Claim {n}") for n in range(5)]
    store.upsert(records)
    seq = store.last_seq()
    later = replace(
        records[0],
        review=replace(
            records[0].review,
            provenance=replace(records[0].review.provenance, retrieved_at="2030-01-01"),
        ),
    )
    assert store.upsert([later, *records[1:]]) == UpsertCounts(unchanged=5)
    assert store.last_seq() == seq


def test_a_summary_that_comes_later_changes_the_review(store: ClaimStore) -> None:
    store.upsert([make_record()])
    record = make_record(summary="The wall is as wide as a road.")
    assert store.upsert([record]) == UpsertCounts(changed=1)
    claim = store.get(record.claim_id)
    assert claim is not None
    assert claim.reviews[0].summary == "The wall is as wide as a road."


def test_a_changed_rating_changes_the_review(store: ClaimStore) -> None:
    store.upsert([make_record()])
    changed = make_record(rating_text="Mostly false")
    assert store.upsert([changed]) == UpsertCounts(changed=1)
    claim = store.get(changed.claim_id)
    assert claim and [r.rating_text for r in claim.reviews] == ["Mostly false"]


def test_changed_content_alone_is_a_change(store: ClaimStore) -> None:
    store.upsert([make_record()])
    assert store.upsert([make_record(content_sha256="1" * 64)]) == UpsertCounts(changed=1)


def test_several_reviews_of_a_claim_and_several_claims_of_a_url_are_kept(
    store: ClaimStore,
) -> None:
    url = "https://example.org/page"
    store.upsert(
        [
            make_record("One", url=url, language=None),
            make_record("Two", url=url),
            make_record("One", url="https://other.example/1", site="other.example", claimant="B"),
        ]
    )
    one, two = sorted(store.claims(), key=lambda claim: claim.text)
    assert [review.publisher.site for review in one.reviews] == ["example.org", "other.example"]
    assert (one.claimant, one.language) == ("B", "en")
    assert [review.url for review in two.reviews] == [url]


def test_of_two_records_with_the_same_keys_the_last_wins(store: ClaimStore) -> None:
    counts = store.upsert([make_record(rating_text="A"), make_record(rating_text="B")])
    assert counts == UpsertCounts(new=1, unchanged=1)
    (claim,) = store.claims()
    assert claim.reviews[0].rating_text == "B"


def test_claims_stream_in_the_order_of_their_ids(store: ClaimStore) -> None:
    count = BATCH + 500
    store.upsert(make_record(f"Claim {n}") for n in range(count))
    ids = [claim.id for claim in store.claims()]
    assert len(ids) == store.count() == count
    assert ids == sorted(ids)


def test_a_withdrawn_claim_is_gone_until_its_content_changes(store: ClaimStore) -> None:
    record = make_record()
    store.upsert([record, make_record("Another")])
    assert store.withdraw(record.claim_id)
    assert not store.withdraw(record.claim_id)
    assert not store.withdraw("c0")
    assert store.get(record.claim_id) is None and store.count() == 1

    assert store.upsert([record]) == UpsertCounts(unchanged=1)
    assert store.get(record.claim_id) is None

    assert store.upsert([make_record(rating_text="True")]) == UpsertCounts(changed=1)
    assert store.get(record.claim_id) is not None


def test_a_review_that_was_withdrawn_comes_back_with_no_other(store: ClaimStore) -> None:
    mine, other = make_record(), make_record(url="https://b.example/1", site="b.example")
    store.upsert([mine])
    store.withdraw(mine.claim_id)
    store.upsert([mine, other])
    assert [record.review.url for record in store.records()] == ["https://b.example/1"]
    assert store.stats().reviews == store.count() == 1
    store.upsert([make_record(rating_text="True")])
    [claim] = store.claims()
    assert [review.rating_text for review in claim.reviews] == ["True", "False"]


def test_who_is_said_to_have_said_it_is_all_whom_the_records_name(store: ClaimStore) -> None:
    store.upsert(
        make_record(url=f"https://example.org/{name}", claimant=name)
        for name in ("Ann", None, "Bob", "ANN")
    )
    assert [claim.claimant for claim in store.claims()] == ["Ann, Bob"]


def test_what_was_said_before_brings_nothing_back(store: ClaimStore) -> None:
    own, feed = make_record(source="desk"), make_record(source="feed", title="From the feed")
    store.upsert([own])
    store.upsert([feed])
    store.withdraw(own.claim_id)
    assert [store.upsert([one]) for one in (own, feed)] == [UpsertCounts(unchanged=1)] * 2
    assert store.count() == 0
    corrected = make_record(source="desk", rating_text="True")
    assert store.upsert([corrected]) == UpsertCounts(changed=1)
    assert store.upsert([own]) == UpsertCounts(changed=1)  # a live one may say it again
    assert store.count() == 1


def test_changes_are_told_since_a_number(store: ClaimStore) -> None:
    assert store.last_seq() == 0 and list(store.changes_since(0)) == []
    one, two = make_record("One"), make_record("Two")
    store.upsert([one])
    seq = store.last_seq()
    store.upsert([two])
    store.withdraw(one.claim_id)
    assert [(c.claim_id, c.kind) for c in store.changes_since(seq)] == [
        (two.claim_id, "upserted"),
        (one.claim_id, "withdrawn"),
    ]
    assert [c.seq for c in store.changes_since(0)] == [1, 2, 3]


def test_stats_count_live_claims(store: ClaimStore) -> None:
    gone = make_record("Gone")
    store.upsert(
        [
            make_record("One", language=None),
            make_record("One", site=None, name="Desk", url="https://desk.example"),
            make_record("Zwei", language="de"),
            make_record("?", language=None, site=None),
            gone,
        ]
    )
    store.withdraw(gone.claim_id)
    stats = store.stats()
    assert (stats.claims, stats.reviews) == (3, 4)
    assert stats.languages == {"en": 1, "de": 1, "": 1}
    assert stats.publishers == {"example.org": 2, "Desk": 1, "": 1}


def test_a_store_survives_closing(store_url: str) -> None:
    with ClaimStore.open(store_url) as store:
        store.upsert([make_record()])
    with ClaimStore.open(store_url) as store:
        assert store.count() == 1


def test_a_sqlite_store_may_be_named_by_its_path(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "new" / "store.sqlite") as store:
        store.upsert([make_record()])
    with ClaimStore.open(f"sqlite:///{tmp_path}/new/store.sqlite") as store:
        assert store.count() == 1


def test_a_store_that_is_not_there_is_not_made_by_who_only_reads(store_url: str) -> None:
    for _ in range(2):
        with pytest.raises(StoreError, match="there is no store at"):
            ClaimStore.open(store_url, make=False)
    with ClaimStore.open(store_url) as made:
        made.upsert([make_record()])
    with ClaimStore.open(store_url, make=False) as opened:
        assert opened.count() == 1


def test_a_batch_is_stored_whole_or_not_at_all(store: ClaimStore) -> None:
    def broken() -> Iterator[object]:
        yield from (make_record(f"Claim {n}") for n in range(BATCH))
        yield make_record("half")
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError):
        store.upsert(broken())  # type: ignore[arg-type]
    assert store.count() == BATCH


def test_a_full_disk_says_so_and_loses_nothing(sqlite_store: ClaimStore) -> None:
    sqlite_store.upsert([make_record()])
    with sqlite_store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(StoreError, match="disk is full: free some space"):
        sqlite_store.upsert(make_record(f"Claim {n}") for n in range(2_000))
    assert sqlite_store.count() == 1


def test_a_read_only_store_reads_and_says_why_it_does_not_write(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with ClaimStore.open(path) as store:
        store.upsert([make_record()])
    with ClaimStore.open(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        assert store.count() == 1
        with pytest.raises(StoreError, match="read-only"):
            store.upsert([make_record("Another")])


def test_a_locked_store_says_who_to_wait_for(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with ClaimStore.open(f"sqlite:///{path}?timeout=0.05") as store:
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing"):
            store.upsert([make_record()])
        holder.execute("ROLLBACK")
        holder.close()
        assert store.upsert([make_record()]) == UpsertCounts(new=1)


def test_a_silent_server_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_engine, "SILENT_SECONDS", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host, port = silent.getsockname()
        with pytest.raises(StoreError, match="no server answers"):
            ClaimStore.open(f"postgresql+psycopg://desk@{host}:{port}/claims")


def test_a_file_that_is_no_store_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_text("no database, just a long enough text to be read as one\n" * 100)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a store"):
        ClaimStore.open(path)
    assert path.read_bytes() == before


def test_a_store_that_nobody_closed_lets_go_of_its_database(tmp_path: Path) -> None:
    store = ClaimStore.open(tmp_path / "claims.sqlite")
    assert store.count() == 0
    pool = store._engine.pool
    assert isinstance(pool, QueuePool) and pool.checkedin() == 1
    del store
    gc.collect()
    assert pool.checkedin() == 0


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (id INTEGER)")
    connection.close()
    with pytest.raises(StoreError, match="another program's tables"):
        ClaimStore.open(path)


def test_a_server_that_holds_another_programs_claims_is_refused(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (id INTEGER)")
    ClaimStore.open(postgres_url).close()
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE reviews")
    with pytest.raises(StoreError, match="another program's tables"):
        ClaimStore.open(postgres_url)
    engine.dispose()


def test_a_server_that_only_reads_says_so(postgres_url: str) -> None:
    with ClaimStore.open(postgres_url) as store:
        store.upsert([make_record()])
    with ClaimStore.open(f"{postgres_url}%20-cdefault_transaction_read_only%3Don") as store:
        assert store.count() == 1
        with pytest.raises(StoreError, match="read-only"):
            store.upsert([make_record("Another")])


@pytest.mark.parametrize("way", ["me:secret@127.0.0.1:1/c", "127.0.0.1:1/c?password=secret"])
def test_no_server_says_so_and_keeps_the_password(way: str) -> None:
    url = f"postgresql://{way}"
    with pytest.raises(StoreError, match="no server answers") as caught:
        ClaimStore.open(url)
    assert "secret" not in str(caught.value)


def test_two_writers_of_the_same_records_take_turns(store_url: str) -> None:
    records = [make_record(f"Claim {n}") for n in range(300)]
    with ClaimStore.open(store_url) as one, ClaimStore.open(store_url) as other:
        with ThreadPoolExecutor(2) as pool:
            counts = list(pool.map(lambda store: store.upsert(records), (one, other)))
        assert sorted(count.new for count in counts) == [0, 300]
        assert one.count() == one.last_seq() == 300


@pytest.mark.parametrize(
    "where",
    [
        "nosuch://x",
        "sqlite:///{}",
        "://",
        "postgresql://a@b:x/c",
        "sqlite:///{}/x.db?timeout=abc",
        "sqlite:///{}/x.db?timeout=1&timeout=2",
    ],
)
def test_a_place_that_cannot_be_opened_is_a_store_error(tmp_path: Path, where: str) -> None:
    with pytest.raises(StoreError):
        ClaimStore.open(where.format(tmp_path))
