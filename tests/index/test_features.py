"""Features: how days count."""

from __future__ import annotations

import numpy as np
import pytest

from index.library import Library


@pytest.mark.parametrize(
    ("signature", "near", "far"),
    [
        (" — Ann (@ann) January 15, 2020", 1.0, 0.0),
        (" — Ann (@ann) February 14, 2020", np.exp(-1), 1 - np.exp(-1)),
        (" — Ann (@ann)", 0.0, 0.0),
        ("", 0.0, 0.0),
    ],
)
def test_a_posts_day_counts_where_it_is_known(
    library: Library, signature: str, near: float, far: float
) -> None:
    text = "The Great Wall of China is visible from the Moon." + signature
    (found,) = library.current().consider([text])
    best = int(np.argmax(found.columns["near"])) if near else 0
    assert found.columns["near"][best] == pytest.approx(near)
    assert found.columns["far"][best] == pytest.approx(far)
