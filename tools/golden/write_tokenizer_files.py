"""Write the ids that AutoTokenizer gives texts for tokenizers beside which other files declare tokens and options.

A case is a folder of packages/tokenizers/test/fixtures/tokenizers, or a small vocabulary of its own, with further files; the
golden file holds those files and the ids.

    .venv/bin/pip install tokenizers==0.23.3 transformers==5.23.0 sentencepiece==0.2.3 protobuf==7.36.2
    .venv/bin/python write_tokenizer_files.py packages/tokenizers/test/fixtures/tokenizers
"""

import gzip
import json
import shutil
import sys
import tempfile
from pathlib import Path

import tokenizers
import transformers
from transformers import AutoTokenizer

TEXTS = [
    "비가 온다", "오늘 날씨 좋다!", "<PERSON> 비가 온다", "<PERSON>님 눈이", "x<PERSON>y", "<PERSON> <PERSON>", "<PERSON><PERSON>", "비 <person> 눈",
    "<ORG>은 <LOC>에", "a<LOC>", "<LOC> b", "가<LOC>", "!<LOC>?", "<LOC>,<ORG>", "\u200d<LOC>", "e\u0301<LOC>", "비\u3000<ORG>\u3000눈", "비\u00a0<ORG>\u0085눈\ufeff<ORG>눈",
    "비 <ORG>  <ORG> 눈", "<PER", "<PERSON", "#@이름# 비 이름", "이름이", "Slack slack SLACK", "韓國 영화", "café CAFÉ", "비 <mask> [MASK] 눈", "[SEP] <s> </s> <unk>", "",
]
# DeBERTa's own map and stripping stay as in transformers 4: no text with odd spaces.
PLAIN = [text for text in TEXTS if not set(text) & set("\u3000\u00a0\u0085\ufeff\u200d\u0301")]

VOCABULARY = "[PAD] [UNK] [CLS] [SEP] [MASK] 비 비가 오늘 눈 눈이 온다 날씨 좋다 님 은 에 a b x y 가 ! ? , < > 이름 slack Slack 韓 國 韓國 영화 cafe café CAFÉ # @ ##이 ##y person PERSON LOC ORG".split()


def token(content: str, **flags: bool) -> dict:
    return {"content": content, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": False, **flags}


def word_piece(lowercase: bool, vocabulary: dict | None = None, added: list[dict] = (), **model: str) -> dict:
    """A small tokenizer.json; its model has no type where none is given."""
    vocabulary = vocabulary or {word: index for index, word in enumerate(VOCABULARY)}
    special = [{"id": vocabulary[word], **token(word, special=True)} for word in VOCABULARY[:5] if word in vocabulary]
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [*special, *added],
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": lowercase},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {**model, "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": vocabulary},
    }


TYPED = {"type": "WordPiece"}
BERT, ROBERTA = {"model_type": "bert"}, {"model_type": "roberta"}
CASED = {"do_lower_case": False}
ADDED = {"<PERSON>": 1, "<ORG>": 2, "<LOC>": 3}
DECODER = {
    "9000": token("<PERSON>"), "9001": token("<ORG>", lstrip=True, rstrip=True, special=True),
    "9002": token("<LOC>", single_word=True, normalized=True), "9003": token("이름", single_word=True), "9004": token("#@이름#", normalized=True),
}
MAP = {"additional_special_tokens": ["<PERSON>", "<ORG>"], "mask_token": token("<LOC>", lstrip=True)}
del MAP["mask_token"]["special"]
GENERIC = {"tokenizer_class": "PreTrainedTokenizerFast"}
holes = {word: index + (index > 12) * 7 for index, word in enumerate(VOCABULARY)}
repeated = VOCABULARY[:12] + ["", "비", ""] + VOCABULARY[12:] + ["눈 ", ""]
unigram = [["<s>", 0], ["<pad>", 0], ["</s>", 0], ["<unk>", 0], *([word, -1 - i / 8] for i, word in enumerate(["▁비", "▁", "가", "비", "▁눈", "비", "눈", "님"])), ["<mask>", 0]]
metaspace = {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True, "prepend_scheme": "always"}
untyped_unigram = {
    "version": "1.0", "truncation": None, "padding": None, "normalizer": None, "pre_tokenizer": metaspace, "decoder": metaspace,
    "added_tokens": [{"id": i, **token(unigram[i][0], special=True)} for i in (0, 1, 2, 3, 12)],
    "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0], "trim_offsets": True, "add_prefix_space": False},
    "model": {"unk_id": 3, "vocab": unigram},
}


