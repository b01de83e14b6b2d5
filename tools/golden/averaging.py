"""Write packages/training/fixtures/averaging.json: torch's averages of a sequence of parameters.

    python3 -m venv .venv && .venv/bin/pip install torch==2.15.0 numpy
    .venv/bin/python tools/golden/averaging.py
"""

import json
from pathlib import Path

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

OUTPUT = Path(__file__).parents[2] / "packages/training/fixtures/averaging.json"
STEPS, DECAY, LAST, EVERY = 7, 0.9, 3, 2


if __name__ == "__main__":
    torch.manual_seed(1)
    points = [torch.randn(2, 3) for _ in range(STEPS)]
    model = torch.nn.Linear(3, 2, bias=False)
    averaged = {"ema": AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(DECAY)), "swa": AveragedModel(model)}
    emas = []
    for step, point in enumerate(points, start=1):
        with torch.no_grad():
            model.weight.copy_(point)
        averaged["ema"].update_parameters(model)
        emas.append(averaged["ema"].module.weight.flatten().tolist())
        if (STEPS - step) % EVERY == 0 and (STEPS - step) // EVERY < LAST:
            averaged["swa"].update_parameters(model)
    golden = {
        "tool": f"torch {torch.__version__}",
        "points": [point.flatten().tolist() for point in points],
        "ema": {"decay": DECAY, "after": emas},
        "swa": {"last": LAST, "everySteps": EVERY, "after": averaged["swa"].module.weight.flatten().tolist()},
    }
    OUTPUT.write_text(json.dumps(golden, indent=1) + "\n")
