/**
 * A process that takes a lease and then does what its standard input says, a line each, and answers each with a line.
 * Its arguments: the folder, and the options as JSON.
 */
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { writeFileAtomically } from "@dalmeum/files";
import { type Lease, type LeaseOptions, takeLease } from "../src/index.ts";

const [, , folder = "", options = "{}"] = process.argv;

const say = (line: string): void => {
  process.stdout.write(`${line.replaceAll("\n", " ")}\n`);
};
const told = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

try {
  const lease = await takeLease(folder, JSON.parse(options) as LeaseOptions);
  say(`took ${lease.inherited ? "inherited" : "new"} ${lease.work}`);
  for await (const line of createInterface(process.stdin)) {
    try {
      say(await obey(lease, line.split(" ")));
    } catch (error) {
      say(told(error));
    }
  }
} catch (error) {
  say(told(error));
}

async function obey(lease: Lease, [command, name = "", text = ""]: readonly string[]): Promise<string> {
  if (command === "write") writeFileSync(join(lease.work, name), text);
  if (command === "replace") writeFileAtomically(join(lease.work, name), [Buffer.from(text)]);
  if (command === "finish") lease.finish(name);
  if (command === "release") lease.release();
  if (command === "block") {
    const until = performance.now() + Number(name);
    while (performance.now() < until);
  }
  if (command === "lost") {
    if (!lease.lost.aborted) await once(lease.lost, "abort");
    return told(lease.lost.reason);
  }
  return "done";
}