def cases(byte_level: dict) -> dict[str, dict]:
    vocabularies = {"vocab.txt": ("klue", BERT), "vocab.json": ("roberta", ROBERTA), "sentencepiece.bpe.model": ("xlm-roberta", {"model_type": "xlm-roberta"}), "spm.model": ("deberta", {"model_type": "deberta-v2"})}
    declared = {
        "added_tokens.json": {"added_tokens.json": ADDED},
        "added_tokens.json, some special": {"added_tokens.json": ADDED, "config": {"additional_special_tokens": ["<PERSON>"]}},
        "added_tokens_decoder": {"config": {"added_tokens_decoder": DECODER}},
        "added_tokens_decoder in place of other lists": {"config": {"added_tokens_decoder": {"9000": token("<PERSON>")}}, "added_tokens.json": {"<LOC>": 1}, "special_tokens_map.json": MAP},
        "additional_special_tokens": {"config": {"additional_special_tokens": ["<PERSON>", {"__type": "AddedToken", **token("<LOC>", single_word=True)}]}},
        "extra_special_tokens": {"config": {"extra_special_tokens": ["<PERSON>", "<ORG>"]}},
        "extra_special_tokens by name": {"config": {"extra_special_tokens": {"person": "<PERSON>"}, "org_token": "<ORG>"}},
        "special_tokens_map.json": {"special_tokens_map.json": MAP, "config": {"mask_token": "<ORG>"}},
        "special_tokens_map.json and added_tokens.json": {"special_tokens_map.json": MAP, "added_tokens.json": ADDED},
    }
    found = {}
    for file, (folder, config) in vocabularies.items():
        for name, files in declared.items():
            own = {**(CASED if folder == "klue" else {}), **files.get("config", {})}
            rest = {key: value for key, value in files.items() if key != "config"}
            found[f"{file}: {name}"] = {"folder": folder, "texts": "plain" if folder == "deberta" else "all", "files": {"config.json": config, "tokenizer_config.json": own, **rest}}
    for name, files in declared.items():
        own = files.get("config", {})
        rest = {key: value for key, value in files.items() if key != "config"}
        for kind, settings in (("BertTokenizer", CASED), ("PreTrainedTokenizerFast", GENERIC)):
            found[f"tokenizer.json of {kind}: {name}"] = small(word_piece(False, **TYPED), {**settings, **own}, rest)
    inside = [{"id": 60, **token("<LOC>", single_word=True)}, {"id": 50, **token("<PERSON>", normalized=True)}, {"id": 70, **token("<ORG>", rstrip=True, special=True)}]
    for name, settings in (("BertTokenizer", CASED), ("PreTrainedTokenizerFast", GENERIC)):
        found[f"added tokens in a tokenizer.json of {name}"] = small(word_piece(False, added=inside, **TYPED), settings)
    for lowercase in (True, False):
        for name, options in {
            "nothing": {"tokenizer_class": "BertTokenizer"}, "do_lower_case": {"do_lower_case": not lowercase},
            "lower case with accents": {"do_lower_case": True, "strip_accents": False}, "strip_accents alone": {"do_lower_case": False, "strip_accents": True},
            "tokenize_chinese_chars": {"do_lower_case": False, "tokenize_chinese_chars": False}, "ElectraTokenizerFast": {"tokenizer_class": "ElectraTokenizerFast", "do_lower_case": not lowercase},
        }.items():
            found[f"tokenizer.json in {'lower' if lowercase else 'its'} case, tokenizer_config.json: {name}"] = small(word_piece(lowercase, **TYPED), options)
    found["BertTokenizer under a RoBERTa"] = {**small(word_piece(True, **TYPED), {"tokenizer_class": "BertTokenizer", **CASED}), "config": ROBERTA}
    for adds in (True, False):
        byte_level["pre_tokenizer"]["add_prefix_space"] = not adds
        found[f"byte-level tokenizer.json, tokenizer_config.json: add_prefix_space {adds}"] = {"folder": None, "texts": "all", "files": {"config.json": ROBERTA, "tokenizer.json": json.loads(json.dumps(byte_level)), "tokenizer_config.json": {"add_prefix_space": adds}}}
    found["WordPiece without a type"] = small(word_piece(False), CASED)
    found["BPE without a type"] = {"folder": None, "texts": "all", "files": {"config.json": ROBERTA, "tokenizer.json": {**byte_level, "model": {key: value for key, value in byte_level["model"].items() if key != "type"}}, "tokenizer_config.json": {"add_prefix_space": False}}}
    for name, settings in (("XLMRobertaTokenizer", {}), ("PreTrainedTokenizerFast", GENERIC)):
        found[f"Unigram without a type, a piece twice, of {name}"] = {"folder": None, "texts": "all", "files": {"config.json": {"model_type": "xlm-roberta"}, "tokenizer.json": untyped_unigram, "tokenizer_config.json": settings}}
    found["unused ids"] = small(word_piece(False, holes, **TYPED), CASED)
    beyond = [{"id": holes[VOCABULARY[-1]], **token(VOCABULARY[-1])}, {"id": 90, **token("<PERSON>")}, {"id": 91, **token("<ORG>", special=True)}]
    for name, settings in (("BertTokenizer", CASED), ("PreTrainedTokenizerFast", GENERIC)):
        found[f"unused ids, and a word beyond them among the added tokens, of {name}"] = small(word_piece(False, holes, beyond, **TYPED), settings, {"added_tokens.json": {"<LOC>": 3}})
    found["unused ids and an added token"] = small(word_piece(False, holes, **TYPED), CASED, {"added_tokens.json": ADDED})
    found["vocab.txt with repeated tokens and blank lines"] = {"folder": None, "texts": "all", "files": {"config.json": BERT, "tokenizer_config.json": CASED, "vocab.txt": "\n".join(repeated) + "\n"}}
    found["vocab.txt with repeated tokens and an added one"] = {"folder": None, "texts": "all", "files": {"config.json": BERT, "tokenizer_config.json": CASED, "vocab.txt": "\r\n".join(repeated), "added_tokens.json": ADDED}}
    return found


