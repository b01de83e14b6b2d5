#!/usr/bin/env bash
# transformers 5.23.0 with tokenizers 0.23.3: where tokenizer_config.json names a family's class, AutoTokenizer takes of a folder's
# tokenizer.json the vocabulary, and builds normalizer, pre-tokenizer and template itself. A tokenizer.json that keeps case is then
# read in lower case, and one that says NFC or adds no special tokens is not obeyed either, without a word; tokenizers' own
# Tokenizer.from_file and the class PreTrainedTokenizerFast obey the same file. A file that is right for one reader of a folder is
# therefore wrong for the other. We do what the class does, and what we write names PreTrainedTokenizerFast
# (packages/tokenizers/src/sources/tokenizer-json.ts).
# Seen, for "Ab" and a vocabulary that has both "Ab" and "ab": tokenizers ["Ab"], PreTrainedTokenizerFast ["Ab"],
# BertTokenizer ["ab"].
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet transformers==5.23.0 tokenizers==0.23.3
cat >check.py <<'PY'
import json, os, sys
import tokenizers, transformers
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import Whitespace

words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "Ab", "ab"]
tokenizer = Tokenizer(WordPiece({word: index for index, word in enumerate(words)}, unk_token="[UNK]"))
tokenizer.pre_tokenizer = Whitespace()
seen = {"tokenizers": tokenizer.encode("Ab").tokens}
for name in ("PreTrainedTokenizerFast", "BertTokenizer"):
    os.makedirs(name)
    tokenizer.save(f"{name}/tokenizer.json")
    with open(f"{name}/tokenizer_config.json", "w") as file:
        json.dump({"tokenizer_class": name, "unk_token": "[UNK]"}, file)
    with open(f"{name}/config.json", "w") as file:
        json.dump({"model_type": "bert"}, file)
    seen[name] = transformers.AutoTokenizer.from_pretrained(name).tokenize("Ab")
print(f"transformers {transformers.__version__}, tokenizers {tokenizers.__version__}: {json.dumps(seen)}")
if seen != {"tokenizers": ["Ab"], "PreTrainedTokenizerFast": ["Ab"], "BertTokenizer": ["ab"]}:
    sys.exit("transformers does otherwise now")
PY
venv/bin/python check.py 2>&1 | grep transformers
