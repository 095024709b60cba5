"""export_openvino(): the trunk with mean pooling and unit length inside one graph.

The words' vectors, four fifths of the weights, stay outside: mapped from a file, only those of
words that are met come into memory, once for all graphs compiled of the trunk.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.models.runtime import openvino

if TYPE_CHECKING:
    from transformers import BertModel


def export_openvino(trunk: BertModel, path: Path, *, words: Path) -> None:
    """Write `path` (.xml), its .bin, and `words` (.npy, float16, a row a token).

    The graph: (the words' rows as float32, attention_mask) -> unit rows.
    """
    import torch

    ids = torch.tensor([[0, 6, 2, 1], [0, 6, 6, 2]])
    save_graph(_pooled(trunk), trunk, ids, (ids != 1).long(), path)
    table = trunk.get_input_embeddings()
    np.save(words, table.weight.detach().numpy().astype(np.float16))


def save_graph(net: Any, trunk: BertModel, ids: Any, marks: Any, path: Path) -> None:
    """Write `path` (.xml) and its .bin: what `net`, which runs the trunk, makes of (the words'
    rows, marks), of which `ids` and `marks` are an example."""
    ov = openvino()
    # Tracing reads every property of the trunk; this one logs a complaint unless it is set.
    trunk.loss_type = "ForMaskedLM"
    table = trunk.get_input_embeddings()
    with warnings.catch_warnings():
        # Tracing warns of every Python branch on a shape; the parity tests prove the graph.
        warnings.simplefilter("ignore")
        graph = ov.convert_model(net, example_input=(table(ids).detach(), marks))
    width = table.weight.shape[1]
    graph.reshape({graph.input(0): [-1, -1, width], graph.input(1): [-1, -1]})
    ov.save_model(graph, str(path), compress_to_fp16=True)


def _pooled(trunk: BertModel) -> Any:
    import torch

    class Pooled(torch.nn.Module):  # type: ignore[misc]  # torch is not type-checked here
        def __init__(self) -> None:
            super().__init__()
            self.trunk = trunk

        def forward(self, words: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            found = self.trunk(inputs_embeds=words, attention_mask=attention_mask)
            kept = attention_mask.unsqueeze(-1).to(found.last_hidden_state.dtype)
            mean = (found.last_hidden_state * kept).sum(1) / kept.sum(1)
            return torch.nn.functional.normalize(mean, dim=-1)

    return Pooled().eval()
