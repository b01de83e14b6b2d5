"""Write packages/losses/fixtures/losses.json: values and gradients of each loss as torch, torchvision and
sentence-transformers compute them.

    python3 -m venv .venv
    .venv/bin/pip install torch==2.15.0 torchvision==0.29.2 sentence-transformers==6.2.0
    .venv/bin/python tools/golden/losses.py
"""

import json
from pathlib import Path

import sentence_transformers
import torch
import torchvision
from sentence_transformers.sentence_transformer import losses as st
from torch.nn import functional as F
from torchvision.ops import sigmoid_focal_loss

OUTPUT = Path(__file__).parents[2] / "packages/losses/fixtures/losses.json"
TORCH = f"torch {torch.__version__}"
TORCHVISION = f"torchvision {torchvision.__version__}"
SENTENCE_TRANSFORMERS = f"sentence-transformers {sentence_transformers.__version__}"
PREDICTIONS = [0.3, 4.1, 2.2, 3.7, 1.5, 4.9]
SCORES = [0.0, 4.6, 2.0, 2.4, 3.2, 5.0]
LOGITS = [-2.5, 0.4, 1.7, -0.3, 3.1, -100.0]
LABELS = [0.0, 1.0, 0.0, 1.0, 1.0, 1.0]
# On the raters' grid of 0.2 but for 3.75, at both ends and beside them.
GRADES = [0.0, 4.8, 2.0, 2.4, 3.75, 5.0]
RAISED = [0.3, 4.9, 1.9, 2.47, 3.69, 5.3]
# Equal scores, of which neither is above the other.
TIED = [0.0, 4.6, 2.4, 2.4, 3.2, 4.6]
SENTENCE1 = [[0.9, -0.3, 1.2, 0.4], [-0.7, 0.8, 0.1, 0.6], [0.2, 0.5, -1.1, 0.3], [1.4, 0.2, 0.7, -0.9]]
SENTENCE2 = [[0.3, 0.7, 0.8, -0.6], [-1.0, 0.6, 0.5, 0.4], [0.9, -0.2, 0.1, 0.7], [1.1, 0.4, 0.8, -0.5]]
HARD_NEGATIVES = [[0.7, 0.1, -0.9, 0.5], [-0.8, 0.3, 0.4, 0.9], [0.1, 0.6, -0.8, 0.5], [0.2, -1.1, 0.6, 0.3]]
PAIR_SCORES = [1.2, 4.4, 0.0, 3.4]
PAIR_LABELS = [0.0, 1.0, 0.0, 1.0]


def doubles(values):
    return torch.tensor(values, dtype=torch.float64)


def pearson(p, t):
    return 1 - torch.corrcoef(torch.stack([p, t]))[0, 1]


def cosent(p, t):
    return st.CoSENTLoss(None, scale=4, similarity_fct=lambda x, _: x).compute_loss_from_embeddings([p, p], t)


def focal(alpha):
    return lambda p, t: sigmoid_focal_loss(p, t, alpha=alpha, gamma=1.5, reduction="mean")


def ordinal(p, t):
    thresholds = doubles([1.0, 2.2, 4.5])
    above = (t[:, None] > thresholds).double()
    return F.binary_cross_entropy_with_logits(3 * (p[:, None] - thresholds), above)


def grid_smoothing(cost):
    """Which scores each grade stands for, written out by hand for a step of 0.2 and a smoothing of 0.3."""
    likely = [
        {0.0: 0.85, 0.2: 0.15},
        {4.6: 0.15, 4.8: 0.7, 5.0: 0.15},
        {1.8: 0.15, 2.0: 0.7, 2.2: 0.15},
        {2.2: 0.15, 2.4: 0.7, 2.6: 0.15},
        # 3.75 is a quarter 3.6 and three quarters 3.8; 3.55 is 3.4 and 3.6, 3.95 is 3.8 and 4.0.
        {3.4: 0.0375, 3.6: 0.1125 + 0.175, 3.8: 0.525 + 0.0375, 4.0: 0.1125},
        {4.8: 0.15, 5.0: 0.85},
    ]

    def loss(p, _):
        rows = [sum(q * cost(p[row], doubles(g)) for g, q in grades.items()) for row, grades in enumerate(likely)]
        return torch.stack(rows).mean()

    return loss


def ranking(x, y, rows):
    logits = 20 * F.cosine_similarity(x[:, None], y[None], dim=2)
    return F.cross_entropy(logits[rows], torch.arange(len(x))[rows])


def multiple_negatives(x, y, t):
    return ranking(x, y, t >= 3.4)


def symmetric_multiple_negatives(x, y, t):
    return (ranking(x, y, t >= 3.4) + ranking(y, x, t >= 3.4)) / 2


def negatives_of_some(x, y, n, t):
    return ranking(x, torch.cat([y, n]), t >= 3.4)


def sentence_transformer(loss):
    """Of vectors of the sentences, hard negatives where there are some, and targets."""
    return lambda *columns: loss.compute_loss_from_embeddings(list(columns[:-1]), columns[-1])


BOTH_WAYS = {"directions": ("query_to_doc", "doc_to_query"), "partition_mode": "per_direction"}

