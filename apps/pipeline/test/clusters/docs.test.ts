import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { hasPostgres, startPostgres } from "@dalmeum/clusters/postgres-server";
import { endAll, processesOf } from "@dalmeum/clusters/processes";
import { hasRay } from "@dalmeum/clusters/ray-cluster";
import { closedPort } from "@dalmeum/object-stores/contract";
import { workspaceRoot } from "@dalmeum/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { eventually } from "./processes.ts";
import { makeWorkspaces, plainEnvironment, type TestFolder } from "./workspace.ts";

type Environment = Readonly<Record<string, string>>;

const guide = readFileSync(join(workspaceRoot, "docs/clusters.md"), "utf8");
/** Blocks of the section with this heading. */
const section = (heading: string): readonly string[] => {
  const text = guide.split(/^## /m).find((each) => each.startsWith(heading)) ?? "";
  return [...text.matchAll(/^```(?:sh|ini)\n([\s\S]*?)^```/gm)].map(([, block = ""]) => block);
};

describe("copied and run as written", { tags: ["slow"], timeout: 300_000 }, () => {
  it.skipIf(!hasPostgres())("with workers at a PostgreSQL (apt-get install postgresql)", async () => {
    const [server = "", unit = "", tmux = "", laptop = ""] = section("Five servers");
    const [slurm = ""] = section("Slurm");
    const machine = createMachine();
    const database = await startPostgres();
    onTestFinished(() => database.remove());
    const here = {
      "ssh://git@git.example.org/team/dalmeum.git": machine.folder.first.root,
      "postgres://team:password@db.example.org:5432/dalmeum": database.url,
      "/mnt/team/runs": machine.folder.first.store,
    };
    await machine.run(server, here);
    const checkout = join(machine.home, "dalmeum");

    const { ExecStart = "", WorkingDirectory, EnvironmentFile = "" } = settingsOf(unit.replaceAll("%h", machine.home));
    expect(WorkingDirectory).toBe(checkout);
    const variables = settingsOf(readFileSync(EnvironmentFile, "utf8"));
    await machine.start(ExecStart, checkout, variables).says(/waits for runs/);
    await machine.start(/--wrap "(.*)"/.exec(slurm)?.[1] ?? "", checkout, variables).says(/waits for runs/);
    if (spawnSync("tmux", ["-V"]).status === 0) {
      const workers = processesOf(machine.marker).length;
      spawnSync("sh", ["-ec", tmux], { cwd: checkout, env: machine.environment });
      await eventually(
        "tmux's worker",
        () => processesOf(machine.marker).length,
        (count) => count > workers,
      );
    }
    await machine.run(laptop, {}, machine.folder.first.root);
  });

  it.skipIf(!hasRay())("with a Ray cluster (npm run ray:setup installs it)", async () => {
    const [install = "", head = "", , laptop = ""] = section("A Ray cluster");
    // What is installed already is not downloaded again.
    const installed = join(workspaceRoot, "packages/clusters/test/ray");
    expect(readFileSync(join(installed, "requirements.txt"), "utf8")).toContain(/'(.*)'/.exec(install)?.[1]);
    const machine = createMachine();
    symlinkSync(join(installed, ".venv"), join(machine.home, "ray"));
    const [gcs, dashboard, client] = (await Promise.all([closedPort(), closedPort(), closedPort()])).map(
      (url) => new URL(url).port,
    );
    const here = {
      "--port=6379": `--port=${gcs} --dashboard-port=${dashboard} --ray-client-server-port=${client}`,
      "0.0.0.0": "127.0.0.1",
      "10.0.0.5:8265": `127.0.0.1:${dashboard}`,
      "/mnt/team/runs": machine.folder.first.store,
    };
    await machine.run(head, here);
    const team = Object.fromEntries(
      [...head.matchAll(/(DALMEUM_RUNS|TURBO_REMOTE_CACHE_SIGNATURE_KEY)=(\S+)/g)].map(([, name = "", value = ""]) => [
        name,
        value,
      ]),
    );
    await machine.run(laptop, here, machine.folder.first.root, { ...team, DALMEUM_RUNS: machine.folder.first.store });
  });
});

interface Machine {
  readonly folder: TestFolder;
  readonly home: string;
  /** In the environment of all that is started. */
  readonly marker: string;
  readonly environment: Environment;
  /** A block, in a shell, as it is but for what is another's here. */
  run(block: string, others: Environment, cwd?: string, added?: Environment): Promise<void>;
  /** A line that goes on. */
  start(line: string, cwd: string, added: Environment): { says(what: RegExp): Promise<void> };
}

/** A home of its own, with what npm and pnpm have downloaded; all that was started is ended with the test. */
function createMachine(): Machine {
  const folder = makeWorkspaces({ seeds: [1] });
  const home = join(folder.first.root, "../home");
  mkdirSync(home);
  const { XDG_DATA_HOME = join(homedir(), ".local/share"), npm_config_cache = join(homedir(), ".npm") } = process.env;
  const marker = `TEST_HOME=${home}`;
  const environment = {
    ...plainEnvironment(),
    ...{ XDG_DATA_HOME, npm_config_cache, HOME: home, TMUX_TMPDIR: home, RAY_TMPDIR: dirname(home), TEST_HOME: home },
  };
  onTestFinished(async () => {
    await endAll(marker);
    folder.remove();
  }, 180_000);
  return {
    folder,
    home,
    marker,
    environment,
    async run(block, others, cwd = home, added = {}) {
      const script = Object.entries(others).reduce((text, [there, here]) => text.replaceAll(there, here), block);
      const child = spawn("bash", ["-ec", script], { cwd, env: { ...environment, ...added } });
      const said = textOf(child);
      // Ray's processes may hold its output open.
      const code = await new Promise((resolve) => child.once("exit", resolve));
      expect({ code, script }, said()).toEqual({ code: 0, script });
    },
    start(line, cwd, added) {
      const child = spawn("sh", ["-c", `exec ${line}`], { cwd, env: { ...environment, ...added } });
      const said = textOf(child);
      return {
        says: async (what) => {
          await eventually(String(what), said, (text) => what.test(text));
        },
      };
    },
  };
}

function textOf({ stdout, stderr }: ChildProcess): () => string {
  let text = "";
  for (const stream of [stdout, stderr]) stream?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

/** Lines of NAME=value. */
const settingsOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]));
