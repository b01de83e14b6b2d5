import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type HubOptions, type HubServer, serveHub } from "@dalmeum/testing";
import { onTestFinished, vi } from "vitest";
import { fetchCheckpoint } from "../../src/hub/fetch-checkpoint.ts";
import { HUB_PATIENCE, type HubPatience } from "../../src/hub/hub-patience.ts";

export const repository = "team/tiny";
export const revision = "0123456789abcdef0123456789abcdef01234567";

export const text = (content: string): Uint8Array => new TextEncoder().encode(content);

/** Files by the names that a model's files have; nothing in them makes a model. */
export const weights = Uint8Array.from({ length: 20_000 }, (_, index) => (index * 31 + (index >> 8)) % 256);
export const weightsHash = createHash("sha256").update(weights).digest("hex");
export const model = {
  "config.json": text("{}"),
  "tokenizer.json": text('{"version":"1.0"}'),
  "model.safetensors": weights,
};

/** A hub with an empty cache, as the environment says until the test ends. */
export interface Hub extends HubServer {
  /** The repository's folder in the cache. */
  readonly folder: string;
  readonly blobs: string;
  /** What the person was told. */
  readonly said: readonly string[];
  readonly snapshot: string;
  /** @returns what was told of the progress. */
  fetch(
    signal?: AbortSignal,
    patience?: Partial<HubPatience>,
  ): Promise<readonly (readonly [done: number, total: number])[]>;
  /** A file of the snapshot. */
  read(name: string): Uint8Array;
  blobNames(): readonly string[];
  /** The Range of each request for a large file. */
  ranges(): readonly (string | undefined)[];
}

export async function startHub(options: Partial<HubOptions> = {}): Promise<Hub> {
  const server = await serveHub({ repository, revision, files: model, ...options });
  const home = mkdtempSync(join(tmpdir(), "dalmeum-hub-"));
  onTestFinished(() => {
    rmSync(home, { recursive: true });
    vi.unstubAllEnvs();
  });
  for (const name of ["HF_HUB_CACHE", "HF_HUB_OFFLINE", "HF_TOKEN"]) vi.stubEnv(name, undefined);
  vi.stubEnv("HF_ENDPOINT", server.endpoint);
  vi.stubEnv("HF_HOME", home);
  const said: string[] = [];
  const folder = join(home, "hub/models--team--tiny");
  const [blobs, snapshot] = [join(folder, "blobs"), join(folder, "snapshots", revision)];
  return {
    ...server,
    folder,
    blobs,
    said,
    snapshot,
    fetch: async (signal = new AbortController().signal, patience = {}) => {
      const progress: (readonly [number, number])[] = [];
      const onProgress = (done: number, total: number): void => void progress.push([done, total]);
      await fetchCheckpoint(
        { repository, revision },
        { signal, onProgress, say: (line) => said.push(line) },
        { ...HUB_PATIENCE, ...patience },
      );
      return progress;
    },
    read: (name) => new Uint8Array(readFileSync(join(snapshot, name))),
    blobNames: () => (existsSync(blobs) ? readdirSync(blobs) : []),
    ranges: () => server.requests.filter(({ host }) => host === "cdn").map(({ range }) => range),
  };
}
