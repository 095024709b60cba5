"""LowRank: low-rank additions to a frozen trunk, and Encoder: texts of a bundle -> unit vectors."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch.func import functional_call
from torch.nn import functional as F

from scripts.training.bundle import Bundle, Ints

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import BertModel

ADAPTED = ("query", "key", "value", "dense")  # the linear layers of every block
_PREFIX = "base_model.model."
_WEIGHTS, _CONFIG = "adapter_model.safetensors", "adapter_config.json"


class LowRank:
    """W + scale * B @ A for every adapted weight of the trunk; only the As and Bs learn."""

    def __init__(self, trunk: BertModel, rank: int, scale: float = 2.0) -> None:
        self.rank, self.scale = rank, scale
        self.frozen: dict[str, Tensor] = {
            name: weight.detach()
            for name, weight in trunk.named_parameters()
            if name.endswith(".weight") and name.split(".")[-2] in ADAPTED
        }
        self.down: dict[str, Tensor] = {}
        self.up: dict[str, Tensor] = {}
        for name, weight in self.frozen.items():
            rows, columns = weight.shape
            bound = 1 / math.sqrt(columns)
            down = torch.empty(rank, columns, device=weight.device).uniform_(-bound, bound)
            self.down[name] = down.requires_grad_()
            self.up[name] = torch.zeros(rows, rank, device=weight.device).requires_grad_()

    def parameters(self) -> list[Tensor]:
        return [*self.down.values(), *self.up.values()]

    def delta(self, name: str) -> Tensor:
        return self.scale * self.up[name] @ self.down[name]

    def merged(self, dtype: Any) -> dict[str, Tensor]:
        """The adapted weights as the trunk should use them."""
        return {name: (w + self.delta(name)).to(dtype) for name, w in self.frozen.items()}

    @classmethod
    def load(cls, trunk: BertModel, folder: Path) -> LowRank:
        """Read a PEFT folder."""
        config = json.loads((folder / _CONFIG).read_text(encoding="utf-8"))
        adapter = cls(trunk, config["r"], config["lora_alpha"] / config["r"])
        weights = load_file(folder / _WEIGHTS)
        with torch.no_grad():
            for name in adapter.frozen:
                stem = _PREFIX + name.removesuffix(".weight")
                adapter.down[name].copy_(weights[f"{stem}.lora_A.weight"])
                adapter.up[name].copy_(weights[f"{stem}.lora_B.weight"])
        return adapter

    def save(self, folder: Path) -> None:
        """Write a PEFT folder in float16."""
        folder.mkdir(parents=True, exist_ok=True)
        weights = {}
        for name in self.frozen:
            stem = _PREFIX + name.removesuffix(".weight")
            weights[f"{stem}.lora_A.weight"] = self.down[name]
            weights[f"{stem}.lora_B.weight"] = self.up[name]
        halves = {k: w.detach().to("cpu", torch.float16).contiguous() for k, w in weights.items()}
        save_file(halves, folder / _WEIGHTS, {"format": "pt"})
        config = {
            "peft_type": "LORA",
            "r": self.rank,
            "lora_alpha": self.scale * self.rank,
            "target_modules": sorted(ADAPTED),
            "bias": "none",
            "fan_in_fan_out": False,
            "inference_mode": True,
            "task_type": None,
            "base_model_name_or_path": None,
        }
        (folder / _CONFIG).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def frozen_encode(encoder: Encoder, adapter: LowRank) -> Callable[[Ints, str], Tensor]:
    """Encodes with the adapter as it is now, without gradients."""
    with torch.no_grad():
        weights = adapter.merged(encoder.dtype)

    def encode(texts: Ints, prefix: str) -> Tensor:
        with torch.no_grad():
            return encoder.encode(weights, texts, prefix)

    return encode


class Encoder:
    """Encodes texts of a bundle by number, with the prefix of a query or of a claim."""

    def __init__(self, bundle: Bundle, trunk: BertModel, *, max_tokens: int, chunk: int) -> None:
        """`chunk` is how many tokens, padding included, go through the trunk at once."""
        self.trunk, self.max_tokens, self.chunk = trunk, max_tokens, chunk
        self.device, self.dtype = trunk.device, trunk.dtype
        arrays = bundle.arrays
        self._starts = arrays["starts"]
        self._tokens = torch.from_numpy(arrays["tokens"].astype(np.int32)).to(self.device)
        start, self._end = (int(i) for i in arrays["ends"])
        self._heads = {
            name: torch.tensor([start, *arrays[f"prefix_{name}"]], device=self.device)
            for name in ("query", "claim")
        }
        self._pad = int(trunk.config.pad_token_id)

    def encode(self, weights: Mapping[str, Tensor], texts: Ints, prefix: str) -> Tensor:
        """Unit vectors, in order; gradients flow to `weights` unless disabled outside."""
        lengths = np.minimum(self._starts[texts + 1] - self._starts[texts], self.max_tokens)
        order = np.argsort(-lengths, kind="stable")
        parts = [
            self._pooled(weights, texts[rows], lengths[rows], self._heads[prefix])
            for rows in self._chunks(order, lengths)
        ]
        back = torch.from_numpy(np.argsort(order)).to(self.device)
        return torch.cat(parts)[back]

    def _chunks(self, order: Ints, lengths: Ints) -> Iterator[Ints]:
        """Rows of like length, at most `chunk` tokens together once padded."""
        start = 0
        while start < len(order):
            width = int(lengths[order[start]]) + 5
            end = start + max(1, self.chunk // width)
            yield order[start:end]
            start = end

    def _pooled(
        self, weights: Mapping[str, Tensor], texts: Ints, lengths: Ints, head: Tensor
    ) -> Tensor:
        width = int(lengths.max())
        begins = torch.from_numpy(self._starts[texts]).to(self.device)[:, None]
        sizes = torch.from_numpy(lengths).to(self.device)[:, None]
        column = torch.arange(width + 1, device=self.device)[None]
        places = (begins + column).clamp(max=len(self._tokens) - 1)
        body = self._tokens[places].long()
        body = torch.where(column < sizes, body, self._pad)
        body = torch.where(column == sizes, self._end, body)
        ids = torch.cat([head.expand(len(texts), -1), body], dim=1)
        shown = torch.cat([torch.ones_like(head).expand(len(texts), -1), column <= sizes], dim=1)
        states = functional_call(
            self.trunk, dict(weights), kwargs={"input_ids": ids, "attention_mask": shown}
        ).last_hidden_state
        kept = shown[..., None].to(states.dtype)
        return F.normalize((states * kept).sum(1).float() / kept.sum(1).float(), dim=-1)
