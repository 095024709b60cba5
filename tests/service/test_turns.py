"""Turns are limited and fair."""

from __future__ import annotations

import threading
import time

from service.turns import Turns


def test_never_more_at_once_than_allowed() -> None:
    turns, inside, most = Turns(2), [], []

    def work() -> None:
        for _ in range(20):
            with turns.turn():
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.0005)
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 160
    assert max(most) <= 2


def test_whoever_waits_goes_before_whoever_comes_back() -> None:
    turns, order = Turns(1), []

    def other() -> None:
        with turns.turn():
            order.append("other")

    waiting = threading.Thread(target=other)
    with turns.turn():
        waiting.start()
        while not turns._waiting:
            time.sleep(0.001)
    with turns.turn():
        order.append("again")
    waiting.join()
    assert order == ["other", "again"]


def test_a_failure_gives_the_turn_back() -> None:
    turns = Turns(1)
    for _ in range(2):
        try:
            with turns.turn():
                raise ValueError
        except ValueError:
            pass
    with turns.turn():
        pass
