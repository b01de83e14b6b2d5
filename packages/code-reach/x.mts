import { createReachReader } from "./src/index.ts";
const root = "/tmp/wt/reach";
for (const e of ["onnxruntimeEngine", "openvinoEngine", "tensorflowEngine"]) {
  const r = await createReachReader({ root }).reachOf([
    { file: `${root}/packages/graph-compiler/src/index.ts`, exports: [e] },
  ]);
  console.log(e, r.pieces.length, r.packages, r.environment, r.assets);
}
const r = await createReachReader({
  root,
  uncounted: { calls: ["defineExperiment"], properties: ["hypothesis", "seeds"] },
  forPeople: { package: "@dalmeum/contracts", names: ["UserError", "problemsError"] },
}).reachOf([{ file: `${root}/experiments/baseline/experiment.ts` }]);
console.log(r.hash, r.pieces.length, r.packages, r.environment, r.assets, Object.keys(r.sources).length);
console.log([...new Set(r.pieces.map((p) => p.file))].join(" "));
console.log(
  r.pieces
    .filter(
      (p) =>
        p.name.startsWith("statement") ||
        p.file.includes("baseline/") ||
        p.file.includes("hub-files") ||
        p.file.includes("read-parquet-"),
    )
    .map((p) => p.file + "#" + p.name + "\n" + p.text + JSON.stringify(p.uses))
    .join("\n"),
);
