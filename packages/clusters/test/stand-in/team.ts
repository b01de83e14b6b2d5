import { execFileSync } from "node:child_process";
import { createSecretKey } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "@dalmeum/files";
import {
  type Cluster,
  type ClusterEvent,
  type PackedWorkspace,
  packWorkspace,
  type WantedRuns,
} from "../../src/index.ts";

const SECRET = "0123456789abcdef";
export const KEY = createSecretKey(Buffer.from(SECRET));
export const NEVER = new AbortController().signal;

/** A team's workspace and store of runs. */
export interface Team {
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly workspace: PackedWorkspace;
  /** Runs of a reference, by seed. */
  wanted(reference: string, seeds: readonly number[]): WantedRuns;
  /** Lines that runs left in the store: `begun`, `made` or `stopped`. */
  log(name: "begun" | "made" | "stopped"): readonly string[];
  remove(): void;
}

export async function createTeam(): Promise<Team> {
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-team-"));
  const [root, store] = [join(folder, "workspace"), join(folder, "store")];
  mkdirSync(join(root, "apps/pipeline/bin"), { recursive: true });
  mkdirSync(store);
  writeFileSync(join(root, "package.json"), JSON.stringify({ type: "module", scripts: { setup: "node --version" } }));
  cpSync(join(import.meta.dirname, "dalmeum.mjs"), join(root, "apps/pipeline/bin/dalmeum.mjs"));
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  const workspace = await packWorkspace(root);
  return {
    root,
    environment: { DALMEUM_RUNS: store, TURBO_REMOTE_CACHE_SIGNATURE_KEY: SECRET },
    workspace,
    wanted: (reference, seeds) => ({
      workspace,
      engine: { name: "onnxruntime", precision: "float32", versions: { onnxruntime: "1.30.0" } },
      node: Number(process.versions.node.split(".")[0]),
      needs: { cpus: 2, gpus: 0 },
      runs: seeds.map((seed) => ({ identity: identityOf(reference, seed), reference, seed })),
    }),
    log: (name) => {
      const path = join(store, `${name}.log`);
      return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const identityOf = (reference: string, seed: number): string => sha256(`${reference} ${seed}`);

/** All that is told of runs. */
export async function made(
  cluster: Cluster,
  wanted: WantedRuns,
  onEvent: (event: ClusterEvent) => void = () => undefined,
  signal = NEVER,
): Promise<readonly ClusterEvent[]> {
  const events: ClusterEvent[] = [];
  for await (const event of cluster.make(wanted, signal)) {
    events.push(event);
    onEvent(event);
  }
  return events;
}

/** Kinds of a run's events, progress aside. */
export const kindsOf = (events: readonly ClusterEvent[], identity: string): readonly string[] =>
  events.filter((event) => event.identity === identity && event.kind !== "progress").map(({ kind }) => kind);
