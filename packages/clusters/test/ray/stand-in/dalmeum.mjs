// Speaks the protocol of `npx dalmeum cluster node` and `npx dalmeum train --events`, and computes nothing. What a run does is in its
// reference; who made it when is noted in a folder that all nodes share, as is what is stored.
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

const { TEST_SHARED: shared = "", TEST_NAME: name = "" } = process.env;
const [command, reference = "", ...flags] = process.argv.slice(2);
// The setting of `experiment:setting`, else the experiment.
const does = reference.replace(/^.*:/, "");
const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const identity = flags[flags.indexOf("--expect") + 1];
const note = (what) => {
  appendFileSync(
    join(shared, "notes"),
    `${JSON.stringify({ name, what, at: Date.now(), pid: process.pid, reference, identity })}\n`,
  );
};

if (command === "cluster") {
  note("described");
  say({
    host: hostname(),
    node: process.version,
    cores: 64,
    memory: 1e9,
    gpus: 0,
    engines: [],
    store: shared,
    key: null,
    problem: null,
  });
} else {
  process.stdin.resume().on("end", () => {
    note("stopped");
    process.exit(1);
  });
  const stored = join(shared, "stored", identity);
  const path = `experiments/${reference.replace(/:.*/, "")}/runs/${identity}`;
  note("begins");
  const done = () => {
    say({ kind: "stored", path });
    process.exit(0);
  };
  if (existsSync(stored)) done();
  if (does === "diverges") {
    process.stderr.write("the loss is not a number\n");
    process.exit(3);
  }
  if (does === `unfit-on-${name}`) {
    say({ kind: "unfit", reason: "another lockfile", inputs: { lock: 1 } });
    process.exit(4);
  }
  if (does === "unfit") {
    say({ kind: "unfit", reason: "another Node", inputs: { node: 1 } });
    process.exit(4);
  }
  if (
    does === "breaks" ||
    does === `breaks-on-${name}` ||
    (does === "breaks-once" && !existsSync(join(shared, "broken")))
  ) {
    if (does === "breaks-once") writeFileSync(join(shared, "broken"), "");
    process.stderr.write("no room is left on the disk\n");
    process.exit(1);
  }
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "weights"), "w");
  say({ kind: "says", text: "trains" });
  const seconds = Number(/^lasts-(\d+)/.exec(does)?.[1] ?? 0);
  for (let second = 0; second < seconds * 10; second++) {
    say({ kind: "progress", label: "training", done: second, total: seconds * 10, unit: "updates", details: [] });
    await setTimeout(100);
  }
  mkdirSync(join(shared, "stored"), { recursive: true });
  writeFileSync(stored, name, { flag: "wx" });
  note("stored");
  done();
}
