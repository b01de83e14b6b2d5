"""Write packages/evaluation/fixtures/evaluation.json: statistics as SciPy, statsmodels, scikit-learn and R's psych compute them.

    python3 -m venv .venv && .venv/bin/pip install numpy scipy==1.17.1 statsmodels==0.15.0 scikit-learn==1.9.1
    apt-get install r-base-core r-cran-psych
    .venv/bin/python tools/golden/evaluation.py
"""

import json
import subprocess
from pathlib import Path

import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy import stats
from sklearn.isotonic import IsotonicRegression
from statsmodels.stats.multitest import multipletests

OUTPUT = Path(__file__).parents[2] / "packages/evaluation/fixtures/evaluation.json"
SCIPY = f"scipy {scipy.__version__}, numpy {np.__version__}"
STATSMODELS = f"statsmodels {statsmodels.__version__}"


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
        "values near 1e300 and 1e-300": (near * 1e300 / 8, gold * 1e-300),
        "all equal but one": (np.where(np.arange(40) == 7, 2.7, 2.6), gold),
        "a spread of 1e-6 about 4.6, in float64": (4.6 + 1e-6 * near, gold),
        "a spread of 1e-3 about 4.6, as float32 has it": (np.float32(4.6 + 1e-3 * near).astype(float), gold),
    }


def large() -> dict:
    """What a formula makes of row numbers, so that no values need be kept: n = 137,900 rows."""
    rows = np.arange(137_900)
    gold = rows * 7919 % 51 / 10
    predictions = 2.5 + (rows * 104_729 % 1009) / 1009 + gold / 100
    return {
        "rows": len(rows),
        "pearson": float(stats.pearsonr(predictions, gold).statistic),
        "spearman": float(stats.spearmanr(predictions, gold).statistic),
    }


def correlations() -> list:
    return [
        {
            "name": name,
            "predictions": predictions.tolist(),
            "gold": gold.tolist(),
            "pearson": float(stats.pearsonr(predictions, gold).statistic),
            "spearman": float(stats.spearmanr(predictions, gold).statistic),
        }
        for name, (predictions, gold) in cases().items()
    ]


def fisher() -> dict:
    predictions, gold = cases()["plain"]
    result = stats.pearsonr(predictions, gold)
    interval = result.confidence_interval(0.9)
    return {"tool": SCIPY, "r": result.statistic, "n": len(gold), "level": 0.9, "low": interval.low, "high": interval.high}


def holm() -> dict:
    p_values = [0.04, 0.001, 0.03, 0.03, 0.6, 0.012]
    return {"tool": STATSMODELS, "pValues": p_values, "corrected": multipletests(p_values, method="holm")[1].tolist()}


