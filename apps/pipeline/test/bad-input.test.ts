import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSafetensors, writeSafetensors } from "@dalmeum/files";
import { describe, expect, it } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { createWorkspace, dataFiles, experimentSource, parameterisedSource } from "./workspace.ts";

const TRAIN = "datasets/tiny/train.csv";
const EXPERIMENT = "experiments/tiny/experiment.ts";
const rows = dataFiles[TRAIN].split("\n");
const [, firstRow = ""] = rows;

/** One message on standard error, exit code 1, no stack, no result. */
async function expectError(root: string, commandLine: string, message: string | RegExp): Promise<void> {
  const { code, stdout, stderr } = await dalmeum(root, commandLine);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at |unexpected error/);
  expect(code).toBe(1);
  expect(stdout).not.toMatch(/training|accepted/);
}

const edited = (path: keyof typeof dataFiles, from: string | RegExp, to: string): Record<string, string> => ({
  [path]: dataFiles[path].replace(from, to),
});
const row = (label: string, sentence = "비가 온다."): Record<string, string> =>
  edited(TRAIN, firstRow, `train-0,test,${sentence},눈이 온다.,${label}`);

describe("training refuses, before it makes a run folder,", () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ["a misspelt column", edited(TRAIN, "sentence_1", "sentense_1"), /train\.csv:1: .*missing: "sentence_1"/],
    ["a label outside 0..5", row("5.5,1"), /line 2, column label: found "5\.5", expected a number from 0 to 5/],
    ["an empty label", row(",1"), /line 2, column label: found "", expected a finite number/],
    ["a label that is NaN", row("NaN,1"), /line 2, column label: found "NaN"/],
    ["a label with a comma", row('"2,5",0'), /line 2, column label: found "2,5", expected .* not a comma/],
    ["an empty sentence", row("1,0", " "), /line 2, column sentence_1: found " ", expected a sentence/],
    ["a duplicate id", edited(TRAIN, "train-1", "train-0"), /line 3, column id: found "train-0" again/],
    ["too many fields", row("1,0,7"), /line 2: found 7 fields, expected 6/],
    ["too few fields", row("1"), /line 2: found 5 fields, expected 6/],
    ["an empty file", { [TRAIN]: "" }, /found an empty file/],
    [
      "rows that break a pinned threshold",
      {
        ...row("5,0"),
        [EXPERIMENT]: experimentSource.replace('"datasets/tiny"', '"datasets/tiny", binaryThreshold: 3'),
      },
      /train\.csv:2, column binary-label: found 0 at label 5, expected 1/,
    ],
    [
      "one dev pair",
      { "datasets/tiny/dev.csv": dataFiles["datasets/tiny/dev.csv"].split("\n", 2).join("\n") },
      /found 1 dev pairs/,
    ],
    [
      "a dataset that is not there",
      { [EXPERIMENT]: experimentSource.replace("datasets/tiny", "datasets/tyni") },
      /tyni\/train\.csv, which is not there/,
    ],
    [
      "a dataset outside",
      { [EXPERIMENT]: experimentSource.replace("datasets/tiny", "../tiny") },
      /expected one inside the workspace/,
    ],
    [
      "a checkpoint that is not there",
      { [EXPERIMENT]: experimentSource.replace("checkpoints/tiny", "checkpoints/none") },
      /checkpoints\/none\/config\.json, which is not there/,
    ],
    [
      "a dataset that is no dependency",
      { "datasets/tiny/package.json": '{"name":"@test/other"}' },
      /add "@test\/other": "workspace:\*"/,
    ],
    [
      "a package.json that was copied with an experiment",
      {
        "experiments/tiny/package.json": JSON.stringify({
          ...{ name: "@test/other", scripts: { train: "dalmeum train other", submit: "dalmeum submit tiny" } },
          dependencies: { "@test/tiny-data": "workspace:*", "@test/tiny-checkpoint": "workspace:*" },
        }),
        "experiments/other/package.json": '{"name":"@test/other"}',
      },
      /tiny\/package\.json: 2 problems\n.* is that of experiments\/other too; make it "@dalmeum\/experiment-tiny".*\n.*script train is of other; make it `dalmeum train tiny`/,
    ],
    [
      "a package.json that was copied with a dataset",
      { "datasets/other/package.json": '{"name":"@test/tiny-data"}' },
      /reads datasets\/tiny, whose package\.json is a copy: its name, "@test\/tiny-data", is that of datasets\/other too; make it "@dalmeum\/tiny"/,
    ],
    [
      "too long sequences",
      { [EXPERIMENT]: experimentSource.replace("maxLength: 32", "maxLength: 999") },
      /found maxLength 999, the model takes up to 64/,
    ],
    [
      "a model without a loss for a head",
      { [EXPERIMENT]: experimentSource.replace("[0.5, maeLoss()]", '[0.5, maeLoss(), "binary"]') },
      /model has heads similarity, the objective reads/,
    ],
    [
      "wrong values in an experiment",
      { [EXPERIMENT]: experimentSource.replace("epochs: 2", "epochs: 0").replace("[1, 2]", "[1, 1, -2]") },
      /3 problems\n {2}epochs: found 0.*\n {2}seeds: found -2.*\n {2}seeds: found 1 again/,
    ],
    [
      "training options that cannot work",
      {
        [EXPERIMENT]: experimentSource
          .replace("adamw, ", "adamw, rDrop, ")
          .replace("epochs: 2", "accumulation: 1.5, techniques: [rDrop({ alpha: 1 }), rDrop({ alpha: 2 })], epochs: 2"),
      },
      /2 problems\n {2}accumulation: found 1\.5.*\n {2}techniques: found rDrop again, expected each once/,
    ],
    [
      "more frozen layers than there are",
      { [EXPERIMENT]: experimentSource.replace("epochs: 2", "frozenLayers: 3, epochs: 2") },
      /frozenLayers: found 3, expected an integer from 0 to 2/,
    ],
    [
      "a part of a layer frozen",
      { [EXPERIMENT]: experimentSource.replace("epochs: 2", "frozenLayers: 1.5, epochs: 2") },
      /frozenLayers: found 1\.5, expected an integer from 0 on/,
    ],
    [
      "a technique that cannot work",
      {
        [EXPERIMENT]: experimentSource
          .replace("adamw, ", "adamw, fgm, ")
          .replace("epochs: 2", "techniques: [fgm({ epsilon: -1 })], epochs: 2"),
      },
      /fgm: found epsilon -1, expected a finite number above 0/,
    ],
    [
      "an option that is misspelt",
      { [EXPERIMENT]: experimentSource.replace("leakage:", "leakge:") },
      /experiments\/tiny\/experiment\.ts cannot be loaded: defineExperiment: 1 problem\n {2}leakge: .*Did you mean leakage\?/,
    ],
    [
      "a loss that is not called",
      { [EXPERIMENT]: experimentSource.replace("maeLoss()]", "maeLoss]") },
      /weightedSum: 1 problem\n {2}term 2: found maeLoss itself, which has still to be called: maeLoss\(\.\.\.\)/,
    ],
    [
      "a loss in place of an objective",
      { [EXPERIMENT]: experimentSource.replace(/weightedSum\(\[.*\]\)/, "maeLoss()") },
      /objective: found maeLoss\(\.\.\.\), expected an objective, e\.g\. weightedSum/,
    ],
    [
      "parameters that give no experiment",
      {
        [EXPERIMENT]: parameterisedSource.replace(
          /=> ?defineExperiment\(([^]*)\)\);/,
          "=> { defineExperiment($1); });",
        ),
      },
      /withParameters was given a function that returns nothing, expected/,
    ],
    [
      "an experiment that does not load",
      { [EXPERIMENT]: "export default {" },
      /experiments\/tiny\/experiment\.ts cannot be loaded/,
    ],
    [
      "an experiment of another kind",
      { [EXPERIMENT]: "export default {};" },
      /expected `export default defineExperiment/,
    ],
    [
      "an experiment that imports what it does not depend on",
      { [EXPERIMENT]: `import "@dalmeum/nothing";\n${experimentSource}` },
      /cannot be loaded/,
    ],
  ])("%s", async (_, files, message) => {
    const root = createWorkspace(files);
    await expectError(root, "train tiny", message);
  });

  it("a file that is not UTF-8", async () => {
    const root = createWorkspace();
    writeFileSync(join(root, TRAIN), Buffer.from([...Buffer.from(`${rows[0] ?? ""}\n`), 0xb0, 0xa1]));
    await expectError(root, "train tiny", /train\.csv:2: found byte 0xb0 .* not UTF-8/);
  });

  it("a checkpoint that is truncated, or whose tensors do not fit", async () => {
    const root = createWorkspace();
    const path = join(root, "checkpoints/tiny/model.safetensors");
    const { "embeddings.LayerNorm.weight": norm, ...others } = readSafetensors(path).tensors;
    if (!norm) throw new Error("the checkpoint has other names");
    writeSafetensors(path, { ...others, surplus: norm });
    await expectError(root, "train tiny", /embeddings\.LayerNorm\.weight[\s\S]*surplus/);
    writeSafetensors(path, { ...others, "embeddings.LayerNorm.weight": { shape: [1, 16], values: norm.values } });
    await expectError(root, "train tiny", /embeddings\.LayerNorm\.weight.*\[1, 16\]/);
    truncateSync(path, 1000);
    await expectError(root, "train tiny", /model\.safetensors/);
    rmSync(path);
    await expectError(root, "train tiny", /model\.safetensors, which is not there/);
    expect(existsSync(join(root, "experiments/tiny/runs"))).toBe(false);
  });
});

it("takes files with BOM and CRLF", async () => {
  const root = createWorkspace({ [TRAIN]: `\uFEFF${dataFiles[TRAIN].replaceAll("\n", "\r\n")}` });
  expect(await dalmeum(root, "train tiny --seed 1")).toMatchObject({ code: 0, stderr: "" });
});

describe("check refuses a submission with", () => {
  const right = ["id,target", ...Array.from({ length: 5 }, (_, index) => `test-${index},1`)];
  const submission = (...lines: string[]): string => [...lines, ""].join("\n");
  it.each([
    ["a missing id", submission(...right.slice(0, -1)), /id "test-4" of the test set is missing/],
    ["an extra id", submission(...right, "test-5,1"), /line 7, column id: found "test-5"/],
    ["a duplicate id", submission(...right, "test-4,1"), /line 7, column id: found "test-4" again/],
    ["reordered ids", submission("id,target", ...right.slice(1).toReversed()), /the ids are reordered/],
    ["NaN", submission(...right).replace("test-1,1", "test-1,NaN"), /line 3, column target: found "NaN"/],
    ["infinity", submission(...right).replace("test-1,1", "test-1,-inf"), /line 3, column target: found "-inf"/],
    ["a value outside 0..5", submission(...right).replace("test-1,1", "test-1,5.2"), /line 3, .* found 5\.2/],
    ["nothing", "", /found an empty file/],
  ])("%s", async (_, content, message) => {
    const root = createWorkspace({ "submission.csv": content });
    await expectError(root, "check submission.csv --data datasets/tiny", message);
  });
});

describe("the command line refuses", () => {
  it.each([
    ["train tini", /found no experiment "tini"\. Did you mean tiny\? There are: tiny/],
    ["train ../tiny", /found no experiment "\.\.\/tiny"/],
    ["train tiny --sed 3", /No flag registered for --sed, did you mean --seed\?/],
    ["train tiny --seed one", /one/],
    ["train tiny --seed -1", /expected an integer from 0 on/],
    ["train", /Expected argument for experiment\. There are: tiny\n/],
    ["compare", /found none\. There are: tiny\n/],
    ["train tiny --epochs 2", /No flag registered for --epochs\. epochs stands in experiments\/<name>\/experiment\.ts/],
    ["train tiny --batch-size 2", /batchSize stands in .*`npx dalmeum train <name>:batchSize=\.\.\.`/],
    ["evaluate tiny", /^tiny has no finished run here; `npx dalmeum train tiny` makes one\n$/],
    ["evaluate", /Expected argument for run\. An experiment that has one run will do, .* There are: tiny\n/],
    ["data report nowhere", /^found no folder nowhere\. There are: datasets\/tiny\n$/],
    ["data report tyni", /^found no folder tyni\. Did you mean datasets\/tiny\? There are: datasets\/tiny\n$/],
    ["data report", /Expected argument for folder\. There are: datasets\/tiny\n/],
    ["new", /Expected argument for kind\. There are: loss, augmentation, /],
    ["init", /No command registered for `init`: `npx dalmeum start` says how to begin, `npx dalmeum new` writes/],
    ["list", /No command registered for `list`: `npx dalmeum runs list` lists runs/],
    ["status", /No command registered for `status`: `npx dalmeum start` .*`npx dalmeum doctor`/],
    ["xyz", /No command registered for `xyz`; `npx dalmeum --help` lists all\n/],
    ["train tiny extra", /Too many arguments/],
    ["trian tiny", /No command registered for `trian`, did you mean `train`\?/],
    ["evaluate experiments/tiny/runs/seed-9", /found no run experiments\/tiny\/runs\/seed-9; .* There is none yet/],
    ["evaluate datasets", /datasets is no run folder/],
    ["predict x --input a.csv --output a.csv", /input and output are the same file/],
    ["check none.csv --data datasets/tiny", /none\.csv: there is no such file/],
    ["check datasets/tiny/test.csv --data datasets/none", /datasets\/none\/test\.csv: there is no such file/],
    ["check datasets/tiny/test.csv", /name their folder with --data/],
    ["check datasets/tiny", /found no manifest\.json, expected a folder that `npx dalmeum submit` wrote/],
    ["train tiny --engine openvino", /found no OpenVINO; `npx dalmeum runtime install openvino` installs it/],
    ["train tiny --engine tensorflow", /found no TensorFlow; `npx dalmeum runtime install tensorflow` installs it/],
    ["train tiny --engine tensorflow --precision bfloat16", /tensorflow computes in float32/],
    ["train tiny --precision bfloat16", /onnxruntime computes in float32; bfloat16 takes --engine openvino or xla/],
    ["train tiny --precision tf32", /onnxruntime computes in float32; tf32 takes --engine xla/],
    [
      "train tiny --engine xla",
      /found no XLA; `npx dalmeum runtime install xla` installs it for the CPU, with --cuda13/,
    ],
    ["train tiny --engine onnx", /onnxruntime/],
    ["runtime install openvnio", /found openvnio, expected openvino or tensorflow or xla/],
    ["runtime install openvino --gpu", /--gpu is for tensorflow, openvino computes on the CPU/],
    ["runtime install xla --gpu", /--gpu is for tensorflow; xla takes --cuda13 or --cuda12/],
    ["runtime install openvino --cuda13", /--cuda13: for xla, found openvino/],
    ["runtime install xla --cuda12 --cuda13", /found --cuda13 and --cuda12, expected one of them/],
    ["runtime install xla --plugin a.so --wheel a.whl", /found --plugin and --wheel, expected one of them/],
    ["runtime install xla --plugin none.so", /none\.so: there is no such file, expected a PJRT plugin/],
    [
      "runtime install xla --plugin datasets/tiny/train.csv",
      /train\.csv: found a file that begins with \w+, expected a library/,
    ],
    ["runtime install openvino --wheel none.whl", /none\.whl: there is no such file/],
  ])("%s", async (commandLine, message) => {
    await expectError(createWorkspace(), commandLine, message);
  });

  it("to work outside a workspace", async () => {
    await expectError("/", "train tiny", /found no pnpm-workspace\.yaml here or above/);
  });

  it("with a stack where --debug asks for it", async () => {
    const { code, stderr } = await dalmeum(createWorkspace(), "--debug train tini");
    expect(code).toBe(1);
    expect(stderr).toMatch(/\n\s+at /);
  });
});

it("refuses weights that were changed, and those of another model", async () => {
  const root = createWorkspace();
  await dalmeum(root, "train tiny --seed 1");
  const folder = `experiments/tiny/runs/${readdirSync(join(root, "experiments/tiny/runs")).join()}`;
  const file = join(root, folder, "model.safetensors");
  const bytes = readFileSync(file);
  const last = bytes.at(-1) ?? 0;
  bytes[bytes.length - 1] = last ^ 1;
  writeFileSync(file, bytes);
  const command = `predict ${folder} --input datasets/tiny/test.csv --output out.csv`;
  await expectError(root, command, /model\.safetensors is not the file that the run wrote/);
  bytes[bytes.length - 1] = last;
  writeFileSync(file, bytes);
  const checkpoint = join(root, "checkpoints/tiny/config.json");
  writeFileSync(checkpoint, readFileSync(checkpoint, "utf8").replace('"bert"', '"other"'));
  await expectError(root, command, /checkpoints\/tiny\/config\.json/);
  expect(existsSync(join(root, "out.csv"))).toBe(false);
});
