import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import { writeFileAtomically } from "@dalmeum/files";
import type { Client, Program } from "./client.ts";
import { compileOptions } from "./compile-options.ts";
import { computingEnvironment } from "./environment.ts";

/** Gives a module's program. */
export type OpenProgram = (module: string) => Promise<Program>;

/** The newest so many stay; a training takes two or three a length. */
const KEPT = 128;
const SUFFIX = ".program";
const HASH_BYTES = 32;

const sha256 = (content: Uint8Array): Buffer => createHash("sha256").update(content).digest();

/**
 * Programs that are compiled once on a machine: each lies in a file that is named after all that it follows from.
 * @param folder where they are kept; each is compiled anew where there is none.
 */
export function createPrograms(
  client: Client,
  { flags, folder }: { readonly flags: Readonly<Record<string, string>>; readonly folder?: string | undefined },
): OpenProgram {
  const options = compileOptions(flags);
  if (folder === undefined) return (module) => client.compile(module, options);
  const origin = JSON.stringify([originOf(client), Buffer.from(options).toString("hex")]);
  return async (module) => {
    const name = createHash("sha256").update(origin).update(module).digest("hex");
    const file = join(folder, `${name}${SUFFIX}`);
    const known = await load(client, file);
    if (known) return known;
    const program = await client.compile(module, options);
    await store(client, program, folder, file);
    return program;
  };
}

/** What else a program follows from: the plugin, and the device that its code is for. */
function originOf({ plugin, platform, version, deviceKind }: Client): readonly unknown[] {
  const { size, mtimeMs } = statSync(plugin.file);
  const device = platform === "cpu" ? processor() : deviceKind;
  return [plugin.version, size, mtimeMs, platform, version, device, computingEnvironment()];
}

/** Virtual processors of one model differ in what they can, and a program is divided for their number. */
function processor(): readonly unknown[] {
  const told = process.platform === "linux" ? readFileSync("/proc/cpuinfo", "utf8") : "";
  return [availableParallelism(), cpus()[0]?.model, /^(flags|Features)\s*:.*/m.exec(told)?.[0]];
}

/** A plugin reads a program without checking it: it sees none that is damaged. */
async function load(client: Client, file: string): Promise<Program | undefined> {
  try {
    const content = readFileSync(file);
    const [hash, bytes] = [content.subarray(0, HASH_BYTES), content.subarray(HASH_BYTES)];
    if (!sha256(bytes).equals(hash)) return undefined;
    const program = await client.load(bytes);
    const now = new Date();
    utimesSync(file, now, now);
    return program;
  } catch {
    // There is none, or another build of the plugin made it: it is compiled.
    return undefined;
  }
}

async function store(client: Client, program: Program, folder: string, file: string): Promise<void> {
  try {
    const bytes = await client.serialize(program);
    mkdirSync(folder, { recursive: true });
    writeFileAtomically(file, [sha256(bytes), bytes]);
    prune(folder);
  } catch {
    // A folder that cannot be written, or a plugin that cannot tell its programs, costs the next run its compilation.
  }
}

function prune(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => join(folder, name));
  const byAge = files.map((file) => ({ file, used: statSync(file).mtimeMs })).toSorted((a, b) => b.used - a.used);
  for (const { file } of byAge.slice(KEPT)) rmSync(file, { force: true });
}
