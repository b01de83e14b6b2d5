"""Write small tokenizers of every family, 1,000 hard Korean strings, and the ids that the reference libraries give them.

The tokenizers learn from sentences of datasets/korsts and from half of the hard strings, so that odd characters have
pieces too. The one named "e5" takes its character map (nmt_nfkc) from checkpoints/e5-small-ko, and its file says so in
place of the map.

    .venv/bin/pip install tokenizers==0.23.3 transformers==5.23.0 sentencepiece==0.2.3 protobuf==7.36.2
    .venv/bin/python write_tokenizers.py OUTPUT_DIR
"""

import contextlib
import csv
import gzip
import io
import json
import random
import sys
import tempfile
import unicodedata
from pathlib import Path

import sentencepiece
import tokenizers
import transformers
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import BertTokenizer, RobertaTokenizer, XLMRobertaTokenizer
from transformers.convert_slow_tokenizer import DebertaV2Converter

ROOT = Path(__file__).resolve().parents[2]
CHARSMAP_OF = "checkpoints/e5-small-ko/tokenizer.json"
COUNT, VOCABULARY = 1000, 1200
PAIRS, LENGTHS, PARTS = 40, [7, 12, 24, 64], 150

FAMILIES_EMOJI = ["👨‍👩‍👧‍👦", "👍🏽", "🏳️‍🌈", "🇰🇷", "❤️‍🔥", "1️⃣", "😂", "🤷🏻‍♀️", "🫠", "☺︎"]
INVISIBLE = list("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u115f\u1160\u3164\u034f\u061c\u180e\ufe0f")
HANJA = list("韓國語漢字金樂車更豈不亂來冷勞㐀㒣⺀⼀𠀀𠮷𪚥𫝀𫠝𬺡\uf900\uf90a\ufa0e\ufa30\U0002f800")
WIDE = list("ＡＢＣａｂｃ１２３！？．，～￦￥ﾡﾢﾣￂￃｱｲ①②⑩㈜㉠㎏㎡㍿ﬁﬀ½²™℃…‥․Å℡㏇㋿")
FOREIGN = [
    "café", "cafe\u0301", "ΟΔΟΣ Σίσυφος", "İstanbul", "ıI", "Straße", "ẞ", "naïve", "Привет", "สวัสดี", "नमस्ते क्षि", "مرحبا",
    "שלום", "ひらがなカタカナ", "か\u3099", "ﾊﾟ", "Việt", "Vie\u0323\u0302t", "ǅ", "K", "Ω", "ſ", "𝐀𝟙", "ᾳ", "Ǆ", "ﷺ", "ŉ",
]
CONTROL = list("\x00\x01\x08\t\n\x0b\x0c\r\x1b\x1c\x1f\x7f\x80\x85\x9f\xa0\u1680\u2000\u2003\u2009\u2028\u2029\u202f\u205f\u3000\ufffd")
PUNCTUATION = ["!!!", "???", "...", "……", "~~~", "～～", "「」", "『』", "“”", "‘’", "·", "ㆍ", "--", "—", "『", "''", "``", "$%^&", "¿¡", "=+<>|", "@#", "'s", "n't", "'ll"]
LOOK_ALIKES = [
    "[SEP]", "[CLS]", "[MASK]", "[PAD]", "[UNK]", "[sep]", "[ SEP ]", "[SEP", "SEP]", "<s>", "</s>", "<mask>", "<pad>",
    "<unk>", "<S>", "< s >", "▁", "▁▁", "##가", "##", "Ġ가", "Ġ", "<0x41>", "[MASK][MASK]", "<mask><mask>",
]
# Characters that the Unicode tables of tokenizers do not know and those of Node do.
NEWER = set("㋿\u08d4")
BLANKS = ["", " ", "  ", "\t", "\n", "\r\n", "\u3000", "\u00a0", "\u200b", "\ufeff", "\u2028", "   \t  ", "▁", "\x00", "\x85"]
JAMO = [
    "ㅋㅋㅋㅋ", "ㅠㅠ", "ㅎㅎ", "ㄱㄴㄷ", "ㅏㅑㅓㅕ", "ㄳㄵㅄ", "ㆍㆎㅿㆁ", "\u1100\u1161\u11a8", "\u1100", "\u1161", "\u11a8",
    "\u1112\u119e\u11ab", "가\u11a8", "\uac00\u1161", "\u1100\u1100\u1161", "\ua960\ud7b0\ud7cb", "\u1113\u1161", "ㅏ\u11a8",
]
# Characters rewritten by the character map of the trained SentencePiece models: to one, to several, to none, from two.
RULES = [
    ("\u00a0", " "), ("\u3000", " "), ("\t", " "), ("\n", " "), ("\r", " "), ("\ufeff", " "), ("\u200b", ""), ("\u00ad", ""),
    ("㈜", "(주)"), ("①", "1"), ("②", "2"), ("½", "1⁄2"), ("…", "..."), ("℃", "°C"), ("ﬁ", "fi"), ("e\u0301", "é"),
    ("か\u3099", "が"), ("金", "금"), ("\uf90a", "金"), ("\u1100\u1161", "가"), ("\u1100\u1161\u11a8", "각"),
    *((chr(0xFF01 + i), chr(0x21 + i)) for i in range(94)),
]


