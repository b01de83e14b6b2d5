import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { UserError } from "@dalmeum/contracts";
import { installedOpenvino } from "@dalmeum/runtimes";
import { z } from "zod";
import { megabytesOf } from "../peak-memory.ts";
import { runCommand, type Usage } from "../run-command.ts";
import { PYTHON } from "../run-subject.ts";
import { nameOf, type Subject, SUBJECTS } from "../subjects.ts";
import { workspaceRoot } from "../workspace-root.ts";
import type { EncodeWorkspace } from "./encode-workspace.ts";

const run = promisify(execFile);

/** Who scores pairs from their text to a CSV. */
export interface Contestant {
  readonly name: string;
  readonly precision: Subject["precision"];
  /** Why it cannot be measured here, if so. */
  readonly missing?: string | undefined;
  /** @param output a path in the workspace. */
  score(place: EncodeWorkspace, output: string): Promise<Scored>;
}

export interface Scored extends Usage {
  readonly versions?: Readonly<Record<string, string>>;
}

/** The peer by its precision. */
export const peerOf = (precision: string): string => `sentence-transformers ${precision}`;

/** What runs on onnxruntime without a workspace. */
export const EXPORTED = "exported model, onnxruntime";

const PRECISIONS = ["float32", "bfloat16"] as const;

/** Engines that predict on a CPU in a bench; XLA compiles a program a length, and stands in for a GPU in training alone. */
const ENGINES = SUBJECTS.filter(({ runtime }) => runtime === "onnxruntime" || runtime === "openvino");

export const CONTESTANTS: readonly Contestant[] = [
  ...PRECISIONS.map((precision) => ({
    ...{ name: peerOf(precision), precision },
    missing: existsSync(PYTHON) ? undefined : "found no bench/.venv; `npm run bench:setup` makes it",
    score: (place: EncodeWorkspace, output: string) => scoreInPython(place, precision, output),
  })),
  ...ENGINES.map((subject) => ({
    ...{ name: nameOf(subject), precision: subject.precision },
    missing:
      subject.runtime === "openvino" && installedOpenvino(workspaceRoot) === undefined
        ? "found no OpenVINO; `npx dalmeum runtime install openvino` installs it"
        : undefined,
    score: ({ workspace, run, pairs }: EncodeWorkspace, output: string) =>
      runCommand(workspace.root, [
        ...["predict", run, "--input", pairs, "--output", output],
        ...["--engine", subject.runtime, "--precision", subject.precision],
      ]),
  })),
  {
    ...{ name: EXPORTED, precision: "float32" },
    score: ({ workspace, exported, pairs }, output) =>
      runCommand(workspace.root, ["predict", exported, "--input", pairs, "--output", output]),
  },
];

const reportSchema = z.object({
  processorSeconds: z.number(),
  peakKibibytes: z.number().positive(),
  versions: z.record(z.string(), z.string()),
});

async function scoreInPython(
  { workspace, exported, pairs }: EncodeWorkspace,
  precision: string,
  output: string,
): Promise<Scored> {
  const script = join(workspaceRoot, "bench", "peer", "encode.py");
  const paths = [exported, pairs, output].map((path) => join(workspace.root, path));
  const startedAt = performance.now();
  const { stdout } = await run(PYTHON, [script, ...paths, precision]).catch((cause: unknown) => {
    throw new UserError(`${peerOf(precision)}: the process failed: ${String(cause)}`, { cause });
  });
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const { processorSeconds, peakKibibytes, versions } = reportSchema.parse(JSON.parse(stdout));
  return { wallSeconds, processorSeconds, peakMegabytes: megabytesOf({ maxRSS: peakKibibytes }), versions };
}
