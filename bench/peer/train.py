"""One job of the benchmark as PyTorch and transformers do it; prints one line of JSON.

    .venv/bin/python peer/train.py JOB PRECISION BATCHING PLAN
"""

import argparse
import json
import os
import resource
import time
from pathlib import Path

import numpy as np
import tokenizers
import torch
import transformers

from model import CrossEncoder, config_of, objective, optimizer

# The faster of eager and sdpa for each, see README.md.
TRAINING_ATTENTION, PREDICTION_ATTENTION = "eager", "sdpa"
PREDICTION_BATCH = 64


class Data:
    """Tokenized pairs; padding to the longest of a batch."""

    def __init__(self, plan: dict, pairs: list):
        tokenizer = tokenizers.Tokenizer.from_file(str(Path(plan["checkpoint"]) / "tokenizer.json"))
        tokenizer.enable_truncation(plan["maxLength"], strategy="longest_first")
        tokenizer.no_padding()
        self.ids = [encoding.ids for encoding in tokenizer.encode_batch([(a, b) for a, b, _ in pairs])]
        self.scores = torch.tensor([score for _, _, score in pairs])
        self.padding = plan["padTokenId"]
        self.padded_tokens = self.real_tokens = 0

    def batch(self, indices: list) -> tuple:
        rows = [self.ids[index] for index in indices]
        longest, real = max(map(len, rows)), sum(map(len, rows))
        ids = torch.full((len(rows), longest), self.padding)
        mask = torch.zeros((len(rows), longest), dtype=torch.long)
        for row, tokens in enumerate(rows):
            ids[row, : len(tokens)] = torch.tensor(tokens)
            mask[row, : len(tokens)] = 1
        self.padded_tokens += len(rows) * longest
        self.real_tokens += real
        return ids, mask, self.scores[indices]


class Peer:
    def __init__(self, plan: dict, precision: str):
        self.plan = plan
        self.precision = precision
        checkpoint = Path(plan["checkpoint"])
        self.model = CrossEncoder(config_of(checkpoint), TRAINING_ATTENTION)
        self.model.load(checkpoint, plan["head"])
        self.optimizer = optimizer(self.model, plan["weightDecay"], plan["headScale"])
        self.steps = 0

    def autocast(self) -> torch.autocast:
        return torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.precision == "bfloat16")

    def update(self, ids: torch.Tensor, mask: torch.Tensor, scores: torch.Tensor) -> float:
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan["learningRates"][self.steps] * group["scale"]
        self.steps += 1
        self.optimizer.zero_grad(set_to_none=True)
        with self.autocast():
            predictions = self.model(ids, mask)
        loss = objective(predictions, scores)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.plan["clipNorm"])
        self.optimizer.step()
        return loss.item()

    def predict(self, data: Data) -> torch.Tensor:
        self.model.eval()
        self.model.bert.set_attn_implementation(PREDICTION_ATTENTION)
        outputs = torch.empty(len(data.ids))
        order = sorted(range(len(data.ids)), key=lambda index: len(data.ids[index]))
        with torch.no_grad(), self.autocast():
            for start in range(0, len(order), PREDICTION_BATCH):
                indices = order[start : start + PREDICTION_BATCH]
                ids, mask, _ = data.batch(indices)
                outputs[indices] = self.model(ids, mask)
        return outputs


def check(peer: Peer, plan: dict, _: str) -> dict:
    data = Data(plan, [plan["train"][index] for index in plan["check"]])
    return {"loss": objective(peer.predict(data), data.scores).item(), "realTokens": data.real_tokens}


def steps(peer: Peer, plan: dict, _: str) -> dict:
    peer.model.train()
    data = Data(plan, plan["train"])
    for indices in plan["steps"]["warmup"]:
        peer.update(*data.batch(indices))
    data.padded_tokens = data.real_tokens = 0
    seconds, losses = [], []
    for indices in plan["steps"]["measured"]:
        start = time.perf_counter()
        losses.append(peer.update(*data.batch(indices)))
        seconds.append(time.perf_counter() - start)
    return {"stepSeconds": seconds, "losses": losses, "paddedTokens": data.padded_tokens, "realTokens": data.real_tokens}


def epoch(peer: Peer, plan: dict, batching: str) -> dict:
    peer.model.train()
    start = time.perf_counter()
    data = Data(plan, plan["train"])
    losses = [peer.update(*data.batch(indices)) for indices in plan["epoch"][batching]]
    report = {"seconds": time.perf_counter() - start, "losses": losses, "peakMemoryMegabytes": peak_memory()}
    dev = Data(plan, plan["dev"])
    pearson = np.corrcoef(peer.predict(dev).numpy(), dev.scores.numpy())[0, 1]
    return {**report, "paddedTokens": data.padded_tokens, "realTokens": data.real_tokens, "devPearson": pearson}


def predict(peer: Peer, plan: dict, _: str) -> dict:
    start = time.perf_counter()
    data = Data(plan, plan["train"])
    peer.predict(data)
    return {"seconds": time.perf_counter() - start, "pairs": len(data.ids)}


def first_step(peer: Peer, plan: dict, _: str) -> dict:
    peer.model.train()
    data = Data(plan, plan["train"])
    peer.update(*data.batch(plan["epoch"]["like-length"][0]))
    return {"finishedAt": time.time() * 1000}


def peak_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


JOBS = {"check": check, "steps": steps, "epoch": epoch, "predict": predict, "first-step": first_step}

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("job", choices=JOBS)
    parser.add_argument("precision", choices=["float32", "bfloat16"])
    parser.add_argument("batching", choices=["like-length", "random"])
    parser.add_argument("plan", type=Path)
    arguments = parser.parse_args()
    torch.set_num_threads(os.cpu_count())
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    plan = json.loads(arguments.plan.read_text())
    result = JOBS[arguments.job](Peer(plan, arguments.precision), plan, arguments.batching)
    versions = {"torch": torch.__version__, "transformers": transformers.__version__}
    print(json.dumps({"job": arguments.job, "peakMemoryMegabytes": peak_memory(), **result, "versions": versions}))
