"""Write packages/evaluation/fixtures/distributions.json: distances of two samples, and bounds of correlations, by SciPy and NumPy.

    python3 -m venv .venv && .venv/bin/pip install numpy==2.4.6 scipy==1.17.1
    .venv/bin/python tools/golden/distributions.py
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy import optimize, stats

OUTPUT = Path(__file__).parents[2] / "packages/evaluation/fixtures/distributions.json"
LEVEL = 0.9999


def cases() -> dict:
    rng = np.random.default_rng(1)
    a, b = rng.normal(2.5, 1.2, 40), rng.normal(2.2, 1.1, 55)
    return {
        "plain": (a, b),
        "many ties": (np.round(a), np.round(b)),
        "scaled": (a, b / 5),
        "apart": (np.array([0.0, 1.0]), np.array([2.0, 3.0, 4.0])),
        "equal": (a, a),
    }


def least_correlation(r13: float, r23: float) -> float:
    """The smaller root of the determinant of the three correlations' matrix."""
    determinant = lambda r12: np.linalg.det(np.array([[1, r12, r13], [r12, 1, r23], [r13, r23, 1]]))
    return optimize.brentq(determinant, -1, r13 * r23, xtol=1e-14)


def main() -> None:
    written = {
        "tool": f"scipy {scipy.__version__}, numpy {np.__version__}",
        "level": LEVEL,
        "cases": [
            {
                "name": name,
                "a": a.tolist(),
                "b": b.tolist(),
                "distance": float(stats.ks_2samp(a, b).statistic),
                "band": float(stats.kstwobign.isf(1 - LEVEL) * np.sqrt(1 / len(a) + 1 / len(b))),
            }
            for name, (a, b) in cases().items()
        ],
        "leastCorrelations": [
            {"r13": r13, "r23": r23, "least": least_correlation(r13, r23)}
            for r13, r23 in [(0.86, 0.85), (0.3, 0.2), (-0.4, 0.7)]
        ],
    }
    OUTPUT.write_text(json.dumps(written, indent=1) + "\n")


if __name__ == "__main__":
    main()
