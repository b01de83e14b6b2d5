"""Gradient-boosted trees on what two sentences share: python predict.py folds.csv"""

import sys
from pathlib import Path

import numpy as np
from lightgbm import LGBMRegressor

HERE = Path(__file__).parent
sys.path.append(str(HERE / "../sentence-vectors"))

from folded import predict_folds, read_pairs, sentences_of, tell, write_predictions  # noqa: E402
from vectors import vectors_of  # noqa: E402

from features import features_of  # noqa: E402
from morphemes import Morphemes  # noqa: E402

SEEDS = (1, 2, 3)
OPTIONS = {
    "n_estimators": 1200,
    "learning_rate": 0.015,
    "num_leaves": 15,
    "min_child_samples": 30,
    "subsample": 0.7,
    "subsample_freq": 1,
    "colsample_bytree": 0.4,
    "reg_lambda": 5,
    "deterministic": True,
    "force_row_wise": True,
    "n_jobs": 2,
    "verbose": -1,
}


def fit(features, scores):
    models = [LGBMRegressor(random_state=seed, **OPTIONS).fit(features, scores) for seed in SEEDS]
    return lambda others: np.mean([model.predict(others) for model in models], axis=0)


def main():
    pairs = read_pairs(HERE / "../../datasets/korsts")
    sentences = sentences_of(pairs)
    morphemes = Morphemes(sentences)
    vectors = vectors_of(sorted({*sentences, *morphemes.forms()}))
    features = {
        name: np.array([features_of(row, morphemes, vectors) for row in rows], float) for name, rows in pairs.items()
    }
    predicted = predict_folds(pairs, sys.argv[1], features, fit)
    write_predictions(HERE / "predictions", pairs, predicted)
    tell(pairs, predicted)


if __name__ == "__main__":
    main()
