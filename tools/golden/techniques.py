"""Write packages/training/fixtures/techniques.json: what torch computes for each training technique on a tiny model.

    python3 -m venv .venv && .venv/bin/pip install torch==2.15.0
    .venv/bin/python tools/golden/techniques.py

The model: a pair's vector is the row of `words` that its token names; head `similarity` is w . x + b, head `binary`
v . x. The loss is the mean squared error of the first plus the binary cross-entropy of the second. Noise multiplies the
vectors; each forward pass takes the next one of the list.
"""

import json
from pathlib import Path

import torch
from torch.nn import functional as F

OUTPUT = Path(__file__).parents[2] / "packages/training/fixtures/techniques.json"
TOKENS = torch.tensor([0, 2, 2, 1])
SCORES = torch.tensor([1.0, 4.0, 0.0, 2.5], dtype=torch.float64)
LABELS = torch.tensor([0.0, 1.0, 0.0, 1.0], dtype=torch.float64)


def doubles(*shape):
    return torch.randn(*shape, dtype=torch.float64)


torch.manual_seed(3)
START = {"words": doubles(3, 3), "score.weight": doubles(1, 3), "score.bias": doubles(1), "binary.weight": doubles(1, 3)}
NOISE = [torch.bernoulli(torch.full((4, 3), 0.7, dtype=torch.float64)) / 0.7 for _ in range(3)]


def encode(parameters):
    return parameters["words"][TOKENS]


def heads(parameters, vectors):
    similarity = F.linear(vectors, parameters["score.weight"], parameters["score.bias"])[:, 0]
    return similarity, F.linear(vectors, parameters["binary.weight"])[:, 0]


def loss_of(similarity, binary):
    return F.mse_loss(similarity, SCORES) + F.binary_cross_entropy_with_logits(binary, LABELS)


def plain(parameters, noise):
    return loss_of(*heads(parameters, encode(parameters) * noise))


def live(parameters=START):
    return {name: value.clone().requires_grad_() for name, value in parameters.items()}


def backward(parameters, loss):
    return dict(zip(parameters, torch.autograd.grad(loss, list(parameters.values()))))


def r_drop(alpha):
    parameters = live()
    (s1, b1), (s2, b2) = [heads(parameters, encode(parameters) * noise) for noise in NOISE[:2]]
    p, q = torch.distributions.Bernoulli(logits=b1), torch.distributions.Bernoulli(logits=b2)
    kl = torch.distributions.kl_divergence
    apart = F.mse_loss(s1, s2) + ((kl(p, q) + kl(q, p)) / 2).mean()
    loss = (loss_of(s1, b1) + loss_of(s2, b2)) / 2 + alpha * apart
    return loss, backward(parameters, loss)


# Outputs of two passes: near each other, far apart, alike, and with probabilities that float32 rounds to 0 and 1.
FIRST = torch.tensor([0.3, -2.0, 4.0, 30.0, -8.0], dtype=torch.float64)
SECOND = torch.tensor([0.5, 3.0, 4.0, -30.0, -9.0], dtype=torch.float64)


def r_drop_distance(distance):
    first = FIRST.clone().requires_grad_()
    value = distance(first, SECOND)
    value.backward()
    return {"distance": value.item(), "gradient": first.grad.tolist()}


def both_kl(a, b):
    """Half of KL(p || q) + KL(q || p) of the two classes that each logit tells apart, mean over rows."""
    p, q = [F.log_softmax(torch.stack([torch.zeros_like(x), x], dim=1), dim=1) for x in (a, b)]
    apart = [F.kl_div(x, y, reduction="batchmean", log_target=True) for x, y in ((p, q), (q, p))]
    return (apart[0] + apart[1]) / 2


def fgm(epsilon):
    parameters = live()
    loss = plain(parameters, NOISE[0])
    clean = backward(parameters, loss)
    moved = {**START, "words": START["words"] + epsilon * clean["words"] / clean["words"].norm()}
    there = live(moved)
    adversarial = backward(there, plain(there, NOISE[1]))
    return loss, {name: clean[name] + adversarial[name] for name in clean}


def awp(gamma):
    parameters = live()
    loss = plain(parameters, NOISE[0])
    clean = backward(parameters, loss)
    moved = {
        name: value + gamma * value.norm() * clean[name] / clean[name].norm() if name.endswith("weight") else value
        for name, value in START.items()
    }
    there = live(moved)
    return loss, backward(there, plain(there, NOISE[1]))


def multi_sample_dropout(samples):
    parameters = live()
    vectors = encode(parameters)
    loss = torch.stack([loss_of(*heads(parameters, vectors * noise)) for noise in NOISE[:samples]]).mean()
    return loss, backward(parameters, loss)


def case(options, result):
    loss, gradients = result
    return {"options": options, "loss": loss.item(), "gradients": {name: value.tolist() for name, value in gradients.items()}}


if __name__ == "__main__":
    golden = {
        "tool": f"torch {torch.__version__}",
        "tokens": TOKENS.tolist(),
        "scores": SCORES.tolist(),
        "labels": LABELS.tolist(),
        "start": {name: value.tolist() for name, value in START.items()},
        "noise": [noise.tolist() for noise in NOISE],
        "rDrop": case({"alpha": 0.7}, r_drop(0.7)),
        "rDropDistances": {
            "first": FIRST.tolist(),
            "second": SECOND.tolist(),
            "score": r_drop_distance(F.mse_loss),
            "binaryLabel": r_drop_distance(both_kl),
        },
        "fgm": case({"epsilon": 0.5}, fgm(0.5)),
        "awp": case({"gamma": 0.1}, awp(0.1)),
        "multiSampleDropout": case({"samples": 3, "rate": 0.3}, multi_sample_dropout(3)),
    }
    OUTPUT.write_text(json.dumps(golden, indent=1) + "\n")
