import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { UserError } from "@dalmeum/contracts";
import { FILE as CHECKPOINT } from "../makers/training/checkpoint.ts";
import { putCheckpoint } from "./checkpoint-objects.ts";
import { openRunStore } from "./run-store.ts";

/** Which checkpoint a thread keeps in the store, and how often. */
export interface KeptCheckpoint {
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly identity: string;
  readonly folder: string;
  readonly every: number;
}

/**
 * Store a checkpoint whenever it is another, for as long as the thread lives.
 * @param tell hears what goes wrong.
 */
export async function keepCheckpoint(
  { root, environment, identity, folder, every }: KeptCheckpoint,
  tell: (problem: string) => void,
): Promise<never> {
  const store = openRunStore({ root, environment, signal: new AbortController().signal });
  const path = join(folder, CHECKPOINT);
  let stored = 0n;
  for (;;) {
    const written = existsSync(path) ? statSync(path, { bigint: true }).mtimeNs : stored;
    try {
      if (written !== stored) await putCheckpoint(store, identity, folder);
      stored = written;
    } catch (error) {
      tell(error instanceof UserError ? error.message : String(error));
    }
    await setTimeout(every * 1000);
  }
}
