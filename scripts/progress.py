"""Bar: progress on standard error, with rate and time left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

from index.stages import Quiet


class Bars(Quiet):
    """A bar for every stage; shown only once it has taken a second."""

    @contextmanager
    def stage(self, name: str, total: int | None) -> Iterator[Callable[[int], object]]:
        """A named stage of `total` steps; the yielded function advances it."""
        with tqdm(total=total, desc=name, unit="", delay=1.0, unit_scale=True) as bar:
            yield bar.update
