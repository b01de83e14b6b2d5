import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { workspaceRoot } from "./workspace-root.ts";

/** A workspace under git in a temporary folder. */
export interface TemporaryWorkspace {
  readonly root: string;
  write(path: string, text: string): void;
  /** A folder of the project, as it is. */
  copy(folder: string): void;
  /** @param packages folders of the packages that it imports, by their names. */
  addExperiment(name: string, text: string, packages: Readonly<Record<string, string>>): void;
  /** The gate looks whether what is handed in is committed. */
  commit(): void;
  remove(): void;
}

export function makeTemporaryWorkspace(): TemporaryWorkspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "dalmeum-bench-")));
  const git = (...words: string[]): void => void execFileSync("git", ["-C", root, ...words], { stdio: "ignore" });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write("pnpm-workspace.yaml", "packages: []\n");
  mkdirSync(join(root, "node_modules"));
  write(".gitignore", "node_modules\nruns\n");
  git("init");
  return {
    ...{ root, write },
    copy: (folder) => {
      cpSync(join(workspaceRoot, folder), join(root, folder), {
        recursive: true,
        filter: (path) => !path.endsWith("node_modules"),
      });
    },
    addExperiment: (name, text, packages) => {
      const dependencies = Object.fromEntries(Object.keys(packages).map((each) => [each, "workspace:*"]));
      const folder = `experiments/${name}`;
      write(`${folder}/package.json`, JSON.stringify({ name: `@temporary/${name}`, type: "module", dependencies }));
      write(`${folder}/experiment.ts`, text);
      for (const [each, target] of Object.entries(packages)) {
        const link = join(root, folder, "node_modules", each);
        mkdirSync(dirname(link), { recursive: true });
        symlinkSync(target, link);
      }
    },
    commit: () => {
      git("add", ".");
      const author = ["-c", "user.name=bench", "-c", "user.email=bench@localhost"];
      git(...author, "commit", "--allow-empty", "--message", "Measured");
    },
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Where packages of the project lie, by their names. */
export const packagesNamed = (names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [`@dalmeum/${name}`, join(workspaceRoot, "packages", name)]));
