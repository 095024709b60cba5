import numpy as np
import pytest

from index.errors import VectorError
from index.vectors import unit_rows


def test_unit_rows_pass_unchanged():
    rows = np.eye(3, 4, dtype=np.float32)
    assert np.array_equal(unit_rows(rows, 4), rows)


def test_half_and_double_precision_become_float32():
    for kind in (np.float16, np.float64):
        assert unit_rows(np.eye(2, dtype=kind), 2).dtype == np.float32


def test_no_rows_keep_their_width():
    assert unit_rows(np.empty((0, 8), dtype=np.float32), 8).shape == (0, 8)


@pytest.mark.parametrize("shape", [(4,), (1, 5), (1, 4, 1)])
def test_other_shapes_are_refused(shape):
    with pytest.raises(VectorError, match=r"shape \(n, 4\)"):
        unit_rows(np.zeros(shape, dtype=np.float32), 4)


def test_integers_are_refused():
    with pytest.raises(VectorError, match="floating-point"):
        unit_rows(np.eye(2, dtype=np.int64), 2)


@pytest.mark.parametrize("fault", [0.0, 0.99, 1.01, np.nan, np.inf, -np.inf])
def test_the_first_row_that_is_not_of_length_1_is_named(fault):
    rows = np.eye(3, dtype=np.float32)
    rows[1] *= 0
    rows[1, 1] = fault
    with pytest.raises(VectorError, match="row 1 "):
        unit_rows(rows, 3)
