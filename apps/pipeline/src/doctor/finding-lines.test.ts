import { expect, it } from "vitest";
import type { Finding } from "./finding.ts";
import { findingLines } from "./finding-lines.ts";

const finding = (what: string, found: string, more: Partial<Finding> = {}): Finding => ({
  ...{ ok: true, required: false, what, found },
  ...more,
});

it("tells problems first, folds the rest, and says what it comes to", () => {
  const findings = [
    finding("Node", "20.19.0"),
    finding("openvino", "not installed", { ok: false, advice: "install it" }),
    finding("runs of 첫실험", "none yet", { none: true }),
    finding("runs of second", "none yet", { none: true }),
    finding("datasets/한국어", "has problems", { ok: false }),
    finding("experiments/a", "1 finished of 1 run, 1 stale", { ok: false, stale: true }),
    finding("git", "1234567890"),
  ];
  expect(findingLines(findings, 30)).toEqual([
    "missing  openvino         not installed",
    "  -> install it",
    "missing  datasets/한국어  has problems",
    "stale    experiments/a    1 finished of 1 run, 1 stale",
    "none yet runs of 첫실험 | runs",
    "         of second",
    "ok       Node 20.19.0 | git",
    "         1234567890",
    "",
    "7 checks: 3 to look at, above; training works without them",
  ]);
});

it("says that all is fine, and promises nothing where something is needed", () => {
  expect(findingLines([finding("Node", "20.19.0")], 80)).toEqual(["ok       Node 20.19.0", "", "1 check: all fine"]);
  const [, , last] = findingLines([finding("Node", "18", { ok: false, required: true })], 80);
  expect(last).toBe("1 check: 1 to look at, above");
});
