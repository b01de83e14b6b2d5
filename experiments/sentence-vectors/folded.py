"""What a program in Python needs to be an experiment: the pairs, the team's folds, predictions written where it reads them."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np

SETS = ("train", "dev", "test")


def read_pairs(folder):
    """By set, its rows as dicts."""
    return {name: read_rows(Path(folder) / f"{name}.csv") for name in SETS}


def read_rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def scores_of(rows):
    return np.array([float(row["label"]) for row in rows])


def sentences_of(pairs):
    """Each sentence once, in a fixed order."""
    return sorted({row[side] for rows in pairs.values() for row in rows for side in ("sentence_1", "sentence_2")})


def predict_folds(pairs, folds_csv, features, fit):
    """
    By set, predictions: of training pairs by the fold's model that was kept from them, of others the mean of all folds' models.
    `folds_csv` is what `npx dalmeum data folds` writes; `fit(features, scores)` gives a function of features.
    """
    place = {row["id"]: index for index, row in enumerate(pairs["train"])}
    parts = defaultdict(lambda: {"train": [], "held-out": []})
    for row in read_rows(folds_csv):
        parts[row["fold"]][row["part"]].append(place[row["id"]])
    scores = scores_of(pairs["train"])
    predicted = {name: np.full(len(rows), np.nan if name == "train" else 0.0) for name, rows in pairs.items()}
    for part in parts.values():
        model = fit(features["train"][part["train"]], scores[part["train"]])
        predicted["train"][part["held-out"]] = model(features["train"][part["held-out"]])
        for name in ("dev", "test"):
            predicted[name] += model(features[name]) / len(parts)
    return predicted


def write_predictions(folder, pairs, predicted):
    Path(folder).mkdir(exist_ok=True)
    for name, file_name in (("train", "oof"), ("dev", "dev"), ("test", "test")):
        with open(Path(folder) / f"{file_name}.csv", "w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(["id", "prediction"])
            rows.writerows([row["id"], f"{value:.4f}"] for row, value in zip(pairs[name], predicted[name]))


def tell(pairs, predicted):
    for name in ("train", "dev"):
        r = np.corrcoef(predicted[name], scores_of(pairs[name]))[0, 1]
        print(f"{'out of fold' if name == 'train' else name}: r {r:.4f}")
