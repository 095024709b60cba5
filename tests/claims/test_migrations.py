"""Schemas of every age come to the present one, whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect

from claims import store_schema
from claims.errors import StoreError
from claims.store import ClaimStore, UpsertCounts
from claims.store_tables import METADATA
from tests.claims.factories import make_record

SCRIPTS = Path(store_schema.__file__).parent / "migrations"


@pytest.fixture
def engine(store_url: str) -> Iterator[Engine]:
    engine = create_engine(store_url)
    yield engine
    engine.dispose()


def _age(engine: Engine) -> None:
    """Turn a store into one of the first schema, from before revisions were written down."""
    newer = ("alembic_version", "record_versions", "ingests", "merges", "kept_apart")
    columns = ("summary", "guessed_language", "guess_confidence", "guess_detector")
    with engine.begin() as connection:
        for name in newer:
            connection.exec_driver_sql(f"DROP TABLE {name}")
        for name in columns:
            connection.exec_driver_sql(f"ALTER TABLE reviews DROP COLUMN {name}")


def _differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        found = list(compare_metadata(context, METADATA))
    return [each for each in found if "alembic_version" not in str(each)]


def test_the_newest_script_makes_the_schema_that_the_program_knows() -> None:
    assert ScriptDirectory(str(SCRIPTS)).get_heads() == [store_schema.HEAD]


def test_a_fresh_store_and_an_upgraded_one_have_the_same_schema(
    store_url: str, engine: Engine
) -> None:
    ClaimStore.open(store_url).close()
    assert _differences(engine) == []
    _age(engine)
    ClaimStore.open(store_url).close()
    assert _differences(engine) == []
    with engine.connect() as connection:
        marks = connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()
    assert [tuple(mark) for mark in marks] == [(store_schema.HEAD,)]


def test_a_store_of_the_first_schema_keeps_its_claims_and_knows_them_again(
    store_url: str, engine: Engine
) -> None:
    records = [make_record(f"Claim {n}", record_id=str(n)) for n in range(5)]
    gone = make_record("Gone")
    with ClaimStore.open(store_url) as store:
        store.upsert([*records, gone])
        store.withdraw(gone.claim_id)
        before = list(store.claims())
    _age(engine)
    with ClaimStore.open(store_url) as store:
        assert list(store.claims()) == before
        assert store.upsert(records) == UpsertCounts(unchanged=5)
        (version,) = store.history(records[0].claim_id)
        assert (version.kind, version.seen_at, version.seq) == ("new", None, None)
        assert version.record == records[0]
        assert [v.kind for v in store.history(gone.claim_id)] == ["new", "withdrawn"]
        assert store.upsert([make_record("Later")]) == UpsertCounts(new=1)


def test_an_upgrade_that_fails_leaves_the_older_schema(
    store_url: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ClaimStore.open(store_url) as store:
        store.upsert([make_record()])
    _age(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE VIEW record_versions AS SELECT 1 AS one")
    before = set(inspect(engine).get_table_names())
    with pytest.raises(StoreError):
        ClaimStore.open(store_url)
    assert set(inspect(engine).get_table_names()) == before
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP VIEW record_versions")
    with ClaimStore.open(store_url) as store:
        assert store.count() == 1


def test_a_store_of_a_newer_program_is_refused_untouched(store_url: str, engine: Engine) -> None:
    ClaimStore.open(store_url).close()
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer version of this program.*update the program"):
        ClaimStore.open(store_url)


def test_opening_a_present_store_does_not_load_the_migrations(tmp_path: Path) -> None:
    code = (
        "import sys; from claims.store import ClaimStore\n"
        f"for _ in range(2): ClaimStore.open({str(tmp_path / 'store.sqlite')!r}).close()\n"
        "print('alembic' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout == "False\n", result.stderr
