"""store_url: where a test keeps its store, once in SQLite and once on a real PostgreSQL server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import make_url

SERVER = "PRIORCHECK_TEST_POSTGRES"
MISSING = f"no PostgreSQL server: {SERVER} is not set (scripts/test starts one where it can)"


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store; the test runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.sqlite"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A schema of its own on the server; dropped with all that is in it."""
    server = os.environ.get(SERVER)
    if not server:
        pytest.skip(MISSING)
    schema = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
        url = make_url(server).set(drivername="postgresql+psycopg")
        options = {"options": f"-csearch_path={schema}"}
        yield url.update_query_dict(options).render_as_string(hide_password=False)
        connection.execute(f"DROP SCHEMA {schema} CASCADE")