def small(tokenizer: dict, settings: dict, further: dict | None = None) -> dict:
    return {"folder": None, "texts": "all", "files": {"config.json": BERT, "tokenizer.json": tokenizer, "tokenizer_config.json": settings, **(further or {})}}


def encoded(fixtures: Path, case: dict) -> dict:
    texts = PLAIN if case["texts"] == "plain" else TEXTS
    with tempfile.TemporaryDirectory() as folder:
        if case["folder"]:
            shutil.copytree(fixtures / case["folder"], folder, dirs_exist_ok=True)
        for name, content in case["files"].items():
            Path(folder, name).write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False))
        tokenizer = AutoTokenizer.from_pretrained(folder)
        return {**case, "class": type(tokenizer).__name__, "ids": [tokenizer(text)["input_ids"] for text in texts], "pair": tokenizer(*texts[2:4])["input_ids"]}


def main(fixtures: Path) -> None:
    byte_level = json.loads((fixtures / "byte-level/tokenizer.json").read_text())
    golden = {
        "tool": f"tokenizers {tokenizers.__version__}, transformers {transformers.__version__}",
        "script": "tools/golden/write_tokenizer_files.py",
        "texts": {"all": TEXTS, "plain": PLAIN},
        "cases": {name: encoded(fixtures, case) for name, case in cases(byte_level).items()},
    }
    text = json.dumps(golden, ensure_ascii=True, separators=(",", ":"))
    (fixtures / "files.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    print(golden["tool"], len(golden["cases"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
