"""Write packages/ensembling/fixtures/ensembling.json: blends and scalings as SciPy and scikit-learn compute them.

    python3 -m venv .venv && .venv/bin/pip install numpy scipy==1.17.1 scikit-learn==1.9.1
    .venv/bin/python tools/golden/ensembling.py
"""

import json
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy import stats
from scipy.optimize import minimize, nnls
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler

OUTPUT = Path(__file__).parents[2] / "packages/ensembling/fixtures/ensembling.json"
SCIPY = f"scipy {scipy.__version__}, numpy {np.__version__}"
SKLEARN = f"scikit-learn {sklearn.__version__}"


def members() -> tuple:
    """Gold scores, four members of unlike quality, scale and bias, and the same members' predictions of other pairs."""
    rng = np.random.default_rng(8)

    def predict(gold):
        shared = rng.normal(0, 0.4, len(gold))
        return np.column_stack(
            [
                gold + shared + rng.normal(0, 0.5, len(gold)),
                0.8 * gold + 0.7 + shared + rng.normal(0, 0.6, len(gold)),
                gold / 5 + rng.normal(0, 0.25, len(gold)),
                shared * 2 + rng.normal(0, 0.3, len(gold)) + 2,
            ]
        )

    gold = np.round(rng.uniform(0, 5, 60), 1)
    return gold, predict(gold), predict(np.round(rng.uniform(0, 5, 12), 1))


def scalings(x: np.ndarray, unseen: np.ndarray) -> dict:
    ties, others = np.round(x[:, 0]), np.round(unseen[:, 0] * 2) / 2
    return {
        "fitted": ties.tolist(),
        "values": others.tolist(),
        "minMax": MinMaxScaler().fit(ties[:, None]).transform(others[:, None])[:, 0].tolist(),
        "standard": StandardScaler().fit(ties[:, None]).transform(others[:, None])[:, 0].tolist(),
        "rank": [stats.percentileofscore(ties, value, kind="mean") / 100 for value in others],
    }


def rank_average(x: np.ndarray, gold: np.ndarray, unseen: np.ndarray) -> list:
    def ranks(values):
        columns = range(x.shape[1])
        return np.mean([[stats.percentileofscore(x[:, c], v, kind="mean") / 100 for v in values[:, c]] for c in columns], axis=0)

    line = LinearRegression().fit(ranks(x)[:, None], gold)
    return line.predict(ranks(unseen)[:, None]).tolist()


def non_negative(x: np.ndarray, gold: np.ndarray) -> dict:
    weights, _ = nnls(x - x.mean(axis=0), gold - gold.mean())
    return {"weights": weights.tolist(), "intercept": float(gold.mean() - x.mean(axis=0) @ weights)}


def ridge(x: np.ndarray, gold: np.ndarray, unseen: np.ndarray, penalty: float) -> dict:
    model = make_pipeline(StandardScaler(), Ridge(alpha=penalty)).fit(x, gold)
    return {"penalty": penalty, "weights": model[-1].coef_.tolist(), "predictions": model.predict(unseen).tolist()}


def highest_correlation(x: np.ndarray, gold: np.ndarray) -> dict:
    """The simplex's best blend, by a method that knows gradients and bounds."""
    result = minimize(
        lambda w: -stats.pearsonr(x @ w, gold).statistic,
        np.full(x.shape[1], 1 / x.shape[1]),
        method="SLSQP",
        bounds=[(0, 1)] * x.shape[1],
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
        options={"ftol": 1e-15, "maxiter": 1000},
    )
    return {"weights": result.x.tolist(), "pearson": -result.fun}


def rosenbrock(point: np.ndarray) -> float:
    return float(sum(100 * (b - a**2) ** 2 + (1 - a) ** 2 for a, b in zip(point, point[1:])))


def nelder_mead() -> list:
    cases = []
    for start in ([-1.2, 1.0], [1.3, 0.0, 0.8], [0.5, -0.3, 0.9, 0.2]):
        for steps in (1, 7, 40):
            options = {"adaptive": True, "maxiter": steps, "xatol": 1e-8, "fatol": 1e-8}
            result = minimize(rosenbrock, start, method="Nelder-Mead", options=options)
            cases.append({"start": start, "steps": steps, "point": result.x.tolist(), "value": result.fun})
    return cases


def main() -> None:
    gold, x, unseen = members()
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    fixture = {
        "scipy": SCIPY,
        "sklearn": SKLEARN,
        "gold": gold.tolist(),
        "members": x.T.tolist(),
        "unseen": unseen.T.tolist(),
        "scalings": scalings(x, unseen),
        "rankAverage": rank_average(x, gold, unseen),
        "nonNegativeLeastSquares": non_negative(x, gold),
        "ridgeStacking": ridge(x, gold, unseen, 3.0),
        "pearsonWeights": highest_correlation(x[:, :3], gold),
        "nelderMead": nelder_mead(),
    }
    OUTPUT.write_text(json.dumps(fixture, indent=1) + "\n")


if __name__ == "__main__":
    main()
