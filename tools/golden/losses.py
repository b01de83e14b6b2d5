"""Write packages/losses/fixtures/losses.json: values and gradients of each loss as torch computes them.

    python3 -m venv .venv && .venv/bin/pip install torch==2.15.0 numpy
    .venv/bin/python tools/golden/losses.py
"""

import json
from pathlib import Path

import torch
from torch.nn import functional as F

OUTPUT = Path(__file__).parents[2] / "packages/losses/fixtures/losses.json"
PREDICTIONS = [0.3, 4.1, 2.2, 3.7, 1.5, 4.9]
SCORES = [0.0, 4.6, 2.0, 2.4, 3.2, 5.0]
LOGITS = [-2.5, 0.4, 1.7, -0.3, 3.1, -100.0]
LABELS = [0.0, 1.0, 0.0, 1.0, 1.0, 1.0]


def pearson(p, t):
    return 1 - torch.corrcoef(torch.stack([p, t]))[0, 1]


LOSSES = {
    "pearsonLoss": (pearson, PREDICTIONS, SCORES),
    "maeLoss": (F.l1_loss, PREDICTIONS, SCORES),
    "mseLoss": (F.mse_loss, PREDICTIONS, SCORES),
    "huberLoss": (lambda p, t: F.huber_loss(p, t, delta=0.7), PREDICTIONS, SCORES),
    "binaryCrossEntropyLoss": (F.binary_cross_entropy_with_logits, LOGITS, LABELS),
}


def case(loss, predictions, targets) -> dict:
    p = torch.tensor(predictions, dtype=torch.float64, requires_grad=True)
    value = loss(p, torch.tensor(targets, dtype=torch.float64))
    value.backward()
    return {"predictions": predictions, "targets": targets, "value": value.item(), "gradient": p.grad.tolist()}


if __name__ == "__main__":
    golden = {"tool": f"torch {torch.__version__}", "losses": {name: case(*parts) for name, parts in LOSSES.items()}}
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(golden, indent=1) + "\n")
