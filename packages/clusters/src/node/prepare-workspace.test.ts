import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "@dalmeum/files";
import { zipSync } from "fflate";
import { describe, expect, it, onTestFinished } from "vitest";
import { prepareWorkspace, pruneWorkspaces } from "./prepare-workspace.ts";

const signal = new AbortController().signal;

function cache() {
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-prepare-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const environment = { ...process.env, XDG_CACHE_HOME: folder };
  const asked: string[] = [];
  const prepare = (archive: Uint8Array, name = sha256(archive)): Promise<string> =>
    prepareWorkspace({
      ...{ sha256: name, environment, signal },
      archive: () => {
        asked.push(name);
        return Promise.resolve(archive);
      },
      say: () => undefined,
    });
  return { environment, asked, prepare, workspaces: join(folder, "dalmeum/workspaces") };
}

/** Its install leaves a line each time. */
const archiveOf = (setup: string): Uint8Array =>
  zipSync({ "package.json": Buffer.from(JSON.stringify({ scripts: { setup } })) });
const COUNTS = archiveOf("echo once >> installs.txt");

describe("prepareWorkspace", () => {
  it("unpacks and installs once, for all who ask at the same time", async () => {
    const { asked, prepare, workspaces } = cache();
    const folders = await Promise.all([prepare(COUNTS), prepare(COUNTS)]);
    expect(new Set(folders)).toEqual(new Set([join(workspaces, sha256(COUNTS))]));
    expect(await prepare(COUNTS)).toBe(folders[0]);
    expect(asked).toHaveLength(1);
    expect(readFileSync(join(folders[0], "installs.txt"), "utf8")).toBe("once\n");
  });

  it("installs again what failed to, and says what npm said", async () => {
    const { asked, prepare, workspaces } = cache();
    const archive = archiveOf("test -f fixed || (echo no network >&2; exit 1)");
    await expect(prepare(archive)).rejects.toThrow("the workspace cannot be installed: no network");
    writeFileSync(join(workspaces, sha256(archive), "fixed"), "");
    await prepare(archive);
    expect(asked).toHaveLength(1);
  });

  it("refuses another workspace than was asked for, and leaves nothing", async () => {
    const { prepare, workspaces } = cache();
    await expect(prepare(COUNTS, "0".repeat(64))).rejects.toThrow(/found a workspace with SHA-256 .*: it is damaged/);
    expect(existsSync(workspaces)).toBe(false);
  });

  it("is deleted once nothing has used it for a week", async () => {
    const { environment, prepare, workspaces } = cache();
    const [old, used] = [archiveOf("node --version"), COUNTS];
    for (const archive of [old, used]) {
      const folder = await prepare(archive);
      utimesSync(join(folder, "node_modules/.dalmeum-installed"), 0, 0);
    }
    await prepare(used);
    await pruneWorkspaces(environment, signal);
    expect(readdirSync(workspaces)).toEqual([sha256(used)]);
  });
});
