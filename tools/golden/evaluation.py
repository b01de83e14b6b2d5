"""Write packages/evaluation/fixtures/evaluation.json: correlations as SciPy computes them.

    python3 -m venv .venv && .venv/bin/pip install numpy scipy==1.17.1
    .venv/bin/python tools/golden/evaluation.py
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

OUTPUT = Path(__file__).parents[2] / "packages/evaluation/fixtures/evaluation.json"


def cases() -> dict:
    rng = np.random.default_rng(1)
    gold = np.round(rng.uniform(0, 5, 40), 1)
    near = gold + rng.normal(0, 0.7, 40)
    return {
        "plain": (near, gold),
        "many ties": (np.round(near), np.round(gold)),
        "falling": (-near, gold),
        "a large offset": (near + 1e6, gold),
        "two rows": (np.array([1.0, 2.0]), np.array([4.0, 3.0])),
    }


if __name__ == "__main__":
    golden = {
        "tool": f"scipy {scipy.__version__}, numpy {np.__version__}",
        "cases": [
            {
                "name": name,
                "predictions": predictions.tolist(),
                "gold": gold.tolist(),
                "pearson": float(stats.pearsonr(predictions, gold).statistic),
                "spearman": float(stats.spearmanr(predictions, gold).statistic),
            }
            for name, (predictions, gold) in cases().items()
        ],
    }
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(golden, indent=1) + "\n")
