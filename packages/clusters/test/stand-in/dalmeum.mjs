/*
 * Speaks the protocol of nodes and computes nothing. A reference says what its run does, `steps=20` how many tenths of a second it
 * takes; the environment what is wrong with a node.
 */
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

const [command, ...rest] = process.argv.slice(2);
const { DALMEUM_RUNS: store = ".", STAND_IN: fault = "", DATABASE_URL: database } = process.env;
const tell = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

if (command === "cluster") {
  tell({
    ...{ host: hostname(), node: process.version, cores: 2, memory: 8e9, gpus: 0, store, key: "0f3a" },
    ...{ engines: [{ name: "onnxruntime", precision: "float32", versions: { onnxruntime: "1.30.0" } }], problem: null },
  });
} else {
  const flag = (name) => rest[rest.indexOf(name) + 1];
  const [reference, identity, seed] = [rest[0], flag("--expect"), flag("--seed")];
  const steps = Number(/steps=(\d+)/.exec(reference)?.[1] ?? 1);
  // Whoever started it is gone.
  process.stdin.on("end", () => process.exit(1)).resume();
  process.once("SIGTERM", () => {
    appendFileSync(join(store, "stopped.log"), `${identity}\n`);
    process.exit(143);
  });
  const path = `experiments/e/runs/seed-${seed}`;
  const stored = join(store, identity);
  if (existsSync(stored)) {
    tell({ kind: "stored", path });
    process.exit(0);
  }
  appendFileSync(join(store, "begun.log"), `${identity} ${process.pid} ${Date.now()}\n`);
  if (fault === "broken") {
    process.stderr.write("no device answers\n");
    process.exit(1);
  }
  if (fault === "unfit") {
    tell({ kind: "unfit", reason: "code: another than was expected", inputs: { code: "other" } });
    process.exit(4);
  }
  tell({
    kind: "says",
    text: `begins \u001b[31m${reference}\u001b[0m seed ${seed}, knows ${database ?? "no database"}`,
  });
  if (reference.startsWith("diverges")) {
    process.stderr.write("the loss is NaN at update 7\n");
    process.exit(3);
  }
  for (let step = 0; step < steps; step += 1) {
    tell({ kind: "progress", label: "training", done: step, total: steps, unit: "pairs", details: [`loss ${step}`] });
    await setTimeout(100);
  }
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "run.json"), "{}");
  writeFileSync(stored, `seed ${seed}\n`);
  appendFileSync(join(store, "made.log"), `${identity}\n`);
  tell({ kind: "stored", path });
  process.exit(0);
}
