import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fuzzReader, writeCase } from "@dalmeum/testing/fuzz";
import { z } from "zod";
import { bytesOf, openCheckpoint, readJson } from "../src/index.ts";
import { fixtures } from "./read-expected.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const fixture = (name: string): Uint8Array => readFileSync(join(fixtures, name));

/** Every tensor of the checkpoint that is this one file. */
const tensorsOf = (name: string) => {
  const own = join(folder, name);
  mkdirSync(own);
  return (bytes: Uint8Array): void => {
    writeCase(join(own, name), bytes);
    for (const tensor of openCheckpoint(own).tensors.values()) bytesOf(tensor);
  };
};

fuzzReader({
  name: "safetensors",
  cases: 14_000,
  files: [
    "half/model.safetensors",
    "sharded/model-00001-of-00002.safetensors",
    "sharded/model-00002-of-00002.safetensors",
  ].map(fixture),
  words: [
    '"F32"',
    '"F16"',
    '"I64"',
    '"shape":[',
    '"data_offsets":[0,',
    "[",
    "{",
    "}",
    '"__metadata__"',
    '"__proto__"',
    "1e999",
  ],
  read: tensorsOf("model.safetensors"),
});
fuzzReader({
  name: "pytorch_model.bin",
  cases: 8000,
  files: ["module", "legacy", "small-zip", "pytorch_model", "protocol-3", "protocol-4", "expanded", "training"].map(
    (name) => fixture(`torch/${name}.bin`),
  ),
  words: [
    "PK\u0001\u0002",
    "PK\u0003\u0004",
    "PK\u0005\u0006",
    "cos\nsystem\n",
    "(",
    ")",
    "}",
    "R",
    "q\0",
    "h\0",
    "j",
    ".",
  ],
  read: tensorsOf("pytorch_model.bin"),
});
const anything = z.record(z.string(), z.record(z.string(), z.int()));
fuzzReader({
  name: "JSON",
  cases: 5000,
  files: [Buffer.from('{"a": {"b": 1, "가": -2e3}, "c": {}}'), fixture("sharded/model.safetensors.index.json")],
  words: ["[", "{", "}", '"__proto__":', "null", "1e999", "\\ud83d", '"\\u0000"', "\ufeff"],
  read: (bytes) => {
    writeCase(join(folder, "any.json"), bytes);
    readJson(join(folder, "any.json"), anything);
  },
});
