"""The service over a real snapshot of a few claims, built with the hashing encoder."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.encoders import open_encoder
from index.library import Library
from service.app import create_app, engine_of
from service.config import Settings
from tests.postgres import postgres_url, store_url
from tests.service.claims import build

__all__ = ["postgres_url", "store_url"]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a store and a published snapshot; no test writes there."""
    folder = tmp_path_factory.mktemp("data")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def settings(data: Path) -> Settings:
    """Settings over that folder."""
    return Settings(data=data, encoder="hashing", admin_key=None)


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    """The application, warm."""
    library = Library(settings.snapshots, open_encoder("hashing", cache=settings.cache))
    app = create_app(settings, library)
    engine_of(app).warm_up()
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Talks to the application in this process."""
    return app.test_client()
