"""Write packages/training/fixtures/training.json: what torch and transformers compute for the same updates.

    python3 -m venv .venv && .venv/bin/pip install torch==2.15.0 transformers==5.23.0
    .venv/bin/python tools/golden/training.py
"""

import json
from pathlib import Path

import torch
import transformers

OUTPUT = Path(__file__).parents[2] / "packages/training/fixtures/training.json"
RATES = [0.01, 0.02, 0.005]


def adamw() -> dict:
    """Three updates of a decayed weight, a head's weight at ten times the rate, and a bias that does not decay."""
    torch.manual_seed(1)
    parameters = {"encoder.weight": torch.randn(2, 3), "heads.similarity.weight": torch.randn(1, 3), "encoder.bias": torch.randn(3)}
    gradients = [{name: torch.randn_like(value) for name, value in parameters.items()} for _ in RATES]
    start = {name: value.tolist() for name, value in parameters.items()}
    live = {name: torch.nn.Parameter(value.clone()) for name, value in parameters.items()}
    groups = [
        {"params": [live["encoder.weight"]], "scale": 1, "weight_decay": 0.1},
        {"params": [live["heads.similarity.weight"]], "scale": 10, "weight_decay": 0.1},
        {"params": [live["encoder.bias"]], "scale": 1, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.999), eps=1e-8)
    after = []
    for rate, gradient in zip(RATES, gradients):
        for group in optimizer.param_groups:
            group["lr"] = rate * group["scale"]
        for name, parameter in live.items():
            parameter.grad = gradient[name].clone()
        optimizer.step()
        after.append({name: parameter.tolist() for name, parameter in live.items()})
    return {
        "weightDecay": 0.1,
        "learningRates": RATES,
        "start": start,
        "gradients": [{name: value.tolist() for name, value in step.items()} for step in gradients],
        "after": after,
    }


def clipping() -> list[dict]:
    torch.manual_seed(2)
    cases = []
    for scale, max_norm in [(1.0, 1.0), (0.01, 1.0), (1e6, 0.5)]:
        gradients = [torch.randn(2, 2) * scale, torch.randn(3) * scale]
        parameters = [torch.nn.Parameter(torch.zeros_like(gradient)) for gradient in gradients]
        for parameter, gradient in zip(parameters, gradients):
            parameter.grad = gradient.clone()
        norm = torch.nn.utils.clip_grad_norm_(parameters, max_norm)
        cases.append({
            "maxNorm": max_norm,
            "gradients": [gradient.tolist() for gradient in gradients],
            "norm": norm.item(),
            "clipped": [parameter.grad.tolist() for parameter in parameters],
        })
    return cases


SCHEDULES = {
    "linear": transformers.get_linear_schedule_with_warmup,
    "cosine": transformers.get_cosine_schedule_with_warmup,
    "constant": lambda optimizer, num_warmup_steps, num_training_steps: transformers.get_constant_schedule_with_warmup(optimizer, num_warmup_steps),
}


def schedule(kind: str) -> dict:
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1e-4)
    scheduler = SCHEDULES[kind](optimizer, num_warmup_steps=4, num_training_steps=20)
    rates = []
    for _ in range(20):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return {"peak": 1e-4, "warmupRatio": 0.2, "rates": rates}


if __name__ == "__main__":
    golden = {
        "tool": f"torch {torch.__version__}, transformers {transformers.__version__}",
        "adamw": adamw(),
        "clipping": clipping(),
        "schedules": {kind: schedule(kind) for kind in SCHEDULES},
    }
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(golden, indent=1) + "\n")
