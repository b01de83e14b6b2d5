import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ifThere, sha256, writeFileAtomically } from "@dalmeum/files";
import { strFromU8, unzipSync } from "fflate";
import { z } from "zod";
import type { PackedWorkspace } from "../workspace/pack-workspace.ts";

/** What a node has changes seldom, and asking every node takes as long as a worker of Ray takes to start. */
const FRESH_MS = 3600_000;

const cacheSchema = z.record(z.string(), z.object({ at: z.number(), lock: z.string(), described: z.string() }));

export interface NodeCache {
  /** What a node has said of itself in the last hour, with these packages. */
  get(id: string): string | undefined;
  set(described: ReadonlyMap<string, string>): void;
}

/** Nodes have another name each time that Ray starts on them. */
export function openNodeCache(root: string, address: string, workspace: PackedWorkspace): NodeCache {
  const name = sha256(Buffer.from(address)).slice(0, 16);
  const path = join(root, `node_modules/.cache/dalmeum/clusters/ray-${name}.json`);
  const lock = lockOf(workspace);
  const read = () => cacheSchema.safeParse(jsonAt(path)).data ?? {};
  return {
    get(id) {
      const found = read()[id];
      return found?.lock === lock && Date.now() - found.at < FRESH_MS ? found.described : undefined;
    },
    set(described) {
      const kept = Object.entries(read()).filter(([, { at }]) => Date.now() - at < FRESH_MS);
      const added = [...described].map(([id, line]) => [id, { at: Date.now(), lock, described: line }] as const);
      mkdirSync(dirname(path), { recursive: true });
      writeFileAtomically(path, [Buffer.from(JSON.stringify(Object.fromEntries([...kept, ...added])))]);
    },
  };
}

function jsonAt(path: string): unknown {
  try {
    return JSON.parse(ifThere(() => readFileSync(path, "utf8")) ?? "{}");
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function lockOf({ archive, files }: PackedWorkspace): string {
  const name = "pnpm-lock.yaml";
  if (!files.has(name)) return "";
  const { [name]: bytes } = unzipSync(archive, { filter: (file) => file.name === name });
  return sha256(Buffer.from(strFromU8(bytes ?? new Uint8Array(), true), "latin1"));
}
