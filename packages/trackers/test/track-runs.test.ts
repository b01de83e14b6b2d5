import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import {
  createRunReader,
  openMlflow,
  openTensorboard,
  readMlflowSettings,
  trackRuns,
  type TrackOptions,
  UnreachableError,
} from "../src/index.ts";
import { beginRun, createWorkspace, finishRun } from "./made-runs.ts";
import { standIn } from "./servers/stand-in.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const quickly = { follow: true, pauseMilliseconds: 5, idlePauses: 3, onWait: () => undefined };

function follow(root: string, options: Partial<TrackOptions>) {
  const folder = temporaryFolder();
  const { signal } = new AbortController();
  const open = () => Promise.resolve(openTensorboard(folder));
  return trackRuns({ reader: createRunReader(root, []), open, signal, onRun: () => undefined, ...quickly, ...options });
}

it("follows runs while they train, and those that begin soon after, until nobody trains", async () => {
  const root = createWorkspace();
  const training = await beginRun(root);
  training.train(1, 1);
  const sent: string[] = [];
  const lines = new Map<string, () => unknown>([
    [
      "seed 1 running 1",
      () => {
        training.train(2, 3);
      },
    ],
    [
      "seed 1 running 2",
      () => {
        training.release();
        finishRun(root);
      },
    ],
    [
      "seed 1 finished 53",
      () => {
        finishRun(root, { key: { seed: 2 } });
      },
    ],
  ]);
  await follow(root, {
    onRun: ({ seed, state }, { points }) => {
      const line = `seed ${seed} ${state} ${points}`;
      if (points > 0) sent.push(line);
      lines.get(line)?.();
    },
  });
  expect(sent).toEqual([...lines.keys(), "seed 2 finished 56"]);
});

it("waits for a server that is gone for a while, tells it once, and asks what has arrived", async () => {
  const root = createWorkspace();
  const training = await beginRun(root);
  training.train(1, 1);
  let fails = 0;
  const server = await standIn((path) => (path === "runs/log-batch" && fails-- > 0 ? { status: 503 } : undefined));
  const settings = readMlflowSettings(server.address, {});
  const told: string[] = [];
  await follow(root, {
    open: (signal) => openMlflow(settings, signal),
    onRun: ({ state }) => {
      if (told.length > 0) training.release();
      else if (state === "running") fails = 3;
      training.train(2, 2);
    },
    onWait: ({ message }) => told.push(message),
  });
  expect(told).toEqual([expect.stringContaining("fails (503)")]);
  expect(server.requests.filter((request) => request.endsWith("/runs/search")).length).toBeGreaterThan(3);
});

it("does not wait for a server that was never there", async () => {
  const root = createWorkspace();
  finishRun(root);
  const settings = readMlflowSettings("http://127.0.0.1:2", {});
  await expect(follow(root, { open: (signal) => openMlflow(settings, signal) })).rejects.toThrow(UnreachableError);
});

it("ends with the signal's reason, in a pause and before a run", async () => {
  const root = createWorkspace();
  const left = new AbortController();
  setTimeout(() => {
    left.abort(new Error("left"));
  }, 20);
  await expect(follow(root, { signal: left.signal, pauseMilliseconds: 60_000 })).rejects.toThrow("left");
  finishRun(root);
  await expect(follow(root, { signal: left.signal })).rejects.toThrow("left");
  rmSync(root, { recursive: true });
});
