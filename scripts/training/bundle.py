"""Bundle: every text, pair and measured query in one small file, tokenised beforehand.

The machine that trains then needs neither the data folder nor a tokenizer. Of the frozen
embedding table only the rows of pieces that occur are kept, and token ids count those.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from index.models.packed import PackedModel, TensorEntry, TrunkShape
from scripts.evaluation.trec import EvaluationError

Ints = NDArray[np.int64]

SOURCES = (
    "claim_post",  # checkthat22: post -> claim or title
    "article_post",  # articles: post -> title or subtitle
    "article",  # lead or subtitle -> title of the same article
    "claim",  # title or subtitle -> claim of checkthat22
    "claim_echo",  # a claim, edited -> itself or its title
    "article_echo",  # an article's title, edited -> itself or its subtitle
)
FOLDS = 5


@dataclass(frozen=True)
class Bundle:
    """Arrays by name, as build_bundle() makes them, and the trunk they were tokenised for."""

    arrays: Mapping[str, NDArray[Any]]
    packed: PackedModel

    def save(self, path: Path) -> None:
        """Write one compressed file; nothing in it is pickled."""
        packed = self.packed
        head = {
            "shape": dataclasses.asdict(packed.shape),
            "pieces": packed.pieces,
            "unknown": packed.unknown,
            "tensors": {name: dataclasses.astuple(e) for name, e in packed.tensors.items()},
        }
        np.savez_compressed(
            path,
            head=np.frombuffer(json.dumps(head).encode(), np.uint8),
            content=np.frombuffer(packed.content, np.uint8),
            allow_pickle=False,
            **self.arrays,
        )

    @classmethod
    def load(cls, path: Path) -> Bundle:
        """Raises EvaluationError for a file that is none."""
        try:
            with np.load(path, allow_pickle=False) as file:
                arrays = {name: file[name] for name in file.files}
            head = json.loads(arrays.pop("head").tobytes())
        except (ValueError, KeyError, AttributeError, BadZipFile, EOFError) as error:
            raise EvaluationError(f"{path} is no bundle of `train.py prepare`") from error
        packed = PackedModel(
            shape=TrunkShape(**head["shape"]),
            pieces=tuple(head["pieces"]),
            scores=(0.0,) * len(head["pieces"]),
            unknown=head["unknown"],
            tensors={name: TensorEntry(*entry) for name, entry in head["tensors"].items()},
            content=arrays.pop("content").tobytes(),
        )
        return cls(arrays, packed)
