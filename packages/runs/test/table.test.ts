import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CHECKPOINT, createSubjects, DATA, type Identities, type Subjects } from "./subjects.ts";
import { copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

const ON_ONNX = ["smoke on onnxruntime", "smoke on openvino"];
const TRAININGS = [...ON_ONNX, "smoke on tensorflow", "smoke on xla", "folded-cosent"];
const BLENDS = ["smoke-blend", "cosent-mean"];
const ALL = [...TRAININGS, "lexical", ...BLENDS];
const without = (...names: readonly string[]): readonly string[] => ALL.filter((name) => !names.includes(name));

let copy: WorkspaceCopy;
let subjects: Subjects;
let before: Identities;

beforeAll(async () => {
  copy = copyWorkspace();
  subjects = await createSubjects(copy);
  await subjects.trainMembers("before");
  before = await subjects.identities();
}, 60_000);

afterEach(() => {
  copy.undo();
});

afterAll(() => {
  copy.dispose();
  subjects.dispose();
});

async function staleNow(): Promise<readonly string[]> {
  const after = await subjects.identities();
  return Object.keys(before).filter((name) => before[name] !== after[name]);
}

async function expectStale(expected: readonly string[]): Promise<void> {
  expect((await staleNow()).toSorted()).toEqual(expected.toSorted());
}

it("everything stands where nothing has changed, and is trained", async () => {
  expect(Object.keys(before).toSorted()).toEqual(ALL.toSorted());
  expect(Object.values(before).every((identity) => /^[0-9a-f]{64}$/.test(identity))).toBe(true);
  await expectStale([]);
});

describe("code that a result does not follow from", () => {
  it.each([
    ["a loss", "losses", "", "pearson-loss"],
    ["an augmentation", "augmentation", "", "copy-as-five"],
    ["a technique", "training", "techniques/", "fgm"],
    ["an ensembler", "ensembling", "ensemblers/", "rank-average"],
  ])("%s that nothing uses yet, and its line in index.ts", async (_, name, folder, like) => {
    const src = `packages/${name}/src`;
    copy.write(`${src}/${folder}anew.ts`, copy.read(`${src}/${folder}${like}.ts`));
    copy.write(`${src}/index.ts`, `export * as anew from "./${folder}anew.ts";\n${copy.read(`${src}/index.ts`)}`);
    await expectStale([]);
  });

  it("comments, docstrings, white space and types of every source; tests and READMEs", { tags: ["slow"] }, async () => {
    for (const file of ["packages", "experiments", "apps"].flatMap(copy.sourcesOf)) {
      const type = file.endsWith(".ts") ? "export type Unused = string;" : "";
      copy.write(file, `/** Said. */\n\n  ${copy.read(file)}\n// said\n${type}\n`);
    }
    copy.replace("packages/losses/src/pearson-loss.ts", "(): Loss", "(): Readonly<Loss>");
    copy.replace("packages/losses/src/pearson-loss.ts", "tf.sub(1, ", "tf.sub(\n\n  1,");
    copy.write("packages/losses/src/pearson-loss.test.ts", "throw new Error();");
    copy.write("packages/losses/test/another.test.ts", "throw new Error();");
    copy.write("packages/losses/README.md", "words");
    await expectStale([]);
  });

  it("reports, plots, gates, ledgers, the doctor, the command line and what else comes after a run", async () => {
    const ofPackages = ["reports", "evidence", "submissions", "exports", "object-stores", "leases"];
    const ofRuns = ["changes", "code", "folders", "git", "identity", "profiles", "train"].map(
      (name) => `runs/src/${name}`,
    );
    const folders = [...ofPackages.map((name) => `${name}/src`), ...ofRuns].map((name) => `packages/${name}`);
    for (const folder of [...folders, "apps/pipeline/src"]) copy.move(folder, `${folder}-away`);
    await expectStale([]);
  });

  it("what makers say while they work", async () => {
    const makers = "packages/runs/src/makers";
    copy.replace(`${makers}/training/train-model.ts`, "resumed after step", "goes on after step");
    copy.replace(`${makers}/training/train-model.ts`, "stopped early", "was stopped early");
    copy.replace(`${makers}/training/train-model.ts`, "`loss $", "`cost $");
    copy.replace(`${makers}/training/train-model.ts`, '["compiling"]', '["waiting"]');
    copy.replace(`${makers}/training/train-model.ts`, '"training        "', '"learning        "');
    copy.replace(`${makers}/training/execute-run.ts`, "`predicting $", "`computing $");
    copy.replace(`${makers}/load-pairs.ts`, "expected at least", "expected");
    await expectStale([]);
  });

  it("a release", async () => {
    for (const folder of [
      "packages/losses",
      "packages/training",
      "packages/runs",
      "packages/data",
      "experiments/smoke",
    ]) {
      copy.replace(`${folder}/package.json`, /"version": "[^"]+"/, '"version": "9.9.9"');
      copy.write(`${folder}/CHANGELOG.md`, "# 9.9.9");
    }
    await expectStale([]);
  });

  it("files that were moved, and the imports that were mended for it", async () => {
    const losses = "packages/losses/src";
    copy.move(`${losses}/pearson-loss.ts`, `${losses}/correlation/pearson.ts`);
    copy.replace(`${losses}/correlation/pearson.ts`, '"./define-loss.ts"', '"../define-loss.ts"');
    copy.replace(`${losses}/correlation/pearson.ts`, '"./weighted-mean.ts"', '"../weighted-mean.ts"');
    copy.replace(`${losses}/index.ts`, "./pearson-loss.ts", "./correlation/pearson.ts");
    const makers = "packages/runs/src/makers";
    copy.move(`${makers}/load-pairs.ts`, `${makers}/read.ts`);
    for (const name of ["baseline/baseline-maker", "ensemble/ensemble-maker", "training/load-parts"])
      copy.replace(`${makers}/${name}.ts`, "../load-pairs.ts", "../read.ts");
    await expectStale([]);
  });
});

describe("code that a result follows from", () => {
  it.each([
    [
      "EPSILON in pearson-loss.ts",
      "losses/src/pearson-loss.ts",
      "1e-8",
      "1e-7",
      without("folded-cosent", "lexical", "cosent-mean"),
    ],
    [
      "AdamW's update",
      "training/src/optimizers/adamw.ts",
      "tf.sub(kept, moved)",
      "tf.add(kept, moved)",
      without("lexical"),
    ],
    [
      "the like-length batcher",
      "training/src/batches/like-length-batches.ts",
      "POOL = 50",
      "POOL = 51",
      without("lexical"),
    ],
    [
      "lexicalRidge's features",
      "baselines/src/features/pair-features.ts",
      "letters, 3",
      "letters, 4",
      ["lexical", ...BLENDS],
    ],
    [
      "an ensembler's solver",
      "ensembling/src/ensemblers/non-negative-least-squares.ts",
      "weight > 0",
      "weight > 1",
      ["smoke-blend"],
    ],
    ["how columns are centred", "ensembling/src/centred.ts", "value - ", "value + ", ["smoke-blend"]],
    [
      "a maker's code",
      "runs/src/makers/ensemble/ensemble-maker.ts",
      'predictionsOf("heldOut"',
      'predictionsOf("dev"',
      BLENDS,
    ],
    [
      "another maker's code",
      "runs/src/makers/baseline/baseline-maker.ts",
      'fork("learner")',
      'fork("x")',
      ["lexical", ...BLENDS],
    ],
    ["a metric that runs record", "evaluation/src/is-constant.ts", /ROUNDINGS = \S+;/, "ROUNDINGS = 0;", ALL],
  ] as const)("%s", async (_, file, text, after, expected) => {
    copy.replace(`packages/${file}`, text, after);
    await expectStale(expected);
  });

  // OpenVINO reads the same ONNX; XLA's modules come from the same kernels.
  it.each([
    ["kernels/elementwise.ts", '"Mul"', '"Add"', []],
    ["formats/onnx/encode-onnx.ts", "OPSET = ", "OPSET = 1 + ", ["smoke on xla"]],
  ])("a kernel's translation in %s", async (file, text, after, others) => {
    copy.replace(`packages/graph-compiler/src/${file}`, text, after);
    await expectStale(without("smoke on tensorflow", "lexical", ...others));
  });

  it("each engine's own code", async () => {
    const engines = "packages/graph-compiler/src/engines";
    copy.replace(`${engines}/tensorflow/engine.ts`, "name: BACKEND", 'name: "tf"');
    await expectStale(["smoke on tensorflow"]);
    copy.undo();
    copy.replace(`${engines}/openvino/engine.ts`, '"LATENCY"', '"THROUGHPUT"');
    await expectStale(["smoke on openvino"]);
    copy.undo();
    copy.replace(`${engines}/xla/engine.ts`, 'isCpu ? "float32"', 'isCpu ? "tf32"');
    await expectStale(["smoke on xla"]);
  });

  it("blends follow what their members predicted", async () => {
    copy.replace("packages/losses/src/pearson-loss.ts", "1e-8", "1e-7");
    await subjects.trainMembers("before");
    const same = await subjects.identities();
    subjects.removeRuns();
    await subjects.trainMembers("after");
    const other = await subjects.identities();
    expect([same["smoke-blend"], other["smoke-blend"]].every((identity) => /^[0-9a-f]{64}$/.test(identity ?? ""))).toBe(
      true,
    );
    expect(new Set([before["smoke-blend"], same["smoke-blend"], other["smoke-blend"]]).size).toBe(3);
    copy.undo();
    subjects.removeRuns();
    expect((await subjects.identities())["smoke-blend"]).toMatch(/is not trained/);
    await subjects.trainMembers("before");
    await expectStale([]);
  });
});

describe("packages of a registry", () => {
  it("onnxruntime-node counts where it computes", async () => {
    copy.install("packages/graph-compiler", "onnxruntime-node", "9.9.9");
    await expectStale(without("smoke on openvino", "smoke on tensorflow", "smoke on xla", "lexical"));
  });

  it("zod counts where the code that is reached imports it", async () => {
    const alone = ["apps/pipeline", "packages/leases", "packages/object-stores", "packages/submissions"];
    for (const folder of alone) copy.install(folder, "zod", "9.9.9");
    await expectStale([]);
    copy.install("packages/tokenizers", "zod", "9.9.9");
    await expectStale([...TRAININGS, ...BLENDS]);
    copy.install("packages/data", "zod", "9.9.9");
    await expectStale(ALL);
  });
});

describe("what is no code", () => {
  const editing = async (file: string, test: () => Promise<void>): Promise<void> => {
    const path = join(subjects.root, file);
    const content = readFileSync(path);
    writeFileSync(path, Buffer.concat([content, Buffer.from("\n")]));
    await test().finally(() => {
      writeFileSync(path, content);
    });
  };

  it.each(DATA)("%s counts for all that read it", async (file) => {
    await editing(file, () => expectStale(ALL));
  });

  it("the checkpoint counts for trainings, and blends of them", async () => {
    await editing(`${CHECKPOINT}/model.safetensors`, () => expectStale([...TRAININGS, ...BLENDS]));
  });

  it("the hypothesis and a new seed count for nothing, an option does", async () => {
    expect(await subjects.identityOf("smoke")).toBe(before["smoke on onnxruntime"]);
    copy.replace("experiments/smoke/experiment.ts", "teach nothing", "teach little");
    copy.replace("experiments/smoke/experiment.ts", "seeds: [1]", "seeds: [1, 2]");
    await expectStale([]);
    expect(await subjects.identityOf("smoke")).toBe(before["smoke on onnxruntime"]);
    copy.replace("experiments/smoke/experiment.ts", "batchSize: 32", "batchSize: 16");
    expect(await subjects.identityOf("smoke")).not.toBe(before["smoke on onnxruntime"]);
  });
});
