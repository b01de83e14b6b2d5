import { describe, expect, it } from "vitest";
import { evidenceRun } from "../../test/evidence-run.ts";
import { mixtureWarnings, preferredEngine } from "./one-engine.ts";

const run = (path: string, name: string, day: number, precision = "float32") =>
  evidenceRun(path, { engine: [name, precision], finishedAt: `2026-01-0${day}T00:00:00.000Z` });

describe("preferredEngine", () => {
  it("takes what has all keys, however early it finished, and says nothing", () => {
    const slots = [[run("a", "openvino", 1), run("b", "onnxruntime", 3)], [run("c", "openvino", 2)]];
    expect(preferredEngine(slots)).toEqual({ engine: "openvino in float32", warnings: [] });
  });

  it("takes what finished last of several that have all keys, and names them", () => {
    const slots = [
      [run("a", "openvino", 4, "bfloat16"), run("b", "openvino", 1), run("c", "onnxruntime", 3)],
      [run("d", "openvino", 2, "bfloat16"), run("e", "onnxruntime", 3)],
    ];
    expect(preferredEngine(slots)).toEqual({
      engine: "openvino in bfloat16",
      warnings: [
        "There are runs of openvino in bfloat16 and of onnxruntime in float32; those of openvino in bfloat16 are taken, which finished last. --engine and --precision choose.",
      ],
    });
  });

  it("counts a key once, and no key of what no engine computes", () => {
    const slots = [
      [run("a", "openvino", 1), run("b", "openvino", 2)],
      [run("c", "onnxruntime", 1)],
      [run("d", "onnxruntime", 1)],
      [run("e", "none", 9, "none")],
    ];
    expect(preferredEngine(slots)).toEqual({ engine: "onnxruntime in float32", warnings: [] });
    expect(preferredEngine([[run("a", "none", 1, "none")], []]).engine).toBeUndefined();
  });
});

describe("mixtureWarnings", () => {
  it("names the engines where there are several, each run once", () => {
    const mixed = [run("a", "openvino", 1), run("a", "openvino", 1), run("b", "openvino", 1, "bfloat16")];
    expect(mixtureWarnings(mixed)).toEqual([
      "No engine has all runs, so those of several are taken: 1 of openvino in float32, 1 of openvino in bfloat16. They may differ by that alone.",
    ]);
    expect(mixtureWarnings([run("a", "openvino", 1), run("b", "none", 1, "none")])).toEqual([]);
  });
});