def williams() -> dict:
    """psych counts from 1: its r12 and r13 share list 1, so gold comes first there."""
    script = (
        "suppressMessages(library(psych)); t <- r.test(n={n}, r12={r13}, r13={r23}, r23={r12}, twotailed=TRUE);"
        'cat(format(c(t$t, t$p), digits=15)); cat("", paste0("psych ", packageVersion("psych"), ", ", R.version.string))'
    )
    results = []
    for r13, r23, r12, n in [(0.4, 0.5, 0.1, 103), (0.81, 0.8, 0.95, 500), (0.82, 0.7, 0.6, 30), (-0.2, 0.3, 0.4, 8)]:
        command = ["Rscript", "-e", script.format(r13=r13, r23=r23, r12=r12, n=n)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        statistic, p_value, tool = printed.split(maxsplit=2)
        results.append(
            {"r13": r13, "r23": r23, "r12": r12, "n": n, "statistic": float(statistic), "pValue": float(p_value)}
        )
    return {"tool": tool, "cases": results}


def isotonic() -> dict:
    rng = np.random.default_rng(2)
    x = np.round(rng.uniform(0, 5, 30), 1)
    y = np.round(x**1.5 + rng.normal(0, 2, 30), 2)
    places = np.linspace(-0.5, 5.5, 25)
    return {
        "tool": f"scikit-learn {sklearn.__version__}",
        "x": x.tolist(),
        "y": y.tolist(),
        "places": places.tolist(),
        "curve": IsotonicRegression(out_of_bounds="clip").fit(x, y).predict(places).tolist(),
    }


def settling() -> dict:
    """Two arms with spreads of their own: what 80 % power detects, and the first number of seeds that detects 0.015."""
    examples, rows, variances = 4e-6, 500, np.array([1e-4, 4e-4])

    def detectable(seeds: int, level: float = 0.95) -> float:
        parts = np.array([examples, *(variances / seeds)])
        freedom = parts.sum() ** 2 / (parts**2 / np.array([rows - 1, seeds - 1, seeds - 1])).sum()
        quantiles = stats.t.ppf([(1 + level) / 2, 0.8], freedom)
        return quantiles.sum() * np.sqrt(parts.sum())

    return {
        "tool": SCIPY,
        "variance": {
            "examples": examples,
            "rows": rows,
            "arms": [{"variance": variance, "seeds": 3} for variance in variances],
        },
        "detectable": detectable(3),
        "detectableAt90": detectable(3, 0.9),
        "distance": 0.015,
        "seeds": next(seeds for seeds in range(2, 1000) if detectable(seeds) <= 0.015),
    }


def looks() -> dict:
    """What looks after 2 to 5 of five blocks spend of 0.025, by Lan and DeMets' function like O'Brien and Fleming's."""
    alpha, blocks = 0.025, 5
    spent = [2 * stats.norm.sf(stats.norm.isf(alpha / 2) / np.sqrt(block / blocks)) for block in range(2, blocks + 1)]
    return {"tool": SCIPY, "alpha": alpha, "blocks": blocks, "levels": np.diff([0, *spent]).tolist()}


def calibration() -> dict:
    """Four bins of ten rows each, in the order of the predictions."""
    rng = np.random.default_rng(3)
    predictions = np.sort(np.round(rng.uniform(0, 5, 40), 3))
    gold = np.round(predictions**2 / 5 + rng.normal(0, 0.5, 40), 2)
    line = stats.linregress(predictions, gold)
    bins = np.repeat(np.arange(4), 10)
    dummies = (bins[:, None] == np.arange(1, 4)).astype(float)
    design = sm.add_constant(predictions)
    larger = sm.OLS(gold, np.column_stack([design, dummies])).fit()
    statistic, p_value, _ = larger.compare_f_test(sm.OLS(gold, design).fit())
    residual = (predictions - gold)[:10]
    interval = stats.ttest_1samp(residual, 0).confidence_interval(0.95)
    return {
        "tool": f"{SCIPY}, {STATSMODELS}",
        "predictions": predictions.tolist(),
        "gold": gold.tolist(),
        "slope": line.slope,
        "intercept": line.intercept,
        "lackOfFit": {"statistic": statistic, "pValue": p_value, "degreesOfFreedom": [3, int(larger.df_resid)]},
        "firstBinResidual": {"estimate": residual.mean(), "low": interval.low, "high": interval.high},
    }


def arms() -> dict:
    rng = np.random.default_rng(4)
    gold = np.round(rng.uniform(0, 5, 80), 1)
    shared = rng.normal(0, 1, 80)

    def arm(noise: float) -> np.ndarray:
        return np.round(gold + noise * (shared + rng.normal(0, 1, (3, 80))), 3)

    control, treatment = arm(1), arm(0.8)

    def metrics(predictions: np.ndarray, scores: np.ndarray, of) -> np.ndarray:
        return np.array([of(row, scores).statistic for row in predictions])

    def difference(rows: np.ndarray, of) -> float:
        return metrics(treatment[:, rows], gold[rows], of).mean() - metrics(control[:, rows], gold[rows], of).mean()

    before, after = metrics(control, gold, stats.pearsonr), metrics(treatment, gold, stats.pearsonr)
    welch = stats.ttest_ind(after, before, equal_var=False).confidence_interval(0.95)
    draws = {}
    for of, resamples in [(stats.pearsonr, 20_000), (stats.spearmanr, 4000)]:
        values = [difference(rng.integers(0, 80, 80), of) for _ in range(resamples)]
        low, high = np.quantile(values, [0.025, 0.975])
        draws[of.__name__.removesuffix("r")] = {"low": low, "high": high, "standardError": np.std(values, ddof=1)}
    return {
        "tool": SCIPY,
        "gold": gold.tolist(),
        "control": control.tolist(),
        "treatment": treatment.tolist(),
        "perSeed": {"control": before.tolist(), "treatment": after.tolist()},
        "welch": {"low": welch.low, "high": welch.high},
        "bootstrap": draws,
    }


if __name__ == "__main__":
    golden = {
        "tool": SCIPY,
        "cases": correlations(),
        "large": large(),
        "fisher": fisher(),
        "holm": holm(),
        "williams": williams(),
        "isotonic": isotonic(),
        "calibration": calibration(),
        "arms": arms(),
        "settling": settling(),
        "looks": looks(),
    }
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(golden, indent=1) + "\n")
