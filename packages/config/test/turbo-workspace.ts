import { execFile } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";

const execute = promisify(execFile);
const repository = join(import.meta.dirname, "../../..");
const binaries = join(repository, "node_modules/.bin");

const manifest = (
  name: string,
  dependencies: readonly string[],
  scripts: Readonly<Record<string, string>> = {},
): string =>
  JSON.stringify({
    name: `@dalmeum/${name}`,
    version: "0.0.0",
    scripts,
    dependencies: Object.fromEntries(dependencies.map((each) => [`@dalmeum/${each}`, "workspace:*"])),
  });

const experiment = (name: string, dependencies: readonly string[]): Readonly<Record<string, string>> => ({
  [`experiments/${name}/package.json`]: manifest(name, dependencies, {
    train: `node ../../task.mjs train ${name} runs/run.json`,
    submit: `node ../../task.mjs submit ${name} submission/submission.csv`,
  }),
  [`experiments/${name}/experiment.ts`]: "export default { seeds: [1] };\n",
});

/** The arrows of this repository, and nothing else of it: a blend of two experiments that share their data. */
const FILES: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({ name: "root", private: true, packageManager: "pnpm@12.21.0" }),
  "pnpm-workspace.yaml":
    "packages:\n  - packages/*\n  - experiments/*\n  - datasets/*\n  - checkpoints/*\npmOnFail: ignore\n",
  "eslint.config.mjs": "export default [];\n",
  ".gitignore": "node_modules/\n.turbo/\nlog.txt\n/experiments/*/runs/\n/experiments/*/submission/\n/runtimes/\n",
  "docs/guide.md": "# Guide\n",
  "packages/losses/package.json": manifest("losses", [], { test: "node ../../task.mjs test losses" }),
  "packages/losses/README.md": "# Losses\n",
  "packages/losses/src/mae.ts": "export const mae = 1;\n",
  "packages/losses/src/mae.test.ts": "// a test\n",
  "packages/losses/test/golden.ts": "// a helper\n",
  "packages/models/package.json": manifest("models", ["losses"], { test: "node ../../task.mjs test models" }),
  "packages/models/src/encoder.ts": "export const encoder = 1;\n",
  "datasets/korsts/package.json": manifest("korsts", []),
  "datasets/korsts/train.csv": "id\n1\n",
  "checkpoints/e5/package.json": manifest("e5", []),
  "checkpoints/e5/model.safetensors": "weights",
  ...experiment("one", ["losses", "korsts", "e5"]),
  ...experiment("two", ["models", "korsts"]),
  ...experiment("blend", ["one", "two"]),
};

export interface TurboWorkspace {
  readonly root: string;
  write(file: string, content: string): void;
  read(file: string): string;
  remove(file: string): void;
  /** Run `submit` of the blend; the tasks that ran, in their order. */
  submit(environment?: Readonly<Record<string, string>>): Promise<readonly string[]>;
  /** Run all tests; those that were not served from the cache, in their order. */
  test(environment?: Readonly<Record<string, string>>): Promise<readonly string[]>;
}

/** A workspace of empty packages with this repository's turbo.json; removed when the test ends. */
export async function createTurboWorkspace(): Promise<TurboWorkspace> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "turbo-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const write = (file: string, content: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  };
  for (const [file, content] of Object.entries(FILES)) write(file, content);
  copyFileSync(join(import.meta.dirname, "turbo-stub-task.mjs"), join(root, "task.mjs"));
  copyFileSync(join(repository, "turbo.json"), join(root, "turbo.json"));
  // A teammate's own remote cache must not answer for the one under test.
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("TURBO_")));
  const base = { ...own, PATH: [binaries, process.env.PATH].join(delimiter) };
  // Turbo asks git what is ignored: its own logs, say.
  const author = ["-c", "user.name=test", "-c", "user.email=test@example.org"];
  for (const command of [
    ["init", "--quiet"],
    ["add", "."],
    [...author, "commit", "--quiet", "--message=all"],
  ]) {
    await execute("git", command, { cwd: root });
  }
  await execute("pnpm", ["install", "--offline", "--no-frozen-lockfile"], { cwd: root, env: base });
  const quiet = { TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", TURBO_CACHE_DIR: join(root, ".turbo/cache") };
  const run = async (
    tasks: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): Promise<readonly string[]> => {
    const log = join(root, "log.txt");
    rmSync(log, { force: true });
    await execute("turbo", ["run", ...tasks, "--concurrency=1"], {
      cwd: root,
      env: { ...base, ...quiet, ...environment },
    });
    return existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
  };
  return {
    root,
    write,
    read: (file) => readFileSync(join(root, file), "utf8"),
    remove: (file) => {
      rmSync(join(root, file), { recursive: true, force: true });
    },
    submit: (environment = {}) => run(["submit", "--filter=@dalmeum/blend"], environment),
    test: (environment = {}) => run(["test"], environment),
  };
}
