"""Check that what `npx dalmeum export` wrote gives in Python what `npx dalmeum predict` gives.

    python tools/check_export.py FOLDER PREDICTIONS PAIRS [FOLDER PREDICTIONS PAIRS ...]

Runs the programs of each folder's README.md, which define `scores(pairs)`, and compares with predictions.csv
(id, prediction) on pairs.csv (id, sentence_1, sentence_2 and, where the model asks for it, source). Scores may differ by
1e-4. Programs of bi-encoders that define `embed(sentences)` are compared too, with `first` and `second` [pairs, H] of
embeddings.safetensors where it lies beside the predictions, to 1e-4 of its largest entry. A program whose library is
missing is skipped, which --require forbids. It runs code that it finds in the folders: check only your own exports.
"""

import argparse
import csv
import json
import os
import re
import sys

import numpy as np

TOLERANCE = 1e-4
BATCH = 8
PROGRAM = re.compile(r"^With ([\w-]+):\n\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def array(values):
    return values.detach().cpu().numpy() if hasattr(values, "detach") else np.asarray(values)


def in_batches(function, *columns):
    parts = [
        array(function(*(list(column[start : start + BATCH]) for column in columns)))
        for start in range(0, len(columns[0]), BATCH)
    ]
    return np.concatenate(parts)


def run(folder, code):
    before = os.getcwd()
    os.chdir(folder)
    try:
        program = {}
        exec(compile(code, os.path.join(folder, "README.md"), "exec"), program)
        return program
    finally:
        os.chdir(before)


def check(folder, predictions, pairs, required):
    with open(os.path.join(folder, "dalmeum.json"), encoding="utf-8") as file:
        sourced = len(json.load(file)["reading"]["sources"]) > 0
    with open(os.path.join(folder, "README.md"), encoding="utf-8") as file:
        programs = PROGRAM.findall(file.read())
    table = rows(pairs)
    by_id = {row["id"]: float(row["prediction"]) for row in rows(predictions)}
    expected = np.array([by_id[row["id"]] for row in table])
    first, second = ([row[name] for row in table] for name in ("sentence_1", "sentence_2"))
    sources = [[row["source"] for row in table]] if sourced else []
    embeddings = os.path.join(os.path.dirname(os.path.abspath(predictions)), "embeddings.safetensors")
    failures = 0
    for title, code in programs:
        if required and title not in required:
            continue
        try:
            program = run(folder, code)
        except ModuleNotFoundError as error:
            print(f"{folder}: {title}: {'FAILED' if required else 'skipped'}, {error}")
            failures += bool(required)
            continue
        found = in_batches(program["scores"], list(zip(first, second, *sources)))
        compared = [("scores", np.abs(found - expected).max(), TOLERANCE)]
        if "embed" in program and os.path.exists(embeddings):
            from safetensors.numpy import load_file

            for side, sentences in (("first", first), ("second", second)):
                known = load_file(embeddings)[side]
                vectors = in_batches(program["embed"], sentences, *sources)
                compared.append((f"{side} vectors", np.abs(vectors - known).max(), TOLERANCE * np.abs(known).max()))
        for what, difference, tolerance in compared:
            # A NaN is no agreement.
            good = difference <= tolerance
            failures += not good
            print(f"{folder}: {title}: {what} of {len(table)} pairs differ by {difference:.1e} at most{'' if good else ': FAILED'}")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--require", action="append", default=[], help="check these programs alone, and fail without them")
    parser.add_argument("paths", nargs="+", metavar="FOLDER PREDICTIONS PAIRS")
    options = parser.parse_args()
    if len(options.paths) % 3:
        parser.error("expected a folder, its predictions and its pairs, as often as you like")
    triples = zip(*[iter(os.path.abspath(path) for path in options.paths)] * 3)
    sys.exit(1 if sum(check(*triple, options.require) for triple in triples) else 0)


if __name__ == "__main__":
    main()
