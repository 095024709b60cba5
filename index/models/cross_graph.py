"""export_cross(): the trunk that reads two texts at once, with its head inside one graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.models.export import save_graph

if TYPE_CHECKING:
    from transformers import BertModel

PADDING, SENTENCE, CLAIM, BETWEEN = range(4)  # whose a token is
LAYERS = 6  # of twelve: half the cost
CLASSES = ("affirms", "denies", "beside")


def cross_net(trunk: BertModel, hidden: int = 128) -> Any:
    """(the words' rows, whose each token is) -> logits, one a class. Its `head` is untrained.

    The head reads the mean vectors of both sides, how far they are apart, and their products.
    """
    import torch

    class Cross(torch.nn.Module):  # type: ignore[misc]  # torch is not type-checked here
        def __init__(self) -> None:
            super().__init__()
            self.trunk = trunk
            width = trunk.config.hidden_size
            self.head = torch.nn.Sequential(
                torch.nn.Linear(4 * width, hidden),
                torch.nn.GELU(),
                torch.nn.Dropout(0.1),
                torch.nn.Linear(hidden, len(CLASSES)),
            )

        def forward(self, words: torch.Tensor, sides: torch.Tensor) -> torch.Tensor:
            mask = (sides > PADDING).long()
            states = self.trunk(inputs_embeds=words, attention_mask=mask).last_hidden_state.float()
            one, other = (self._mean(states, sides == side) for side in (SENTENCE, CLAIM))
            return self.head(torch.cat([one, other, (one - other).abs(), one * other], dim=1))

        @staticmethod
        def _mean(states: torch.Tensor, kept: torch.Tensor) -> torch.Tensor:
            weights = kept.unsqueeze(-1).to(states.dtype)
            return (states * weights).sum(1) / weights.sum(1).clamp(min=1)

    return Cross()


def log_odds(logits: Any) -> Any:
    """That the first text affirms the second, and that it affirms or denies it: logits of shape
    (n, classes) -> (n, 2)."""
    import torch

    affirms = logits[:, 0] - logits[:, 1:].logsumexp(1)
    meets = logits[:, :2].logsumexp(1) - logits[:, 2]
    return torch.stack([affirms, meets], dim=1)


def export_cross(trunk: BertModel, head: Path, path: Path) -> None:
    """Write `path` (.xml) and its .bin: (words' rows, sides) -> the log-odds, two columns."""
    import torch
    from safetensors.torch import load_file

    net = cross_net(trunk)
    net.head.load_state_dict({name: part.float() for name, part in load_file(head).items()})

    class Odds(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.net = net

        def forward(self, words: torch.Tensor, sides: torch.Tensor) -> torch.Tensor:
            return log_odds(self.net(words, sides))

    ids = torch.tensor([[0, 6, 2, 2, 6, 2, 1], [0, 6, 6, 2, 2, 6, 2]])
    sides = torch.tensor([[3, 1, 3, 3, 2, 3, 0], [3, 1, 1, 3, 3, 2, 3]])
    save_graph(Odds().eval(), trunk, ids, sides, path)
