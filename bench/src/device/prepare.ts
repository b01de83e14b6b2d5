import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "@dalmeum/contracts";
import { replaceFolder, writeFileAtomically } from "@dalmeum/files";
import { workspaceRoot } from "../workspace-root.ts";
import { writeBundle } from "./bundle.ts";
import { recordNumbers } from "./measure.ts";
import { DRY_PLAN, FULL_PLAN } from "./plan.ts";

const HERE = join(workspaceRoot, "bench", "device");
const CARRIED = join(HERE, "carried");
const EXPECTED = join(HERE, "expected.json");
const LARGEST = 60e6;
/** Node from its makers is one file; a distribution's leaves most of it in libraries that another machine lacks. */
const SMALLEST_NODE = 5e7;
/** What a model with drawn weights takes from the checkpoint that is carried whole. */
const TOKENIZER_FILES = ["tokenizer.json", "tokenizer_config.json"];
const WHOLE = "checkpoints/e5-small-ko";
const DATASET = "datasets/korsts";

/**
 * `prepare.mjs` makes bench/device/carried; `prepare.mjs --record PLUGIN` writes the numbers that a device is held against,
 * computed by a CPU's PJRT plugin.
 */
export async function main(): Promise<void> {
  const { record } = parseArgs({ options: { record: { type: "string" } } }).values;
  try {
    await (record === undefined ? prepare() : writeExpected(record));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

async function writeExpected(plugin: string): Promise<void> {
  const numbers = await recordNumbers({ root: workspaceRoot, plan: FULL_PLAN, plugin });
  writeFileAtomically(EXPECTED, [Buffer.from(`${JSON.stringify(numbers, null, 2)}\n`)]);
  say(`wrote ${relative(workspaceRoot, EXPECTED)}`);
}

async function prepare(): Promise<void> {
  checkNode();
  const staging = mkdtempSync(join(tmpdir(), "dalmeum-device-"));
  try {
    fill(staging);
    await replaceFolder(CARRIED, (folder) => {
      copyFileSync(join(HERE, "run.sh"), join(folder, "run.sh"));
      execFileSync("python3", ["-m", "tarfile", "-c", join(folder, "device.tar.xz"), "."], { cwd: staging });
      const { size } = statSync(join(folder, "device.tar.xz"));
      if (size > LARGEST)
        throw new UserError(`found ${megabytes(size)} to carry, expected at most ${megabytes(LARGEST)}`);
      say(`wrote ${relative(workspaceRoot, CARRIED)}: ${megabytes(size)}`);
    });
  } finally {
    rmSync(staging, { recursive: true });
  }
}

/** @throws UserError where this Node would not run on another machine. */
function checkNode(): void {
  const { platform, arch } = process;
  if (platform !== "linux" || arch !== "x64") {
    throw new UserError(`found Node for ${platform} ${arch}, expected linux x64: it is carried along`);
  }
  const { size } = statSync(process.execPath);
  if (size < SMALLEST_NODE) {
    throw new UserError(
      `${process.execPath}: found ${megabytes(size)}, expected a Node that needs no libraries of its own`,
    );
  }
}

/** Everything that runs there, into an empty folder. */
function fill(folder: string): void {
  copyFileSync(process.execPath, join(folder, "node"));
  writeBundle(folder);
  for (const name of ["peer.py", "find_plugin.py", "expected.json"]) copyFileSync(join(HERE, name), join(folder, name));
  copyFileSync(join(HERE, "..", "peer", "model.py"), join(folder, "model.py"));
  writeFileSync(join(folder, "plan.json"), JSON.stringify(FULL_PLAN));
  writeFileSync(join(folder, "dry.json"), JSON.stringify(DRY_PLAN));
  for (const source of [WHOLE, DATASET]) copyFolder(source, folder);
  for (const { checkpoint, config } of [FULL_PLAN, DRY_PLAN].flatMap(({ models }) => Object.values(models))) {
    if (config === undefined) continue;
    const target = join(folder, checkpoint);
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, "config.json"), JSON.stringify(config));
    for (const name of TOKENIZER_FILES) copyFileSync(join(workspaceRoot, WHOLE, name), join(target, name));
  }
}

/** A folder's own files, without those of other folders in it. */
function copyFolder(source: string, folder: string): void {
  const from = join(workspaceRoot, source);
  cpSync(from, join(folder, source), {
    recursive: true,
    filter: (path) => path === from || (dirname(path) === from && statSync(path).isFile()),
  });
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
