"""Every error class of the packages has its own line in the one table of statuses."""

from __future__ import annotations

import inspect
from types import ModuleType

import pytest

import claims.errors
import index.errors
import service.config
import service.errors
from service.errors import KINDS, kind_of


@pytest.mark.parametrize("module", [claims.errors, index.errors, service.errors, service.config])
def test_every_error_has_a_status(module: ModuleType) -> None:
    own = [
        found
        for _, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, Exception) and found.__module__ == module.__name__
    ]
    assert own
    assert [error for error in own if error not in KINDS] == []


def test_an_error_nobody_knows_is_internal() -> None:
    assert kind_of(KeyError("x")).status == 500


def test_every_401_says_how_the_key_is_sent() -> None:
    assert all(kind.challenge for kind in KINDS.values() if kind.status == 401)


def test_a_retry_is_promised_with_every_503() -> None:
    assert all(kind.retry_after for kind in KINDS.values() if kind.status in (429, 503))
