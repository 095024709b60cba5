"""Callers over real connections: silent ones, ones that read nothing, ones that do not close."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from service.callers import Caller

SILENCE = 0.2


@pytest.fixture
def pair() -> Iterator[tuple[Caller, socket.socket]]:
    """The service's end of a connection and the other one."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        other = socket.create_connection(listening.getsockname())
        caller = Caller.of(listening.accept()[0], SILENCE)
    with caller, other:
        yield caller, other


def test_a_silent_caller_has_left(pair: tuple[Caller, socket.socket]) -> None:
    caller, other = pair
    other.sendall(b"POST")
    assert caller.recv(100) == b"POST"
    assert caller.recv(100) == b""


def test_one_who_reads_nothing_has_left(pair: tuple[Caller, socket.socket]) -> None:
    caller, _ = pair
    with pytest.raises(ConnectionResetError):
        caller.sendall(bytes(64 << 20))


def test_one_who_does_not_close_is_waited_for_once(pair: tuple[Caller, socket.socket]) -> None:
    caller, other = pair
    caller.sendall(b"the answer")
    caller.part()
    assert caller.fileno() == -1
    caller.setblocking(True)  # as gunicorn does before it closes
    assert other.recv(100) == b"the answer"
    assert other.recv(100) == b""
