"""Adam that touches only the rows of a batch."""

from __future__ import annotations

import torch


class LazyAdam:
    """Adam (Kingma and Ba 2015) for tables of which a batch uses few rows.

    Moments and bias correction are a row's own: a sub-word seen for the first time late in the
    training moves as far as one seen at its start. `torch.optim.SparseAdam` corrects by the steps
    of the whole table, which makes such a first move three times as long.
    """

    def __init__(self, table: torch.Tensor, betas: tuple[float, float] = (0.9, 0.999)) -> None:
        self.table = table
        self._first, self._second = torch.zeros_like(table), torch.zeros_like(table)
        self._seen = torch.zeros(len(table), *[1] * (table.ndim - 1))
        self._betas = betas

    def step(self, rows: torch.Tensor, gradient: torch.Tensor, rate: float) -> None:
        """Move the distinct `rows` of the table (in place) against `gradient`, row by row."""
        first, second = self._betas
        self._seen[rows] += 1
        seen = self._seen[rows]
        mean = self._first[rows].lerp_(gradient, 1 - first)
        square = self._second[rows].mul_(second).addcmul_(gradient, gradient, value=1 - second)
        self._first[rows], self._second[rows] = mean, square
        size = (square / (1 - second**seen)).sqrt_().add_(1e-8)
        self.table[rows] -= rate * (mean / (1 - first**seen)) / size
