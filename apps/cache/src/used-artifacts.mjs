import { readdir, rm, stat, utimes } from "node:fs/promises";
import { join, resolve } from "node:path";

const DAY = 24 * 60 * 60 * 1000;
/** A signature lies beside its artifact. */
const TAG = ".tag";

/** @typedef {(artifact: string, team: string) => Promise<unknown>} Ask */

/**
 * Let a location of turborepo-remote-cache 2.12 remember in the files themselves when each was last asked for. It goes by
 * when a file was last read (atime), which a disk mounted noatime never writes down, and which a nightly backup renews.
 * @param {{ getCachedArtifact: Ask, existsCachedArtifact: Ask, cleanStaleArtifacts: (team: string, days: number) => Promise<unknown> }} location
 * @param {string} folder of all teams, absolute.
 */
export function rememberUse(location, folder) {
  for (const name of /** @type {const} */ (["getCachedArtifact", "existsCachedArtifact"])) {
    const ask = location[name];
    location[name] = async (artifact, team) => {
      const found = await ask(artifact, team);
      await touch(inside(folder, team, artifact));
      return found;
    };
  }
  location.cleanStaleArtifacts = (team, days) => cleanUnused(inside(folder, team), Date.now() - days * DAY);
}

/**
 * A path that no name leads out of its folder, as fs-blob-store makes it.
 * @param {string} folder
 * @param {string[]} names
 */
function inside(folder, ...names) {
  return join(folder, resolve("/", ...names));
}

/** @param {string} path */
async function touch(path) {
  const now = new Date();
  // One that is gone by now, or files that this server may only read, are no reason not to answer.
  await Promise.all([path, path + TAG].map((file) => utimes(file, now, now).catch(() => undefined)));
}

/**
 * Remove artifacts that nobody has asked for since, each with its signature.
 * @param {string} folder of a team.
 * @param {number} since milliseconds.
 */
async function cleanUnused(folder, since) {
  const counts = { deleted: 0, scanned: 0 };
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(nothing)) {
    if (!entry.isFile()) continue;
    counts.scanned += 1;
    const path = join(folder, entry.name);
    const { mtimeMs = Infinity } = await stat(path).catch(nothing);
    if (mtimeMs > since) continue;
    await rm(path, { force: true });
    counts.deleted += 1;
  }
  return counts;
}

/** Another may have removed it. */
function nothing(error) {
  if (error.code === "ENOENT") return [];
  throw error;
}
