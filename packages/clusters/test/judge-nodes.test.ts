import { folderOf } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { judgeNodes, keepReports, lastReports, type NodeReport } from "../src/index.ts";

const onnxruntime = { name: "onnxruntime", precision: "float32", versions: { "onnxruntime-node": "1.30.0" } } as const;
const openvino = { name: "openvino", precision: "bfloat16", versions: { openvino: "2026.1.0" } } as const;
const wanted = { node: 20, key: "0f3a" };

const node = (id: string, changes: Partial<NodeReport> = {}): NodeReport => ({
  ...{ id, host: id, node: "v20.20.2", cores: 8, memory: 64e9, gpus: 0, freeGpus: 0 },
  ...{ engines: [openvino, { ...openvino, precision: "float32" }, onnxruntime] },
  ...{ store: "s3://team/runs", key: "0f3a", problem: null },
  ...changes,
});

describe("nodes are judged", () => {
  it("by what computes by default on most of them", () => {
    const nodes = [node("a", { engines: [onnxruntime] }), node("b"), node("c")];
    const { engine, fit, unfit } = judgeNodes(nodes, wanted);
    expect(engine).toEqual(openvino);
    expect(fit.map(({ id }) => id)).toEqual(["b", "c"]);
    expect(unfit.map(({ node: { id } }) => id)).toEqual(["a"]);
    expect(unfit[0]?.reason).toMatch(/^has onnxruntime in float32 .*, others openvino in bfloat16/);
  });

  it("by the engine and precision that are asked for", () => {
    const nodes = [node("a", { engines: [onnxruntime] }), node("b")];
    expect(judgeNodes(nodes, { ...wanted, engine: "onnxruntime" }).fit).toEqual(nodes);
    const { engine, unfit } = judgeNodes(nodes, { ...wanted, engine: "openvino", precision: "float32" });
    expect(engine).toEqual({ ...openvino, precision: "float32" });
    expect(unfit.map(({ reason }) => reason)).toEqual(["has no openvino in float32"]);
  });

  it.each([
    ["another Node", { node: "v22.1.0" }, /found Node v22\.1\.0, expected 20/],
    ["another key", { key: "ffff" }, /TURBO_REMOTE_CACHE_SIGNATURE_KEY is another there/],
    ["a problem of its own", { problem: "found no node" }, /found no node/],
  ])("unfit for %s", (_, changes, reason) => {
    const [unfit] = judgeNodes([node("a", changes), node("b")], wanted).unfit;
    expect(unfit?.reason).toMatch(reason);
    expect(() => judgeNodes([node("a", changes)], wanted)).toThrow(reason);
  });

  it("and none is an error", () => {
    expect(() => judgeNodes([], wanted)).toThrow(/found no node that answers/);
  });
});

it("what they said is kept, so that a machine without their engine can plan", () => {
  const root = folderOf({});
  expect(lastReports(root, "ray")).toBeUndefined();
  keepReports(root, "ray", [node("a")]);
  expect(lastReports(root, "ray")).toEqual([node("a")]);
  expect(lastReports(root, "postgres")).toBeUndefined();
});
