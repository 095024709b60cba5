"""Checked: sentences with their answers, chunk by chunk in reading order."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice, repeat, takewhile

from claims.quotations import Quotation
from index.quoting import best_quoted, stands_for
from service.answers import Answer
from service.engine import Engine
from service.memory import ask_of
from service.placing import Asked, Passage, Placed

_FIRST = 8  # the first answers come early
_WINDOW = 512  # sentences that are put in order by length
_TOGETHER = 64  # of these are matched in one turn
_LAST = (16, 32)  # but few in the last ones, during which nothing else is encoded
_AHEAD = 2  # while some are matched, others are encoded


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence, its answer, and the quotation; `text` is the one that was answered."""

    placed: Placed
    answer: Answer
    text: str
    quotation: Quotation | None


def check_passage(passage: Passage, asked: Asked, engine: Engine) -> list[Checked]:
    """All sentences of a passage with their answers; `asked` is what it was placed from."""
    return list(chain.from_iterable(checked(passage, asked, engine)))


def checked(passage: Passage, asked: Asked, engine: Engine) -> Iterator[list[Checked]]:
    """Chunks of checked sentences, all by the one matcher of now; the first is a small one."""
    matcher, placed = engine.matcher(), passage.placed
    whole = asked.model_copy(update={"lang": passage.language})
    ask = ask_of(whole, mixed=True)

    def check(chunk: list[Placed]) -> list[Checked]:
        texts = [text for each in chunk for text in _texts(each)]
        answers = iter(engine.answers(matcher, texts, ask))
        return [_best(each, list(islice(answers, len(_texts(each))))) for each in chunk]

    def lengths(window: list[Placed]) -> list[int]:
        """Of the sentences that have to be encoded, in tokens; 0 of others: not worth counting."""
        known = engine.keeps(matcher, [each.sentence.text for each in window], ask)
        pairs = zip(window, known, strict=True)
        counted = iter(matcher.lengths([each.sentence.text for each, kept in pairs if not kept]))
        return [0 if kept else next(counted) for kept in known]

    rest = range(_FIRST, len(placed), _WINDOW)
    windows = [placed[:_FIRST], *(placed[start : start + _WINDOW] for start in rest)]
    yield from _ahead(windows, check, lengths)


def _ahead(
    windows: list[list[Placed]],
    check: Callable[[list[Placed]], list[Checked]],
    lengths: Callable[[list[Placed]], list[int]],
) -> Iterator[list[Checked]]:
    """Windows in order; one is begun while the one before is handed out."""
    with ThreadPoolExecutor(_AHEAD, thread_name_prefix="check") as pool:
        waiting: deque[_Window] = deque()
        try:
            for window in windows:
                waiting.append(_Window(window, check, lengths, pool))
                if len(waiting) > 1:
                    yield from waiting.popleft().answers()
            yield from waiting.popleft().answers()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


class _Window:
    """Sentences, those of like length worked on together: an encoder is quickest so."""

    def __init__(
        self,
        placed: list[Placed],
        check: Callable[[list[Placed]], list[Checked]],
        lengths: Callable[[list[Placed]], list[int]],
        pool: ThreadPoolExecutor,
    ) -> None:
        measured = lengths(placed) if len(placed) > _TOGETHER else [0] * len(placed)
        order = sorted(range(len(placed)), key=measured.__getitem__)
        parts = list(_parts(order))
        self._found: dict[int, tuple[Future[list[Checked]], int]] = {}
        for part in reversed(parts):  # the longest first: they take the longest
            future = pool.submit(check, [placed[at] for at in part])
            self._found.update((at, (future, place)) for place, at in enumerate(part))

    def answers(self) -> Iterator[list[Checked]]:
        """All in reading order, as many at once as are there."""
        ready: list[Checked] = []
        for at in range(len(self._found)):
            future, place = self._found[at]
            if ready and not future.done():
                yield ready
                ready = []
            ready.append(future.result()[place])
        yield ready


def _parts(order: list[int]) -> Iterator[list[int]]:
    """What is matched together; the last part comes first."""
    left, sizes = iter(order), chain(_LAST if len(order) > _TOGETHER else (), repeat(_TOGETHER))
    return takewhile(bool, (list(islice(left, size)) for size in sizes))


def _texts(placed: Placed) -> list[str]:
    """What is looked up for a sentence: itself, unless it is nothing but a quotation, and that."""
    words = [each.text for each in placed.said.quoted]
    return words if placed.said.alone else [placed.sentence.text, *words]


def _best(placed: Placed, answers: list[Answer]) -> Checked:
    """The answer that stands for a sentence: its own, or that of what it quotes and affirms."""
    said, text = placed.said, placed.sentence.text
    if not said.quoted:
        return Checked(placed, answers[0], text, None)
    own = None if said.alone else answers.pop(0)
    words = [each.text for each in said.quoted]
    place = best_quoted(words, [answer.best for answer in answers])
    quotation, answer = said.quoted[place], answers[place]
    if own is None or (said.affirms and stands_for(answer.best, own.best)):
        return Checked(placed, answer, quotation.text, quotation)
    return Checked(placed, own, text, quotation)


@dataclass(slots=True)
class Tally:
    """What became of sentences."""

    outcomes: Counter[str]
    skipped: Counter[str]
    reasons: Counter[str]

    @classmethod
    def empty(cls) -> Tally:
        """Nothing yet."""
        return cls(Counter(), Counter(), Counter())

    def count(self, found: Sequence[Checked]) -> None:
        """Count a chunk."""
        for each in found:
            self.outcomes[each.answer.outcome] += 1
            if each.answer.skipped:
                self.skipped[each.answer.outcome] += 1
            if each.answer.reason is not None:
                self.reasons[each.answer.reason] += 1