LOSSES = {
    "pearsonLoss": (TORCH, pearson, PREDICTIONS, SCORES),
    "maeLoss": (TORCH, F.l1_loss, PREDICTIONS, SCORES),
    "mseLoss": (TORCH, F.mse_loss, PREDICTIONS, SCORES),
    "huberLoss": (TORCH, lambda p, t: F.huber_loss(p, t, delta=0.7), PREDICTIONS, SCORES),
    "binaryCrossEntropyLoss": (TORCH, F.binary_cross_entropy_with_logits, LOGITS, LABELS),
    "cosentLoss": (SENTENCE_TRANSFORMERS, cosent, PREDICTIONS, TIED),
    "focalLoss": (TORCHVISION, focal(0.3), LOGITS, LABELS),
    "focalLoss, labels alike": (TORCHVISION, focal(-1), LOGITS, LABELS),
    "ordinalLoss": (TORCH, ordinal, PREDICTIONS, SCORES),
    "gridSmoothingLoss of maeLoss": (TORCH, grid_smoothing(F.l1_loss), RAISED, GRADES),
    "gridSmoothingLoss of mseLoss": (TORCH, grid_smoothing(F.mse_loss), RAISED, GRADES),
}

VECTOR_LOSSES = {
    "cosineSimilarityLoss": (
        SENTENCE_TRANSFORMERS,
        lambda x, y, t: st.CosineSimilarityLoss(None).compute_loss_from_embeddings([x, y], t / 5),
        PAIR_SCORES,
    ),
    "contrastiveLoss": (SENTENCE_TRANSFORMERS, sentence_transformer(st.ContrastiveLoss(None, margin=0.9)), PAIR_LABELS),
    "angleLoss": (SENTENCE_TRANSFORMERS, sentence_transformer(st.AnglELoss(None, scale=7)), PAIR_SCORES),
    "multipleNegativesRankingLoss": (
        SENTENCE_TRANSFORMERS,
        sentence_transformer(st.MultipleNegativesRankingLoss(None)),
        PAIR_SCORES,
    ),
    "multipleNegativesRankingLoss, symmetric": (
        SENTENCE_TRANSFORMERS,
        sentence_transformer(st.MultipleNegativesRankingLoss(None, **BOTH_WAYS)),
        PAIR_SCORES,
    ),
    "multipleNegativesRankingLoss, some rows": (TORCH, multiple_negatives, PAIR_SCORES),
    "multipleNegativesRankingLoss, some rows, symmetric": (TORCH, symmetric_multiple_negatives, PAIR_SCORES),
}

VECTOR_LOSSES_OF_TRIPLETS = {
    "multipleNegativesRankingLoss": (
        SENTENCE_TRANSFORMERS,
        sentence_transformer(st.MultipleNegativesRankingLoss(None)),
        PAIR_SCORES,
    ),
    "multipleNegativesRankingLoss, symmetric": (
        SENTENCE_TRANSFORMERS,
        sentence_transformer(st.MultipleNegativesRankingLoss(None, **BOTH_WAYS)),
        PAIR_SCORES,
    ),
    "multipleNegativesRankingLoss, some rows": (TORCH, negatives_of_some, PAIR_SCORES),
}


def case(tool, loss, predictions, targets) -> dict:
    p = doubles(predictions).requires_grad_()
    value = loss(p, doubles(targets))
    value.backward()
    facts = {"tool": tool, "predictions": predictions, "targets": targets}
    return {**facts, "value": value.item(), "gradient": p.grad.tolist()}


def vector_case(tool, loss, targets, *, sentences) -> dict:
    vectors = [doubles(rows).requires_grad_() for rows in sentences]
    value = loss(*vectors, doubles(targets))
    value.backward()
    gradients = [each.grad.tolist() for each in vectors]
    return {"tool": tool, "targets": targets, "value": value.item(), "gradients": gradients}


def uncertainty_case() -> dict:
    s, similarity, binary = [doubles(values).requires_grad_() for values in ([0.4, -0.7], PREDICTIONS, LOGITS)]
    regression = F.mse_loss(similarity, doubles(SCORES))
    classification = F.binary_cross_entropy_with_logits(binary, doubles(LABELS))
    value = torch.exp(-s[0]) * regression / 2 + s[0] / 2 + torch.exp(-s[1]) * classification + s[1] / 2
    value.backward()
    outputs = {"similarity": PREDICTIONS, "binary": LOGITS}
    gradients = {"logVariances": s.grad, "similarity": similarity.grad, "binary": binary.grad}
    return {
        "tool": TORCH,
        "outputs": outputs,
        "targets": {"similarity": SCORES, "binary": LABELS},
        "logVariances": s.tolist(),
        "value": value.item(),
        "gradients": {name: gradient.tolist() for name, gradient in gradients.items()},
    }


if __name__ == "__main__":
    golden = {
        "losses": {name: case(*parts) for name, parts in LOSSES.items()},
        "vectors": {"sentence1": SENTENCE1, "sentence2": SENTENCE2, "hardNegative": HARD_NEGATIVES},
        "vectorLosses": {
            name: vector_case(*parts, sentences=[SENTENCE1, SENTENCE2]) for name, parts in VECTOR_LOSSES.items()
        },
        "vectorLossesOfTriplets": {
            name: vector_case(*parts, sentences=[SENTENCE1, SENTENCE2, HARD_NEGATIVES])
            for name, parts in VECTOR_LOSSES_OF_TRIPLETS.items()
        },
        "uncertaintyWeighting": uncertainty_case(),
    }
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(golden, indent=1) + "\n")
