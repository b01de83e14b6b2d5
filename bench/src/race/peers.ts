import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { UserError } from "@dalmeum/contracts";
import { PYTHON } from "../run-subject.ts";
import { workspaceRoot } from "../workspace-root.ts";
import { parseOutcomes } from "./outcomes.ts";

const run = promisify(execFile);

/** What counts as a block to a peer: its tests count blocks. */
export const GRAINS = ["seed", "fifth"] as const;
export type Grain = (typeof GRAINS)[number];

interface Peer {
  readonly name: string;
  readonly script: string;
  /** What runs it; undefined where it is not there. */
  readonly command: () => string | undefined;
  readonly missing: string;
}

const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(existsSync);

export const PEERS: readonly Peer[] = [
  {
    name: "Optuna",
    script: "race.py",
    command: () => (existsSync(PYTHON) ? PYTHON : undefined),
    missing: "found no bench/.venv; `npm run bench:setup` makes it",
  },
  {
    name: "irace",
    script: "race.R",
    command: () => onPath("Rscript"),
    missing: "found no Rscript; Debian's package r-cran-irace brings it and irace",
  },
];

/**
 * The races of blocks as a peer runs them, in a process of its own.
 * @param blocks path of the blocks.
 * @throws UserError where the process fails.
 */
export async function racePeer(peer: Peer, command: string, blocks: string, grain: Grain) {
  const script = join(workspaceRoot, "bench", "peer", peer.script);
  const { stdout } = await run(command, [script, blocks, grain], { maxBuffer: 2 ** 26 }).catch((cause: unknown) => {
    throw new UserError(`${peer.name}, race: the process failed: ${String(cause)}`, { cause });
  });
  return parseOutcomes(stdout);
}
