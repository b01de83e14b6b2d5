"""The same updates as PyTorch and transformers do them; appends a result a line to OUT/peer.jsonl.

    python3 peer.py PLAN OUT
"""

import argparse
import json
import statistics
import time
from pathlib import Path

import torch

from model import CrossEncoder, config_of, objective, optimizer

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
LEARNING_RATE = 1e-5
CLIP_NORM = 1.0
# Ids as the other side draws them.
FIRST_WORD, WORDS = 5, 19_000


def synchronize() -> None:
    if DEVICE == "cuda":
        torch.cuda.synchronize()


def wait_for(loss: torch.Tensor) -> None:
    """Reading a loss waits for its update; one that is not finite would be an update of nothing."""
    if not torch.isfinite(loss).item():
        raise ValueError("an update's loss is not finite")


class Training:
    def __init__(self, config: dict, case: dict, batch_size: int, compiled: bool):
        torch.manual_seed(1)
        self.bfloat16 = case["precision"] == "bfloat16"
        self.model = CrossEncoder(config, "sdpa").to(DEVICE).train()
        self.optimizer = optimizer(self.model, 0.01, 10.0)
        # One program a shape, as the other side has; and none that is left of the case before, of which only so many are kept.
        torch.compiler.reset()
        self.predict = torch.compile(self.model, dynamic=False) if compiled else self.model
        shape = (batch_size, case["length"])
        self.ids = torch.randint(FIRST_WORD, WORDS, shape, device=DEVICE)
        self.mask = torch.ones(shape, dtype=torch.long, device=DEVICE)
        self.scores = 5 * torch.rand(batch_size, device=DEVICE)

    def update(self) -> torch.Tensor:
        for group in self.optimizer.param_groups:
            group["lr"] = LEARNING_RATE * group["scale"]
        self.optimizer.zero_grad(set_to_none=True)
        with torch.autocast(DEVICE, dtype=torch.bfloat16, enabled=self.bfloat16):
            predictions = self.predict(self.ids, self.mask)
        loss = objective(predictions, self.scores)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), CLIP_NORM)
        self.optimizer.step()
        return loss.detach()


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(plan: dict, case: dict, compiled: bool) -> dict:
    torch.set_float32_matmul_precision("high" if case["precision"] == "tf32" else "highest")
    if DEVICE == "cuda":
        torch.cuda.reset_peak_memory_stats()
    config = config_of(Path(plan["models"][case["model"]]["checkpoint"]))
    training = Training(config, case, plan["batchSize"], compiled)
    first = seconds(lambda: wait_for(training.update()))
    for _ in range(1, plan["warmup"]):
        wait_for(training.update())
    read = [seconds(lambda: wait_for(training.update())) for _ in range(plan["measured"])]

    def one_late() -> None:
        before = training.update()
        for _ in range(1, plan["measured"]):
            following = training.update()
            wait_for(before)
            before = following
        wait_for(before)
        synchronize()

    late = seconds(one_late)
    return {
        "part": "speed",
        "runtime": "torch.compile" if compiled else "pytorch",
        **case,
        "batchSize": plan["batchSize"],
        "firstStepSeconds": first,
        "readSeconds": statistics.median(read),
        "lateSeconds": late / plan["measured"],
        "memory": torch.cuda.max_memory_allocated() if DEVICE == "cuda" else None,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("plan", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    plan = json.loads(arguments.plan.read_text())
    for case in [*plan["cases"]["beforeEpoch"], *plan["cases"]["afterEpoch"]]:
        for compiled in (False, True):
            try:
                result = measure(plan, case, compiled)
            except Exception as error:
                what = f"{'torch.compile' if compiled else 'pytorch'}, {case['model']}, length {case['length']}"
                result = {"part": "failed", "what": f"{what}, {case['precision']}", "reason": repr(error)[:500]}
            with open(arguments.out / "peer.jsonl", "a") as lines:
                lines.write(json.dumps(result) + "\n")
            print(json.dumps(result), flush=True)
