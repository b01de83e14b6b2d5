"""Ridge regression on what two sentences' vectors differ in and share: python predict.py folds.csv"""

import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from folded import predict_folds, read_pairs, sentences_of, tell, write_predictions
from vectors import paired, vectors_of

HERE = Path(__file__).parent
PENALTY = 10_000


def features_of(rows, vectors):
    one, other = paired(rows, vectors)
    cosine = (one * other).sum(1, keepdims=True)
    return np.concatenate([np.abs(one - other), one * other, cosine, np.arccos(np.clip(cosine, -1, 1))], 1)


def fit(features, scores):
    return make_pipeline(StandardScaler(), Ridge(PENALTY)).fit(features, scores).predict


def main():
    pairs = read_pairs(HERE / "../../datasets/korsts")
    vectors = vectors_of(sentences_of(pairs))
    features = {name: features_of(rows, vectors) for name, rows in pairs.items()}
    predicted = predict_folds(pairs, sys.argv[1], features, fit)
    write_predictions(HERE / "predictions", pairs, predicted)
    tell(pairs, predicted)


if __name__ == "__main__":
    main()
