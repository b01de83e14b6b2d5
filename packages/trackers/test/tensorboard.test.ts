import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { openTensorboard } from "../src/index.ts";
import { BEGAN, beginRun, createWorkspace, finishRun, readAll, SENTENCE } from "./made-runs.ts";
import { hasServer } from "./servers/mlflow-server.ts";
import { readEvents } from "./servers/read-events.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const { signal } = new AbortController();

/** What became of each run. */
async function write(folder: string, root: string) {
  const tracker = openTensorboard(folder);
  return Promise.all(readAll(root).map((run) => tracker.track(run, signal)));
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll("\\", "/"))
    .toSorted();

it("writes a file a run, and nothing the second time", async () => {
  const root = createWorkspace();
  const folder = join(temporaryFolder(), "events");
  finishRun(root);
  finishRun(root, { experiment: "two", key: { seed: 1, fold: 2 } });
  expect((await write(folder, root)).map(({ outcome }) => outcome)).toEqual(["sent", "sent"]);
  const files = filesIn(folder);
  expect(files).toEqual([
    expect.stringMatching(/^one-alpha-0\.5\/seed-1-[0-9a-f]{8}\/events\.out\.tfevents\.dalmeum$/),
    expect.stringMatching(/^two-alpha-0\.5\/seed-1-fold-2-[0-9a-f]{8}\/events\.out\.tfevents\.dalmeum$/),
  ]);
  const bytes = files.map((file) => readFileSync(join(folder, file)));
  expect((await write(folder, root)).map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged"]);
  expect(files.map((file) => readFileSync(join(folder, file)))).toEqual(bytes);
  expect(Buffer.concat(bytes).includes(SENTENCE)).toBe(false);
});

it("goes on with a run's file, also past what a process that was killed left half-written", async () => {
  const root = createWorkspace();
  const [folder, whole] = [temporaryFolder(), temporaryFolder()];
  const training = await beginRun(root);
  training.train(1, 5);
  expect(await write(folder, root)).toEqual([{ outcome: "sent", points: 5 }]);
  const path = join(folder, filesIn(folder)[0] ?? "");
  const first = readFileSync(path);
  appendFileSync(path, first.subarray(0, 20));
  training.train(6, 8);
  expect(await write(folder, root)).toEqual([{ outcome: "continued", points: 3 }]);
  expect(readFileSync(path).subarray(0, first.length)).toEqual(first);
  training.release();
  finishRun(root);
  await write(folder, root);
  await write(whole, root);
  expect(readFileSync(path)).toHaveLength(readFileSync(join(whole, filesIn(whole)[0] ?? "")).length);
});

it.each([
  ["that somebody else has written", Buffer.from("notes")],
  ["that is empty", Buffer.alloc(0)],
  // EventFileWriter of TensorBoard 2.21, base64.
  [
    "of tensorboard's own writer",
    Buffer.from(
      "SAAAAAAAAAD+kkidCWbmWvh1w9pBGg1icmFpbi5FdmVudDoyUi4KLHRlbnNvcmJvYXJkLnN1bW1hcnkud3JpdGVyLmV2ZW50X2ZpbGVfd3JpdGVy1JzR4Q==",
      "base64",
    ),
  ],
])("leaves a file alone %s", async (_, content) => {
  const root = createWorkspace();
  const [folder, other] = [temporaryFolder(), temporaryFolder()];
  finishRun(root);
  await write(other, root);
  const path = join(folder, filesIn(other)[0] ?? "");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  await expect(write(folder, root)).rejects.toThrow(
    `${path}: found a file that dalmeum has not written, or that is damaged; move it away, or name another folder`,
  );
  expect(readFileSync(path)).toEqual(content);
});

it("refuses a folder that is a file", () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  expect(() => openTensorboard(file)).toThrow("expected a folder to write into");
  expect(existsSync(file)).toBe(true);
});

describe.skipIf(!hasServer())("TensorBoard itself (npm run mlflow:setup installs it)", () => {
  it("reads what was written at once and in parts", { tags: ["slow"] }, async () => {
    const root = createWorkspace();
    const folder = temporaryFolder();
    const training = await beginRun(root);
    training.train(1, 5);
    await write(folder, root);
    training.train(6, 8);
    await write(folder, root);
    training.release();
    finishRun(root);
    finishRun(root, { experiment: "two" }, 1);
    await write(folder, root);
    const runs = readEvents(folder);
    const [one = "", two = ""] = Object.keys(runs).toSorted();
    expect([one, two]).toEqual([
      expect.stringMatching(/^one-alpha-0\.5\/seed-1-[0-9a-f]{8}$/),
      expect.stringMatching(/^two-alpha-0\.5\/seed-1-[0-9a-f]{8}$/),
    ]);
    const { "train/loss": loss, "dev/pearson": dev, "final/dev/pearson": final } = runs[one] ?? {};
    expect(loss?.map(([step]) => step)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(loss?.map(([, value]) => value)).toEqual(
      Array.from({ length: 40 }, (_, index) => Math.fround(1 / (index + 1))),
    );
    expect(dev?.map(([step, value]) => [step, value])).toEqual([
      [20, Math.fround(0.7)],
      [40, Math.fround(0.8)],
    ]);
    expect(final).toEqual([[40, Math.fround(0.8), BEGAN / 1000 + 110]]);
    expect(runs[two]?.["train/loss"]).toEqual([[1, 1, BEGAN / 1000 + 100]]);
  });
});
