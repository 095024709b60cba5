"""export_openvino(): the trunk with mean pooling and unit length inside one graph."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.models.runtime import openvino

if TYPE_CHECKING:
    from transformers import BertModel


def export_openvino(trunk: BertModel, path: Path) -> None:
    """Write `path` (.xml) and its .bin: (input_ids, attention_mask) -> unit rows."""
    import torch

    ov = openvino()
    # Tracing reads every property of the trunk; this one logs a complaint unless it is set.
    trunk.loss_type = "ForMaskedLM"
    ids = torch.tensor([[0, 6, 2, 1], [0, 6, 6, 2]])
    example = (ids, (ids != 1).long())
    with warnings.catch_warnings():
        # Tracing warns of every Python branch on a shape; the parity tests prove the graph.
        warnings.simplefilter("ignore")
        graph = ov.convert_model(_pooled(trunk), example_input=example)
    graph.reshape({graph.input(0): [-1, -1], graph.input(1): [-1, -1]})
    ov.save_model(graph, str(path), compress_to_fp16=True)


def _pooled(trunk: BertModel) -> Any:
    import torch

    class Pooled(torch.nn.Module):  # type: ignore[misc]  # torch is not type-checked here
        def __init__(self) -> None:
            super().__init__()
            self.trunk = trunk

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            found = self.trunk(input_ids=input_ids, attention_mask=attention_mask)
            kept = attention_mask.unsqueeze(-1).to(found.last_hidden_state.dtype)
            mean = (found.last_hidden_state * kept).sum(1) / kept.sum(1)
            return torch.nn.functional.normalize(mean, dim=-1)

    return Pooled().eval()
