"""Scores a CSV of pairs with sentence-transformers: `encode.py FOLDER PAIRS OUTPUT float32|bfloat16`. Prints one line of JSON."""

import csv
import json
import resource
import sys

import sentence_transformers
import torch

folder, pairs, output, precision = sys.argv[1:]
with open(pairs, encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))

model = sentence_transformers.SentenceTransformer(folder, device="cpu")
# One call, so that all sentences are sorted by length together, as it sorts them.
sentences = [row["sentence_1"] for row in rows] + [row["sentence_2"] for row in rows]
with torch.autocast("cpu", torch.bfloat16, enabled=precision == "bfloat16"):
    vectors = model.encode(sentences, batch_size=64, convert_to_tensor=True)
first, second = vectors.float().split(len(rows))
scores = 5 * torch.nn.functional.cosine_similarity(first, second)

with open(output, "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["id", "prediction"])
    writer.writerows([row["id"], score] for row, score in zip(rows, scores.tolist()))

used = resource.getrusage(resource.RUSAGE_SELF)
print(
    json.dumps(
        {
            "processorSeconds": used.ru_utime + used.ru_stime,
            "peakKibibytes": used.ru_maxrss,
            "versions": {"sentence-transformers": sentence_transformers.__version__, "torch": torch.__version__},
        }
    )
)
