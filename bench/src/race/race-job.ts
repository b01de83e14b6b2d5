import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Found } from "../alone/alone-job.ts";
import type { Measured } from "../measurement.ts";
import { blocksText } from "./blocks.ts";
import { DRAWS, FIELDS, simulate } from "./fields.ts";
import { on, OURS } from "./names.ts";
import { type Outcome, raceFigures } from "./outcomes.ts";
import { GRAINS, PEERS, racePeer } from "./peers.ts";

interface Contestant {
  readonly who: string;
  readonly outcomes: readonly Outcome[];
  /** Whether it says of what it chooses that it is better. */
  readonly claims: boolean;
}

/** Simulated races by ours and by its peers, all of the same scores. A repeat draws others. */
export async function raceJob(repeat: number): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-race-"));
  try {
    return await race(repeat, join(folder, "blocks.csv"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function race(repeat: number, path: string): Promise<Found> {
  const simulated = await Promise.all(
    Object.entries(FIELDS).map(([name, { field }]) => simulate(name, field, DRAWS, 20 + repeat)),
  );
  writeFileSync(path, blocksText(simulated.flatMap(({ blocks }) => blocks)));
  const contestants: Contestant[] = [
    { who: OURS, outcomes: simulated.flatMap(({ outcomes }) => outcomes), claims: true },
  ];
  const skipped: string[] = [];
  const versions: Record<string, string> = {};
  for (const peer of PEERS) {
    const command = peer.command();
    if (command === undefined) {
      skipped.push(`${peer.name}: ${peer.missing}`);
      continue;
    }
    for (const grain of GRAINS) {
      const { version, outcomes } = await racePeer(peer, command, path, grain);
      versions[peer.name.toLowerCase()] = version;
      contestants.push({ who: `${peer.name}, a block a ${grain}`, outcomes, claims: false });
    }
  }
  const measured = Object.entries(FIELDS).flatMap(([name, planted]) =>
    contestants.map(({ who, outcomes, claims }): Measured => {
      const ofField = outcomes.filter(({ field }) => field === name);
      return { job: "race", subject: on(name, who), repeat, figures: raceFigures(ofField, planted, claims) };
    }),
  );
  return { measured, skipped, versions };
}
