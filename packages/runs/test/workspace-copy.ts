import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";

const PARTS = ["packages", "experiments", "apps/pipeline"];
const ROOT_FILES = ["package.json", "pnpm-workspace.yaml", "pnpm-lock.yaml"];
/** Runs are of the workspace itself; fixtures are large, and no code. */
const LEFT_OUT = /\/(?:experiments\/[^/]+\/runs|fixtures|coverage|\.turbo|\.bin|\.venv)$/;

/** A copy of this workspace's sources that is to be edited. */
export interface WorkspaceCopy {
  readonly root: string;
  read(file: string): string;
  /** Write a file, made anew where there is none; `undo` brings back what was. */
  write(file: string, content: string): void;
  /** Replace a text that is there. */
  replace(file: string, before: string | RegExp, after: string | ((found: string) => string)): void;
  /** Rename a file or a folder. */
  move(from: string, to: string): void;
  /** Link a folder of the copy to another. */
  link(from: string, to: string): void;
  /** Install another version of what a registry's package.json says, in a workspace package. */
  install(folder: string, name: string, version: string): void;
  /** All source files of a folder, relative to the root. */
  sourcesOf(folder: string): readonly string[];
  undo(): void;
  dispose(): void;
}

/** Links of pnpm between packages are relative, so in the copy they lead to the copy; the others to what is installed. */
export function copyWorkspace(): WorkspaceCopy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "workspace-copy-")));
  for (const part of PARTS) {
    cpSync(join(workspaceRoot, part), join(root, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !LEFT_OUT.test(path),
    });
  }
  for (const file of ROOT_FILES) cpSync(join(workspaceRoot, file), join(root, file));
  symlinkSync(join(workspaceRoot, "node_modules"), join(root, "node_modules"));
  const undoing: (() => void)[] = [];
  const path = (file: string): string => join(root, file);
  const read = (file: string): string => readFileSync(path(file), "utf8");
  const put = (file: string, content: string): void => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), content);
  };
  const write = (file: string, content: string): void => {
    const before = existsSync(path(file)) ? read(file) : undefined;
    undoing.push(() => {
      if (before === undefined) rmSync(path(file));
      else put(file, before);
    });
    put(file, content);
  };
  const sourcesOf = (folder: string): readonly string[] =>
    readdirSync(path(folder), { withFileTypes: true }).flatMap((entry) => {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === "node_modules" ? [] : sourcesOf(file);
      return /\.m?[jt]s$/.test(file) ? [file] : [];
    });
  return {
    root,
    read,
    write,
    replace: (file, text, after) => {
      const changed = read(file).replace(text, typeof after === "string" ? () => after : after);
      if (changed === read(file)) throw new Error(`${file}: there is no ${String(text)} to replace`);
      write(file, changed);
    },
    move: (from, to) => {
      mkdirSync(dirname(path(to)), { recursive: true });
      renameSync(path(from), path(to));
      undoing.push(() => {
        renameSync(path(to), path(from));
      });
    },
    link: (from, to) => {
      symlinkSync(path(to), path(from));
      undoing.push(() => {
        rmSync(path(from));
      });
    },
    install: (folder, name, version) => {
      const place = path(`${folder}/node_modules/${name}`);
      const before = readlinkSync(place);
      rmSync(place);
      put(`${folder}/node_modules/${name}/package.json`, JSON.stringify({ name, version }));
      undoing.push(() => {
        rmSync(place, { recursive: true });
        symlinkSync(before, place);
      });
    },
    sourcesOf,
    undo: () => {
      for (let last = undoing.pop(); last !== undefined; last = undoing.pop()) last();
    },
    dispose: () => {
      rmSync(root, { recursive: true });
    },
  };
}
