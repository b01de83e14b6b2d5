import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { sentenceModuleNotes } from "./sentence-modules.ts";

function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-modules-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(content));
  }
  return folder;
}

/** As sentence-transformers 6.2.0 writes them, and as those before it did. */
const modules = [
  { idx: 0, name: "0", path: "", type: "sentence_transformers.base.modules.transformer.Transformer" },
  { idx: 1, name: "1", path: "1_Pooling", type: "sentence_transformers.sentence_transformer.modules.pooling.Pooling" },
  { idx: 2, name: "2", path: "2_Normalize", type: "sentence_transformers.models.Normalize" },
];
const dense = { idx: 3, name: "3", path: "3_Dense", type: "sentence_transformers.models.Dense" };
const cls = { embedding_dimension: 8, pooling_mode: "cls", include_prompt: true };
const legacy = { word_embedding_dimension: 8, pooling_mode_cls_token: true, pooling_mode_mean_tokens: false };
const notes = (files: Readonly<Record<string, unknown>>, pooling: "first" | "mean" | "attention" = "mean") =>
  sentenceModuleNotes(folderOf(files), "checkpoints/x", pooling);

it.each([cls, legacy])("tell of another pooling, and which one it is here: %o", (config) => {
  const files = { "modules.json": modules, "1_Pooling/config.json": config };
  const first = 'found the pooling cls, and the experiment names "mean"; pooling: "first" in experiment.ts';
  expect(notes(files)).toEqual([`checkpoints/x/1_Pooling/config.json: ${first} is what it was trained with`]);
  expect(notes(files, "attention")).toHaveLength(1);
  expect(notes(files, "first")).toEqual([]);
});

it("tell of a pooling that is not here, and of several at once", () => {
  const [max] = notes({ "1_Pooling/config.json": { pooling_mode: "max" } });
  expect(max).toContain("no pooling here is that one");
  const [both] = notes({ "1_Pooling/config.json": { pooling_mode: ["cls", "mean"] } }, "first");
  expect(both).toContain('found the pooling cls and mean, and the experiment names "first"; no pooling here');
});

it("tell of a module that is left out", () => {
  const files = { "modules.json": [...modules, dense], "1_Pooling/config.json": cls };
  const [found, ...more] = notes(files, "first");
  expect(found).toContain("checkpoints/x/modules.json: the module Dense (3_Dense) is left out");
  expect(more).toEqual([]);
});

it("tell nothing of a folder without modules, and do not stop a training where modules cannot be read", () => {
  expect(notes({ "config.json": {} })).toEqual([]);
  for (const path of ["../../etc", "..", "/etc"]) {
    const [outside] = notes({ "modules.json": [{ ...modules[1], path }] });
    expect(outside).toContain("expected a folder's name");
  }
});
