"""Check that AutoTokenizer of transformers gives a folder's texts the ids that Dalmeum gives them.

    python tools/check_tokenizer.py CASES.json

CASES.json is a list of {"folder", "texts": [text], "ids": [[id]], "pairs": [[text, text]], "pairIds": [[id]]}.
"""

import json
import sys

from transformers import AutoTokenizer


def main(path):
    with open(path, encoding="utf-8") as file:
        cases = json.load(file)
    failures = 0
    for case in cases:
        tokenizer = AutoTokenizer.from_pretrained(case["folder"])
        asked = [(text,) for text in case["texts"]] + [tuple(pair) for pair in case["pairs"]]
        for texts, ids in zip(asked, case["ids"] + case["pairIds"]):
            found = tokenizer(*texts).input_ids
            if found != ids:
                failures += 1
                print(f"{case['folder']}: {texts!r}: found {found}, expected {ids}")
        print(f"{case['folder']}: {len(asked)} texts and pairs checked")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main(sys.argv[1])
