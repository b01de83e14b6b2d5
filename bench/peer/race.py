"""Races of simulated blocks by Optuna's WilcoxonPruner, as its documentation says to use it.

    .venv/bin/python peer/race.py BLOCKS {seed,fifth}

Each point is a trial, made one after the other, the control first. A block's score is reported under the block's number, so that
the pruner pairs a trial's blocks with those of the best trial; a trial that is to be pruned returns the mean so far. Blocks of a
seed come together, as one run gives them all.
"""

import csv
import itertools
import sys
import warnings

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)


def races(path: str, grain: str):
    """(field, draw), and {arm: {seed: [score of each block]}}."""
    with open(path, newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row["part"] == "0") == (grain == "seed")]
    for key, group in itertools.groupby(rows, key=lambda row: (row["field"], row["draw"])):
        arms = {}
        for row in group:
            arms.setdefault(int(row["arm"]), {}).setdefault(int(row["seed"]), []).append(float(row["score"]))
        yield key, arms


def race(arms: dict) -> tuple:
    study = optuna.create_study(direction="maximize", pruner=optuna.pruners.WilcoxonPruner())
    dropped, asked = [], 0
    for arm, seeds in arms.items():
        trial, scores = study.ask(), []
        for blocks in seeds.values():
            asked += 1
            for score in blocks:
                trial.report(score, len(scores))
                scores.append(score)
            if trial.should_prune():
                dropped.append(arm)
                break
        study.tell(trial, sum(scores) / len(scores))
    return dropped, [] if study.best_trial.number in dropped else [study.best_trial.number], asked


if __name__ == "__main__":
    print(f"version,{optuna.__version__}")
    for (field, draw), arms in races(*sys.argv[1:]):
        dropped, chosen, asked = race(arms)
        print(field, draw, " ".join(map(str, dropped)), " ".join(map(str, chosen)), asked, sep=",")