def korsts() -> list[str]:
    with (ROOT / "datasets/korsts/train.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    return [row[column] for row in rows[::5] for column in ("sentence_1", "sentence_2")]


def hard_strings(sentences: list[str]) -> list[str]:
    rng = random.Random(20240607)

    def words(most: int) -> list[str]:
        chosen = rng.choice(sentences).split()
        return chosen[: rng.randint(1, most)]

    def mixed(odd: list[str], most: int = 4) -> str:
        """A few words with odd parts between them and inside them."""
        parts = words(most)
        for _ in range(rng.randint(1, 4)):
            part, at = rng.choice(odd), rng.randrange(len(parts))
            cut = rng.randint(0, len(parts[at]))
            parts[at] = parts[at][:cut] + part + parts[at][cut:] if rng.random() < 0.6 else parts[at] + " " + part
        return rng.choice([" ", " ", "  "]).join(parts)

    def odd_code_point() -> str:
        block = rng.choice([(0x80, 0x2FFF), (0x3000, 0xD7FF), (0xE000, 0xFFFF), (0x10000, 0x1FFFF), (0x20000, 0x3FFFF), (0xE0000, 0x10FFFF)])
        return chr(rng.randint(*block))

    def long_word() -> str:
        unit = rng.choice([*words(3), "가", "ㅋ", "ㅋㅎ", "아아", "a", "12", "韓", "하하하하", unicodedata.normalize("NFD", "한글")])
        word = unit * (rng.randint(60, 260) // len(unit) + 1)
        return word if rng.random() < 0.6 else f"{' '.join(words(2))} {word}"

    categories = [
        (120, lambda: unicodedata.normalize(rng.choice(["NFD", "NFKD"]), " ".join(words(6)))),
        (110, lambda: mixed(JAMO)),
        (110, lambda: mixed(FAMILIES_EMOJI)),
        (110, lambda: mixed(INVISIBLE)),
        (90, lambda: mixed(HANJA)),
        (90, lambda: mixed(WIDE)),
        (90, lambda: mixed(FOREIGN)),
        (60, lambda: mixed(PUNCTUATION) + str(rng.randint(0, 10 ** rng.randint(1, 9)))),
        (40, long_word),
        (60, lambda: mixed([odd_code_point() for _ in range(3)])),
        (60, lambda: mixed(CONTROL)),
        (60, lambda: mixed(LOOK_ALIKES)),
    ]
    strings = [*BLANKS, *LOOK_ALIKES, *JAMO, *FOREIGN]
    strings += [make() for count, make in categories for _ in range(count)]
    everything = [*JAMO, *FAMILIES_EMOJI, *INVISIBLE, *HANJA, *WIDE, *FOREIGN, *CONTROL, *PUNCTUATION, *LOOK_ALIKES]
    kept = list(dict.fromkeys(strings))
    rng.shuffle(kept)
    while len(kept) < COUNT:
        kept.append(mixed(everything, 8))
    return kept[:COUNT]


def word_piece(pieces: list[str], lowercase: bool, output: Path) -> Tokenizer:
    """Pieces of a SentencePiece model as WordPieces: the trainer of tokenizers breaks ties by chance."""
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    words = [piece[1:] if piece.startswith("▁") else f"##{piece}" for piece in pieces]
    characters = [character for piece in pieces for character in piece]
    words += [form for character in characters for form in (character, f"##{character}")]
    normalized = [normalizer.normalize_str(word).replace(" ", "") for word in words]
    tokens = [*special, *dict.fromkeys(word for word in normalized if word not in ("", "##"))]
    output.mkdir(parents=True, exist_ok=True)
    if not lowercase:
        (output / "vocab.txt").write_text("".join(f"{token}\n" for token in tokens))
        config = {"do_lower_case": False, "tokenizer_class": "BertTokenizer", "model_max_length": 512}
        (output / "tokenizer_config.json").write_text(json.dumps(config) + "\n")
        return BertTokenizer(str(output / "vocab.txt"), do_lower_case=False)._tokenizer
    tokenizer = Tokenizer(models.WordPiece({token: id for id, token in enumerate(tokens)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.add_special_tokens(special)
    tokenizer.save(str(output / "tokenizer.json"), pretty=False)
    return tokenizer


def byte_level(corpus: list[str], output: Path) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"], show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    tokenizer.train_from_iterator(corpus, trainer)
    output.mkdir(parents=True, exist_ok=True)
    tokenizer.model.save(str(output))
    return tokenizer


def sentence_piece(corpus: list[str], path: Path, **options) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    model = io.BytesIO()
    # A model holds the name of its rules, so that must not change.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        hexadecimal = lambda text: " ".join(f"{ord(c):X}" for c in text)
        Path("rules.tsv").write_text("".join(f"{hexadecimal(a)}\t{hexadecimal(b)}\n" for a, b in RULES))
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter([line for text in corpus for line in text.split("\n") if line]), model_writer=model,
            vocab_size=VOCABULARY + 600, model_type="unigram", character_coverage=0.9995, normalization_rule_tsv="rules.tsv",
            num_threads=1, minloglevel=2, hard_vocab_limit=False, **options,
        )
    path.write_bytes(model.getvalue())


class Slow:
    """What a converter asks of the tokenizer it converts."""

    def __init__(self, path: Path, ids: dict):
        self.vocab_file, self.ids = str(path), ids
        self.do_lower_case = self.split_by_punct = False

    def convert_tokens_to_ids(self, token: str) -> int:
        return self.ids[token]


def e5(xlm_roberta: Tokenizer, output: Path) -> Tokenizer:
    """The pieces of xlm_roberta behind the nmt_nfkc map and the pre-tokenizer of multilingual-e5's file."""
    tokenizer = Tokenizer.from_str(xlm_roberta.to_str())
    charsmap = json.loads((ROOT / CHARSMAP_OF).read_text())["normalizer"]["normalizers"][0]["precompiled_charsmap"]
    file = json.loads(tokenizer.to_str())
    file["normalizer"] = {"type": "Precompiled", "precompiled_charsmap": charsmap}
    metaspace = {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True, "prepend_scheme": "always"}
    file["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, metaspace]}
    written = {**file, "normalizer": {"type": "Precompiled", "precompiled_charsmap": f"see {CHARSMAP_OF}"}}
    output.mkdir(parents=True, exist_ok=True)
    (output / "tokenizer.json").write_text(json.dumps(written, ensure_ascii=False, separators=(",", ":")))
    return Tokenizer.from_str(json.dumps(file))


def families(corpus: list[str], output: Path) -> dict[str, Tokenizer]:
    byte_level(corpus, output / "roberta")
    roberta = RobertaTokenizer(str(output / "roberta/vocab.json"), str(output / "roberta/merges.txt"))._tokenizer
    sentence_piece(corpus, output / "xlm-roberta/sentencepiece.bpe.model")
    mask = {"content": "<mask>", "lstrip": True, "normalized": False, "rstrip": False, "single_word": False}
    (output / "xlm-roberta/special_tokens_map.json").write_text(json.dumps({"mask_token": mask}) + "\n")
    special = dict(pad_id=0, bos_id=1, eos_id=2, unk_id=3, pad_piece="[PAD]", bos_piece="[CLS]", eos_piece="[SEP]", unk_piece="[UNK]")
    sentence_piece(corpus, output / "deberta/spm.model", **special, user_defined_symbols=["[MASK]"])
    deberta = Slow(output / "deberta/spm.model", {"[CLS]": 1, "[SEP]": 2})
    xlm_roberta = XLMRobertaTokenizer.from_pretrained(output / "xlm-roberta")._tokenizer
    deberta_v2 = DebertaV2Converter(deberta).converted()
    deberta_v2.add_special_tokens(["[PAD]", "[CLS]", "[SEP]", "[UNK]", "[MASK]"])
    (output / "byte-level").mkdir(parents=True, exist_ok=True)
    roberta.save(str(output / "byte-level/tokenizer.json"), pretty=False)
    pieces = [piece for piece, _ in json.loads(xlm_roberta.to_str())["model"]["vocab"][4:-1]]
    return {
        "klue": word_piece(pieces, False, output / "klue"),
        "uncased": word_piece(pieces, True, output / "uncased"),
        "roberta": roberta,
        "xlm-roberta": xlm_roberta,
        "e5": e5(xlm_roberta, output / "e5"),
        "deberta": deberta_v2,
    }


def encodings(tokenizer: Tokenizer, strings: list[str]) -> dict:
    tokenizer.no_padding()
    tokenizer.no_truncation()
    ids = [tokenizer.encode(text, add_special_tokens=False).ids for text in strings]
    pairs = []
    for index in range(PAIRS):
        length = LENGTHS[index % len(LENGTHS)]
        tokenizer.enable_truncation(length, strategy="longest_first")
        texts = strings[2 * index], strings[2 * index + 1]
        encoded, single = tokenizer.encode(*texts), tokenizer.encode(texts[0])
        pairs.append({"maxLength": length, "ids": encoded.ids, "types": encoded.type_ids, "single": single.ids})
    tokenizer.no_truncation()
    return {"ids": ids, "pairs": pairs}


def parts(strings: list[str]) -> dict:
    """Normalizers and pre-tokenizers by themselves."""
    file = lambda tokenizer: json.loads(tokenizer.to_str())
    normalizer_parts = [
        normalizers.Lowercase(), normalizers.Strip(), normalizers.Strip(left=False, right=True), normalizers.NFKC(),
        normalizers.StripAccents(), normalizers.BertNormalizer(clean_text=False),
        normalizers.BertNormalizer(handle_chinese_chars=False, strip_accents=True, lowercase=False),
        normalizers.Sequence([normalizers.NFD(), normalizers.StripAccents(), normalizers.Lowercase()]),
        normalizers.Replace(Regex(r"\s{2,}|[\n\r\t]"), " "),
    ]
    pre_tokenizer_parts = [
        pre_tokenizers.BertPreTokenizer(), pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Whitespace(),
        pre_tokenizers.Punctuation(), pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.Digits(),
        pre_tokenizers.ByteLevel(add_prefix_space=True), pre_tokenizers.Metaspace(),
        pre_tokenizers.Metaspace(split=False), pre_tokenizers.Metaspace(prepend_scheme="never"),
        pre_tokenizers.Sequence([pre_tokenizers.Punctuation(), pre_tokenizers.Metaspace()]),
        pre_tokenizers.Split(Regex(r"\d+"), "removed"), pre_tokenizers.Split(Regex(r"\w+"), "isolated"),
    ]
    written = {"partStrings": strings, "normalizers": [], "preTokenizers": []}
    tokenizer = Tokenizer(models.BPE())
    for part in normalizer_parts:
        tokenizer.normalizer = part
        texts = [part.normalize_str(text) for text in strings]
        written["normalizers"].append({"json": file(tokenizer)["normalizer"], "texts": texts})
    for part in pre_tokenizer_parts:
        tokenizer.pre_tokenizer = part
        words = [[word for word, _ in part.pre_tokenize_str(text)] for text in strings]
        written["preTokenizers"].append({"json": file(tokenizer)["pre_tokenizer"], "words": words})
    return written


def main(output: Path) -> None:
    sentences = korsts()
    strings = hard_strings(sentences)
    corpus = sentences[:1200] + strings[::2]
    golden = {
        "tool": f"tokenizers {tokenizers.__version__}, transformers {transformers.__version__}, sentencepiece {sentencepiece.__version__}",
        "script": "tools/golden/write_tokenizers.py",
        "strings": strings,
        **parts([text for text in strings if not set(text) & NEWER][:PARTS]),
        "families": {name: encodings(t, strings) for name, t in families(corpus, output).items()},
    }
    text = json.dumps(golden, ensure_ascii=True, separators=(",", ":"))
    (output / "golden.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    print(golden["tool"], {name: len({i for ids in f["ids"] for i in ids}) for name, f in golden["families"].items()})


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
