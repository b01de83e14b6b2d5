import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";
import { expect, it, onTestFinished } from "vitest";
import { configCounts } from "./config-counts.ts";

const PAD = {
  id: 0,
  content: "<pad>",
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
};
const AS_IT_STANDS = { tokenizer_class: "PreTrainedTokenizerFast", model_max_length: 512, pad_token: "<pad>" };

function folderWith(config: object, tokenizer = { added_tokens: [PAD] }): string {
  const folder = mkdtempSync(join(tmpdir(), "config-counts-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, "config.json"), '{ "model_type": "bert" }');
  writeFileSync(join(folder, "tokenizer_config.json"), JSON.stringify(config));
  writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(tokenizer));
  return folder;
}

it("is nothing that a run follows from where tokenizer.json is taken as it stands", () => {
  expect(configCounts(folderWith(AS_IT_STANDS))).toBe(false);
  expect(configCounts(join(workspaceRoot, "checkpoints/e5-small-ko"))).toBe(false);
});

it.each([
  ["names a family's class", { ...AS_IT_STANDS, tokenizer_class: "BertTokenizer" }],
  ["names no class, and the model has one", { pad_token: "<pad>" }],
  ["has an option", { ...AS_IT_STANDS, do_lower_case: false }],
  ["declares a token", { ...AS_IT_STANDS, additional_special_tokens: ["<PERSON>"] }],
  ["declares a token in another form", { ...AS_IT_STANDS, pad_token: { content: "<pad>", lstrip: true } }],
  ["numbers the tokens", { ...AS_IT_STANDS, added_tokens_decoder: { 0: PAD } }],
])("counts where it %s", (_, config) => {
  expect(configCounts(folderWith(config))).toBe(true);
});

it("counts beside another vocabulary", () => {
  const folder = folderWith(AS_IT_STANDS);
  rmSync(join(folder, "tokenizer.json"));
  expect(configCounts(folder)).toBe(true);
});
