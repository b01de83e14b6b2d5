import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";
import { expect, it, onTestFinished } from "vitest";
import { startDalmeum } from "./start-dalmeum.ts";
import { createWorkspace, experimentSource } from "./workspace.ts";

/** onnxruntime 1.30 looks its vendor's host up five seconds after it has loaded. */
const MILLISECONDS = 7000;
const TRACED = "trace=%network,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,symlink,unlink,unlinkat";
/** What a program reads before it asks for a name. */
const LOOKUP = /"\/etc\/(?:resolv\.conf|hosts|nsswitch\.conf)"|sin6?_port=htons\(53\)/;
const WRITES = /\b(?:O_WRONLY|O_RDWR|O_CREAT)\b|\b(?:creat|mkdir|mkdirat|rename\w*|link|symlink|unlink\w*)\(/;

// Some containers have it and do not let it trace.
const hasStrace = spawnSync("strace", ["true"]).status === 0;
if (!hasStrace) console.warn("strace is not there or may not trace: what a training calls and writes is not tested");

it.runIf(hasStrace)(
  "training calls nobody, and writes into the workspace and its caches alone",
  { tags: ["slow"] },
  async () => {
    const home = mkdtempSync(join(tmpdir(), "dalmeum-trace-"));
    onTestFinished(() => {
      rmSync(home, { recursive: true });
    });
    const root = createWorkspace({
      "experiments/tiny/experiment.ts": experimentSource.replace("epochs: 2", "epochs: 200000"),
    });
    const trace = join(home, "trace");
    // Beside the program and not above it, so that signals reach the program.
    const strace = [
      "strace",
      "--daemonize",
      "--follow-forks",
      "--seccomp-bpf",
      "--quiet=all",
      `--output=${trace}`,
      "-e",
      TRACED,
    ];
    // Without what the environment of a test says, as CI: that alone would make the library silent.
    const environment = ["env", "-i", `PATH=${process.env.PATH ?? ""}`, `HOME=${home}`, `TMPDIR=${join(home, "tmp")}`];
    const { child, ended } = startDalmeum(root, "train tiny --seed 1", { through: [...environment, ...strace] });
    child.stdout?.once("data", () => setTimeout(() => child.kill("SIGTERM"), MILLISECONDS));
    const { code, stderr } = await ended;
    expect(stderr).toMatch(/is left unfinished/);
    expect(code).toBe(143);

    const calls = readFileSync(trace, "utf8").split("\n");
    expect(calls.some((call) => call.includes("libonnxruntime"))).toBe(true);
    expect(calls.filter((call) => LOOKUP.test(call) || isOutside(call))).toEqual([]);
    const places = [
      root,
      join(workspaceRoot, "node_modules/.cache/dalmeum"),
      join(home, "tmp"),
      "/dev/null",
      "/proc/self/",
    ];
    const written = calls.filter((call) => WRITES.test(call) && !call.includes(" = -1 "));
    expect(written.length).toBeGreaterThan(10);
    expect(written.filter((call) => !places.some((place) => call.includes(`"${place}`)))).toEqual([]);
  },
);

/** Whether a call reaches for an address that is not this machine's. */
function isOutside(call: string): boolean {
  const [, address] = /inet_(?:addr|pton)\((?:AF_INET6?, )?"([^"]+)"/.exec(call) ?? [];
  return address !== undefined && !/^(?:127\.|::1$|::$|0\.0\.0\.0$)/.test(address);
}
