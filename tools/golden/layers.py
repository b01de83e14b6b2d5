"""Print what torch computes for attention pooling, a head on [u, v, |u - v|] and a convolution, as tests in packages/models quote it.

    python3 -m venv .venv && .venv/bin/pip install torch==2.15.0
    .venv/bin/python tools/golden/layers.py
"""

import torch

hidden = torch.tensor([1.0, 2, 3, 6, 9, 9, 5, -1, 7, 7, 8, 8]).reshape(2, 3, 2)
mask = torch.tensor([[1, 1, 0], [1, 0, 0]])
scores = (hidden @ torch.tensor([0.3, -0.2])).masked_fill(mask == 0, float("-inf"))
print("attentionPool", (scores.softmax(1)[:, :, None] * hidden).sum(1).flatten().tolist())

u, v = torch.tensor([[1.0, 2], [-0.5, 3]]), torch.tensor([[2.0, -1], [0.5, 3]])
weight, bias = torch.tensor([[0.1, -0.2, 0.3, 0.4, -0.5, 0.6]]), torch.tensor([2.5])
print("comparison", torch.nn.functional.linear(torch.cat([u, v, (u - v).abs()], 1), weight, bias).flatten().tolist())

x = torch.tensor([1, 2, -1, 0.5, 3, 1, 2, 2]).reshape(1, 4, 2)
kernel = torch.tensor([0.1, 0.2, 0.3, -0.1, 0.4, 0.5, 1, -1, 0.5, 0.25, 0.75, -0.5]).reshape(2, 2, 3)
convolved = torch.nn.functional.conv1d(x.transpose(1, 2), kernel, torch.tensor([0.5, -0.5]), padding=1)
print("convolve", convolved.transpose(1, 2).flatten().tolist())
