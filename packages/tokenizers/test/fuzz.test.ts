import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fuzzReader, writeCase } from "@dalmeum/testing/fuzz";
import { afterAll } from "vitest";
import { loadTokenizer } from "../src/index.ts";
import { tokenizersFolder } from "./read-tokenizer-golden.ts";

const root = mkdtempSync(join(tmpdir(), "fuzz-tokenizers-"));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const limits = { vocabSize: 10_000, typeVocabSize: 2, maxLength: 64 };
const JSON_WORDS = [
  ...[
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "null",
    "true",
    "1e999",
    '"__proto__":',
    '"\\ud83d"',
    '"type":"Sequence"',
    '"Split"',
  ],
  ...['"BPE"', '"WordPiece"', '"Unigram"', '"Regex":', '"[UNK]"', '"</s>"', '"id":', '"normalized":true'],
];

/** The tokenizer of a folder of the fixtures with one file changed, and what it makes of a few sentences. */
function fuzzTokenizer(family: string, file: string, cases: number, words: readonly string[]): void {
  const folder = join(root, `${family}-${file}`);
  mkdirSync(folder);
  const own = join(tokenizersFolder, family);
  for (const name of readdirSync(own)) writeFileSync(join(folder, name), readFileSync(join(own, name)));
  fuzzReader({
    name: `${family}/${file}`,
    cases,
    files: [readFileSync(join(own, file))],
    words,
    read: (bytes) => {
      writeCase(join(folder, file), bytes);
      const tokenizer = loadTokenizer(folder, limits);
      tokenizer.encodeSingle("한 남자가 [UNK] 기타를 친다. 🎸 ", 32);
      tokenizer.encodePair("가나다 aaaaaaaaaaaaaaaaaaaaaaaa!", "</s> \u1112\u1161\u11ab", 24);
    },
  });
}

const VOCABULARY_WORDS = ["\n", "\n\n", "##", "##가", "[UNK]", "[CLS]", " ", "\u2581", "\u0120", "a b", "\ufffd", "\0"];
/** Field numbers, lengths and bounds of protocol buffers. */
const MODEL_WORDS = ["\n", "\u0012", "\u001a", "\u007f", "\u0000", "\u0010\u0001", "\u2581", "<s>", "<unk>", "<0x00>"];

fuzzTokenizer("klue", "vocab.txt", 1500, VOCABULARY_WORDS);
fuzzTokenizer("klue", "tokenizer_config.json", 600, [...JSON_WORDS, '"do_lower_case"', '"strip_accents"']);
fuzzTokenizer("roberta", "vocab.json", 1000, JSON_WORDS);
fuzzTokenizer("roberta", "merges.txt", 900, VOCABULARY_WORDS);
fuzzTokenizer("byte-level", "tokenizer.json", 1000, JSON_WORDS);
fuzzTokenizer("uncased", "tokenizer.json", 1000, JSON_WORDS);
fuzzTokenizer("xlm-roberta", "sentencepiece.bpe.model", 1300, MODEL_WORDS);
fuzzTokenizer("xlm-roberta", "special_tokens_map.json", 300, JSON_WORDS);
fuzzTokenizer("deberta", "spm.model", 1100, MODEL_WORDS);
