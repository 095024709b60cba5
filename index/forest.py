"""Forest: boosted decision trees over named features, a probability for every row."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from pydantic import BaseModel, ConfigDict, model_validator

from index.odds import Floats, Odds


class Tree(BaseModel):
    """A decision tree; its nodes run in parallel, the first is the root.

    A row goes on from a node to `left` where the column numbered `feature` is at most `threshold`,
    else to `right`; a leaf leads to itself, and has what it adds to the log-odds as `value`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]

    @model_validator(mode="after")
    def _check(self) -> Tree:
        nodes = range(len(self.value))
        parts = (self.feature, self.threshold, self.left, self.right)
        if not nodes or any(len(part) != len(nodes) for part in parts):
            raise ValueError("the nodes' parts differ in length")
        for node, pair in enumerate(zip(self.left, self.right, strict=True)):
            onward = all(node < child < len(nodes) for child in pair)
            if pair != (node, node) and not onward:
                raise ValueError("a node leads neither to itself nor to later ones")
        return self

    @property
    def depth(self) -> int:
        """How many steps the longest way from the root to a leaf has."""
        steps = [0] * len(self.value)
        for node, pair in enumerate(zip(self.left, self.right, strict=True)):
            for child in pair:
                if child != node:
                    steps[child] = steps[node] + 1
        return max(steps)


class Forest(Odds):
    """A row's log-odds are a weighted sum of its features, which `columns` names in order, and of
    what its trees add to that; without `weights`, of what they add alone."""

    trees: tuple[Tree, ...]
    weights: tuple[float, ...] = ()
    intercept: float = 0.0

    @model_validator(mode="after")
    def _check(self) -> Forest:
        if not self.trees:
            raise ValueError("a forest needs a tree")
        used = {feature for tree in self.trees for feature in tree.feature}
        if not used <= set(range(len(self.columns))):
            raise ValueError("a tree asks for a column that is not there")
        if self.weights and len(self.weights) != len(self.columns):
            raise ValueError("a weight for each column, or none, is needed")
        return self

    def logits(self, columns: dict[str, Floats]) -> Floats:
        """Log-odds of every row."""
        table = np.stack([columns[name] for name in self.columns], axis=1)
        nodes = self._nodes
        firsts = np.arange(0, table.size, len(self.columns), dtype=np.intp)[:, None]
        at = np.repeat(nodes.roots[None, :], len(table), axis=0)
        for _ in range(nodes.depth):
            asked = np.take(table, np.take(nodes.feature, at) + firsts)
            right = asked > np.take(nodes.threshold, at)
            at = np.take(nodes.children, 2 * at + right)
        total: Floats = np.take(nodes.value, at).sum(axis=1) + self.intercept
        for weight, column in zip(self.weights, table.T, strict=False):
            total += weight * column
        return total

    @cached_property
    def _nodes(self) -> _Nodes:
        return _Nodes(self.trees)


class _Nodes:
    """The nodes of all trees in one row; `children` has the left and the right of each in turn."""

    def __init__(self, trees: tuple[Tree, ...]) -> None:
        sizes = np.array([len(tree.value) for tree in trees])
        self.roots = np.cumsum(sizes) - sizes
        self.depth = max(tree.depth for tree in trees)
        self.feature = np.concatenate([np.array(tree.feature, np.intp) for tree in trees])
        self.threshold = np.concatenate([np.array(tree.threshold) for tree in trees])
        self.value = np.concatenate([np.array(tree.value) for tree in trees])
        pairs = [np.array([tree.left, tree.right], np.intp).T for tree in trees]
        onward = [root + pair for root, pair in zip(self.roots, pairs, strict=True)]
        self.children = np.concatenate(onward).ravel()
