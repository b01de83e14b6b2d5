import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, freemem, totalmem } from "node:os";
import { gitCommit } from "@dalmeum/runs";
import { installedOpenvino, loadEngine } from "@dalmeum/runtimes";
import type { Finding } from "./finding.ts";

const OLDEST_NODE = [20, 19] as const;
/** A full fine-tuning of the bundled encoder stays below. */
const TRAINING_GIGABYTES = 4;
const CPU_INFO = "/proc/cpuinfo";
/** Vector instructions that the runtime's float32 kernels use. */
const CPU_FLAGS = ["avx2", "fma", "avx512f", "avx512_bf16", "amx_bf16"];

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

export function checkNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const ok = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  const advice = `install Node ${OLDEST_NODE.join(".")} or newer`;
  return { ok, required: true, what: "Node", found: version, ...(ok ? {} : { advice }) };
}

export function checkMachine(): readonly Finding[] {
  const flags = cpuFlags();
  const enough = totalmem() >= TRAINING_GIGABYTES * 1e9;
  return [
    {
      ok: true,
      required: false,
      what: "CPU",
      found: `${availableParallelism()} cores, ${cpus()[0]?.model.trim() ?? "unknown"}`,
    },
    flags === undefined
      ? { ok: true, required: false, what: "CPU instructions", found: "not told by this system" }
      : {
          ok: flags.includes("avx2"),
          required: false,
          what: "CPU instructions",
          found: flags.join(", ") || "none of those that help",
          ...(flags.includes("avx2") ? {} : { advice: "training works, several times slower than with AVX2" }),
        },
    {
      ok: enough,
      required: false,
      what: "memory",
      found: `${gigabytes(totalmem())}, ${gigabytes(freemem())} free`,
      ...(enough ? {} : { advice: `full fine-tuning takes up to ${TRAINING_GIGABYTES} GB; use a smaller batchSize` }),
    },
  ];
}

function cpuFlags(): readonly string[] | undefined {
  if (!existsSync(CPU_INFO)) return undefined;
  const line = /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync(CPU_INFO, "utf8"))?.[1];
  const found = new Set(line?.trim().split(/\s+/));
  return CPU_FLAGS.filter((flag) => found.has(flag));
}

export async function checkOnnxruntime(root: string): Promise<Finding> {
  const what = "onnxruntime-node";
  try {
    const { versions } = await loadEngine(root, { engine: "onnxruntime" });
    return { ok: true, required: true, what, found: Object.values(versions).join(", ") };
  } catch (error) {
    return {
      ok: false,
      required: true,
      what,
      found: error instanceof Error ? error.message : String(error),
      advice: "run npx pnpm install on a supported platform",
    };
  }
}

/** OpenVINO is not required; training is slower without it. */
export async function checkOpenvino(root: string): Promise<Finding> {
  const [required, what] = [false, "openvino"];
  if (installedOpenvino(root) === undefined) {
    const advice = "training is faster with it, where memory is plenty: npx dalmeum runtime install openvino";
    return { ok: false, required, what, found: "not installed", advice };
  }
  try {
    const { versions, precision } = await loadEngine(root, { engine: "openvino" });
    return { ok: true, required, what, found: `${Object.values(versions).join(", ")}, ${precision}` };
  } catch (error) {
    return {
      ok: false,
      required,
      what,
      found: String(error),
      advice: "delete its folder in runtimes/ and install again",
    };
  }
}

/** TensorFlow is not required; `--engine tensorflow` alone asks for it. */
export async function checkTensorflow(root: string): Promise<Finding> {
  const [required, what] = [false, "tensorflow"];
  try {
    const { versions } = await loadEngine(root, { engine: "tensorflow" });
    const found = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    return { ok: true, required, what, found: found.join(", ") };
  } catch (error) {
    const advice = error instanceof Error ? error.message : String(error);
    return { ok: false, required, what, found: "only --engine tensorflow needs it", advice };
  }
}

export async function checkGit(root: string): Promise<Finding> {
  const commit = await gitCommit(root);
  if (commit === "unknown") {
    const advice = "clone with git, so that runs record the commit they come from";
    return { ok: false, required: false, what: "git", found: "no commit", advice };
  }
  const { hash, dirty } = commit;
  return { ok: true, required: false, what: "git", found: `${hash.slice(0, 10)}${dirty ? ", with changes" : ""}` };
}
