import stringWidth from "string-width";
import { expect, it } from "vitest";
import { createLiveLines } from "../terminal/live-lines.ts";
import { createClusterView } from "./cluster-view.ts";

const NAMES = new Map([
  ["a", "실험:alpha=0, seed 1"],
  ["b", "실험:alpha=0, seed 2"],
  ["c", "실험:alpha=0, seed 3"],
]);

function view(isTTY: boolean, columns = 60) {
  const written: string[] = [];
  let seconds = 0;
  const stream = { isTTY, columns, write: (text: string) => written.push(text) };
  // Drawn at each change: a second passes between two.
  const lines = createLiveLines(stream, () => (seconds += 40) * 1000);
  let clock = 0;
  const seen = createClusterView(lines, NAMES, () => clock);
  const pass = (by: number): void => {
    clock += by;
  };
  return { ...seen, pass, lines, written };
}

const training = (identity: string, node: string, done: number) =>
  ({
    kind: "progress",
    identity,
    node,
    label: "training",
    done,
    total: 100,
    unit: "pairs",
    details: ["loss 0.4"],
  }) as const;

it("shows a line a node, and the time that is left of the whole", () => {
  const { heard, pass, written } = view(false);
  heard({ kind: "starts", identity: "a", node: "node-1" });
  heard({ kind: "starts", identity: "b", node: "node-2" });
  pass(10);
  heard(training("a", "node-1", 0));
  heard(training("b", "node-2", 0));
  pass(95);
  heard(training("a", "node-1", 50));
  heard(training("b", "node-2", 50));
  // 95 s of each of the two, and a third of 10 + 95 + 95 s, on two nodes.
  expect(written.at(-1)).toBe(
    "node-1  실험:alpha=0, seed 1  training 50 %  loss 0.4\n" +
      "node-2  실험:alpha=0, seed 2  training 50 %  loss 0.4\n" +
      "0 of 3 runs  2 nodes at work  3:15 min left\n",
  );
  pass(100);
  heard({ kind: "stored", identity: "a", node: "node-1" });
  expect(written.at(-1)).toMatch(/^node-2 .*\n1 of 3 runs {2}1 node at work {2}.* left\n$/);
});

it("says what is lost, unfit and failed, and goes on counting", () => {
  const { heard, written } = view(false);
  heard({ kind: "starts", identity: "a", node: "node-1" });
  heard({ kind: "lost", identity: "a", node: "node-1", reason: "it no longer answers" });
  heard({ kind: "unfit", identity: "b", node: "node-1", reason: "found Node v22.1.0, expected 20" });
  heard({ kind: "failed", identity: "c", node: "node-2", reason: "loss is not finite" });
  const text = written.join("");
  expect(text).toContain("node-1: 실험:alpha=0, seed 1 is lost, and is made again: it no longer answers\n");
  expect(text).toContain("node-1 is unfit: found Node v22.1.0, expected 20\n");
  expect(text).toContain("node-2: 실험:alpha=0, seed 3 failed: loss is not finite\n");
  expect(text).toMatch(/1 of 3 runs {2}waits for a node\n$/);
});

it("redraws in place on a terminal, no line wider than it", () => {
  const { heard, lines, written } = view(true, 30);
  heard({ kind: "starts", identity: "a", node: "node-1" });
  heard(training("a", "node-1", 50));
  lines.say("한 줄");
  const last = written.at(-1) ?? "";
  const clear = "\u001B[2A\u001B[J";
  expect(last.startsWith(clear)).toBe(true);
  expect(last.slice(clear.length)).toMatch(/^한 줄\nnode-1 .*\.\.\.\n0 of 3 runs.*\n$/);
  for (const line of last.split("\n")) expect(stringWidth(line)).toBeLessThan(30);
  lines.finish();
  lines.say("끝");
  expect(written.at(-1)).toBe("끝\n");
});
