/** The arrows: what a package's source may import of the others. Its tests may import the contract suites as well. */
const ARROWS = {
  "packages/contracts": [],
  "packages/testing": ["packages/contracts"],
  "packages/files": ["packages/contracts"],
  "packages/leases": ["packages/contracts", "packages/files"],
  "packages/network": ["packages/contracts"],
  "packages/owners": ["packages/files"],
  "packages/object-stores": ["packages/contracts", "packages/files", "packages/network"],
  "packages/clusters": ["packages/contracts", "packages/files", "packages/leases"],
  "packages/data": ["packages/contracts", "packages/files"],
  "packages/augmentation": ["packages/contracts"],
  "packages/tokenizers": ["packages/contracts", "packages/files"],
  "packages/models": ["packages/contracts", "packages/files", "packages/tokenizers"],
  "packages/losses": ["packages/contracts"],
  "packages/evaluation": ["packages/contracts"],
  "packages/reports": ["packages/contracts", "packages/files"],
  "packages/baselines": ["packages/contracts", "packages/evaluation"],
  "packages/ensembling": ["packages/contracts", "packages/evaluation"],
  "packages/training": ["packages/contracts"],
  "packages/graph-compiler": ["packages/contracts", "packages/files"],
  "packages/code-reach": ["packages/contracts", "packages/files"],
  "packages/experiments": ["packages/contracts", "packages/data"],
  "packages/scaffolds": ["packages/contracts", "packages/experiments", "packages/files", "packages/owners"],
  "packages/runtimes": ["packages/contracts", "packages/files", "packages/graph-compiler"],
  "packages/runs": [
    "packages/code-reach",
    "packages/contracts",
    "packages/data",
    "packages/ensembling",
    "packages/evaluation",
    "packages/experiments",
    "packages/files",
    "packages/leases",
    "packages/object-stores",
    "packages/runtimes",
    "packages/source-loader",
    "packages/training",
  ],
  "packages/evidence": [
    "packages/contracts",
    "packages/data",
    "packages/evaluation",
    "packages/experiments",
    "packages/files",
    "packages/reports",
    "packages/runs",
  ],
  "packages/exports": [
    "packages/contracts",
    "packages/data",
    "packages/experiments",
    "packages/files",
    "packages/reports",
    "packages/runs",
    "packages/runtimes",
    "packages/tokenizers",
    "packages/training",
  ],
  "packages/submissions": [
    "packages/baselines",
    "packages/contracts",
    "packages/data",
    "packages/ensembling",
    "packages/evaluation",
    "packages/experiments",
    "packages/files",
    "packages/reports",
    "packages/runs",
  ],
  "packages/standing": [
    "packages/contracts",
    "packages/data",
    "packages/ensembling",
    "packages/evaluation",
    "packages/evidence",
    "packages/experiments",
    "packages/files",
    "packages/owners",
    "packages/runs",
    "packages/submissions",
  ],
  "packages/trackers": [
    "packages/contracts",
    "packages/experiments",
    "packages/files",
    "packages/owners",
    "packages/reports",
    "packages/runs",
  ],
  "packages/source-loader": [],
  "apps/cache": [],
  "apps/board": ["packages/contracts", "packages/files", "packages/reports", "packages/standing"],
  "apps/pipeline": [
    "apps/board",
    "packages/clusters",
    "packages/contracts",
    "packages/data",
    "packages/evidence",
    "packages/experiments",
    "packages/exports",
    "packages/files",
    "packages/network",
    "packages/owners",
    "packages/reports",
    "packages/runs",
    "packages/runtimes",
    "packages/scaffolds",
    "packages/submissions",
    "packages/trackers",
    "packages/training",
  ],
  bench: [
    "apps/pipeline",
    "packages/contracts",
    "packages/data",
    "packages/evaluation",
    "packages/files",
    "packages/models",
    "packages/training",
    "packages/runtimes",
    "experiments/bi-encoder",
    "experiments/cross-encoder",
  ],
};

/** What tests see besides: the engine is proved on real models and losses, trained for real. */
const TEST_ARROWS = {
  // A study's runs are raced again in other orders.
  "apps/pipeline": ["packages/evaluation", "packages/leases", "packages/object-stores"],
  // The contracts of object stores, and of stores of runs, hold for the real server.
  "apps/cache": ["packages/object-stores", "packages/runs"],
  "packages/graph-compiler": ["packages/losses", "packages/models", "packages/training"],
  // A run that trains is one whose lease somebody holds.
  "packages/trackers": ["packages/leases"],
};

const WORKSPACE = "^(packages|apps|experiments|bench)/";
const TESTS = "(/test/|\\.test\\.ts$)";

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

/** Folders as one pattern, each followed by a slash: packages/data must not let packages/data-tools through. */
const anyOf = (folders) => `^(${folders.join("|")})/`;

const rules = Object.entries(ARROWS).flatMap(([folder, allowed]) => {
  const forTests = [folder, "packages/testing", "packages/config", ...allowed, ...(TEST_ARROWS[folder] ?? [])];
  return [
    rule(
      `${folder}: arrows`,
      `${folder} may import ${allowed.join(", ") || "no other package"}; docs/architecture.md says why`,
      { path: `^${folder}/src/`, pathNot: TESTS },
      { path: WORKSPACE, pathNot: anyOf([folder, ...allowed]) },
    ),
    rule(
      `${folder}: arrows of tests`,
      `tests of ${folder} may import ${forTests.join(", ")}`,
      { path: `^${folder}/(.*${TESTS}|[^/]+$)` },
      { path: WORKSPACE, pathNot: anyOf(forTests) },
    ),
  ];
});

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...rules,
    rule(
      "makers stand apart",
      "what a maker imports, its runs follow from: not how runs are named, found, explained or shared",
      { path: "^packages/runs/src/makers/", pathNot: TESTS },
      { path: "^packages/runs/src/(changes|code|git|identity|profiles|store|train)/" },
    ),
    rule("no cycles", "a cycle has no order in which it can be read", {}, { circular: true }),
    rule(
      "engines pick the backend",
      "tfjs backends belong to packages/graph-compiler and packages/testing",
      { path: WORKSPACE, pathNot: ["^packages/(graph-compiler|testing)/", TESTS] },
      { path: "@tensorflow/tfjs-(backend|node)" },
    ),
    rule(
      "every package has arrows",
      "name the new package in packages/config/boundaries.config.mjs",
      { path: "^(packages|apps)/[^/]+/", pathNot: [anyOf(Object.keys(ARROWS)), "^packages/config/"] },
      { path: WORKSPACE },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/scratch/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
