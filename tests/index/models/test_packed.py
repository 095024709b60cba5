"""The packed format, on a file small enough to be written by hand."""

import struct

import numpy as np
import pytest

from index.errors import ModelFileError
from index.models.packed import parse_packed

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁a"]


def _file(*, version=1, block=32, last_offset=None):
    head = b"E5S1" + struct.pack("<I7ifi", version, 32, 1, 2, 64, 5, 8, 1, 1e-12, block)
    spelled = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, spelled)]).astype("<u4")
    if last_offset is not None:
        offsets[-1] = last_offset
    text = b"".join(spelled)
    vocabulary = struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(text)) + offsets.tobytes()
    vocabulary += np.arange(5, dtype="<f4").tobytes() + text
    normalisation = struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0xA0, 1, 0x20)
    blob = _four_bit() + np.array([1.5, -2.0], dtype="<f4").tobytes()
    names = [(b"w", 1, 32, 18), (b"b", 0, 2, 8)]
    table_size = 4 + sum(2 + len(name) + 21 for name, *_ in names)
    start = len(head) + len(vocabulary) + len(normalisation) + table_size
    table = struct.pack("<i", len(names))
    for name, kind, count, size in names:
        table += (
            struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", kind, count, start, size)
        )
        start += size
    return head + vocabulary + normalisation + table + blob


def _four_bit():
    # Byte j carries weight j in its low nibble and weight j + 16 in its high one.
    nibbles = bytes(low | (15 - low) << 4 for low in range(16))
    return struct.pack("<e", 0.5) + nibbles


def test_sizes_vocabulary_and_tensors_are_read():
    model = parse_packed(_file())
    assert (model.shape.hidden, model.shape.layers, model.shape.feed_forward) == (32, 1, 64)
    assert list(model.pieces) == PIECES
    assert (model.scores, model.unknown) == ((0, 1, 2, 3, 4), 3)
    assert model.tensor("b").tolist() == [1.5, -2.0]


def test_four_bit_weights_are_nibbles_less_eight_times_the_scale():
    low = [(nibble - 8) * 0.5 for nibble in range(16)]
    weights = parse_packed(_file()).tensor("w", 2, 16)
    assert weights.dtype == np.float32
    assert weights.tolist() == [low, low[::-1]]


def test_a_file_cut_anywhere_is_refused():
    whole = _file()
    for length in range(len(whole)):
        with pytest.raises(ModelFileError):
            parse_packed(whole[:length])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": 2}, "version 1"),
        ({"block": 64}, "blocks of 32"),
        ({"last_offset": 4_000_000_000}, "vocabulary is damaged"),
        ({"last_offset": 0}, "vocabulary is damaged"),
    ],
)
def test_other_formats_and_damage_are_named(change, message):
    with pytest.raises(ModelFileError, match=message):
        parse_packed(_file(**change))


def test_a_tensor_that_is_absent_or_of_another_shape_is_named():
    model = parse_packed(_file())
    with pytest.raises(ModelFileError, match="no tensor v"):
        model.tensor("v")
    with pytest.raises(ModelFileError, match="no tensor w of shape"):
        model.tensor("w", 3, 16)
