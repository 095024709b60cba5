"""Settings: read from the environment, and a wrong one is named with an example."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.store import ClaimStore
from service.config import Settings, SettingsError, unknown_variables


def test_defaults_need_no_environment() -> None:
    settings = Settings.load()
    assert (settings.host, settings.port, settings.encoder) == ("127.0.0.1", 8000, "embedded")
    assert settings.store_url == f"sqlite:///{settings.data}/claims.sqlite"


@pytest.mark.parametrize(
    ("name", "value", "example"),
    [
        ("PRIORCHECK_PORT", "eighty", "PRIORCHECK_PORT=8000"),
        ("PRIORCHECK_PORT", "99999", "PRIORCHECK_PORT=8000"),
        ("PRIORCHECK_LOG_LEVEL", "loud", "PRIORCHECK_LOG_LEVEL=info"),
        ("PRIORCHECK_ADMIN_KEY", "short", "PRIORCHECK_ADMIN_KEY=at-least-16-characters"),
        ("PRIORCHECK_STORE", "mysql://x", "PRIORCHECK_STORE=postgresql"),
        ("PRIORCHECK_STORE", "postgresql", "PRIORCHECK_STORE=postgresql"),
        ("PRIORCHECK_STORE", "sqlite://", "PRIORCHECK_STORE=postgresql"),
        ("PRIORCHECK_STORE", "postgresql+psycopg2://a@b/c", "PRIORCHECK_STORE=postgresql"),
        ("PRIORCHECK_STORE", "sqlite:///x.db?timeout=abc", "PRIORCHECK_STORE=postgresql"),
        ("PRIORCHECK_STORE", "postgresql://a@b:port/c", "PRIORCHECK_STORE=postgresql"),
        ("PRIORCHECK_DATA", "", "PRIORCHECK_DATA=/var/lib/priorcheck"),
        ("PRIORCHECK_QUERY_PREFIX", "\udcff", "PRIORCHECK_QUERY_PREFIX=q: "),
        ("PRIORCHECK_ADMIN_KEY", "Schlüssel mit Umlaut", "PRIORCHECK_ADMIN_KEY=at-least"),
        ("PRIORCHECK_MAX_INFLIGHT", "128", "PRIORCHECK_MAX_INFLIGHT=127"),
    ],
)
def test_a_wrong_value_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, example: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        Settings.load()
    assert name in str(refused.value)
    assert example in str(refused.value)


@pytest.mark.parametrize("name", ["plain", "why?not=1", "100%41", "a#b", "Größe"])
def test_the_store_lies_in_the_data_folder_whatever_its_name(tmp_path: Path, name: str) -> None:
    settings = Settings(data=tmp_path / name)
    ClaimStore.open(settings.store_url).close()
    assert [path.relative_to(tmp_path) for path in tmp_path.rglob("*.sqlite")] == [
        Path(name, "claims.sqlite")
    ]
    assert [*tmp_path.iterdir()] == [tmp_path / name]


def test_a_wrong_key_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRIORCHECK_ADMIN_KEY", "hunter2")
    with pytest.raises(SettingsError) as refused:
        Settings.load()
    assert "hunter2" not in str(refused.value)


def test_a_misspelt_variable_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRIORCHECK_PROT", "80")
    assert "PRIORCHECK_PROT" in unknown_variables()
