import { renameSync, rmSync } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { UserError } from "@dalmeum/contracts";
import { contentHash } from "./content-hash.ts";
import { HubStatusError, isNetworkError } from "./hub-fetch.ts";
import { HubSilence } from "./hub-patience.ts";
import type { HubFile } from "./hub-files.ts";
import { sizeOf, takePartial } from "./partial-file.ts";

export interface BlobDownload {
  readonly file: HubFile;
  /** Where the file's content is. */
  readonly url: string;
  /** Folder of the blobs, absolute. */
  readonly blobs: string;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  /** @param here bytes that have been received, in this process or one before. */
  readonly onBytes: (here: number) => void;
  /** Milliseconds before each attempt in a row that follows one which brought no byte. */
  readonly pauses?: readonly number[];
}

/** The first is that after a connection which brought something before it broke. */
const PAUSES = [0, 1000, 4000];

/**
 * Download a file into a blob that is named after its hash. What a broken connection or a process that ended has left
 * is continued; the blob is there whole and with the hash that the hub lists, or not at all.
 *
 * `downloadFileToCacheDir` of @huggingface/hub 2.17 does less: it begins anew each time, compares neither size nor hash,
 * and renames whatever it got. Its `downloadFile` gives a stream that fails with a text, whether the network broke, the
 * server was busy or the person has no access, and that does not tell if a range was answered with the whole file.
 * @throws UserError where size or hash are others, and whatever `fetch` throws once trying again has not helped.
 */
export async function downloadBlob(download: BlobDownload): Promise<void> {
  const { file, url, blobs } = download;
  const blob = join(blobs, file.etag);
  const partial = takePartial(blob);
  const continued = sizeOf(partial) > 0;
  // An empty file has nothing to receive.
  await writeFile(partial, "", { flag: "a" });
  await receive(download, partial);
  const hash = await contentHash(partial, file);
  if (hash === file.etag) {
    renameSync(partial, blob);
    return;
  }
  rmSync(partial);
  // A process that was killed may have left anything; only a file received from its start speaks about the server.
  if (continued) return downloadBlob(download);
  throw new UserError(
    `${url}: found a file of hash ${hash}, expected ${file.etag}; it was damaged on its way, or the server gives ` +
      "another file than it lists. None of it is kept: try again, and if that does not help, ask whoever runs the server",
  );
}

/** Ask for what is missing until nothing is, or until several attempts in a row have brought nothing. */
async function receive(download: BlobDownload, partial: string): Promise<void> {
  const { file, signal, pauses = PAUSES } = download;
  for (let failures = 0; sizeOf(partial) < file.size; ) {
    const before = sizeOf(partial);
    const broken = await receiveOnce(download, partial, before).then(
      () => new TypeError(`the connection ended after ${sizeOf(partial)} of ${file.size} bytes`),
      (error: unknown) => error,
    );
    if (isWrongSize(broken)) {
      rmSync(partial);
      throw wrongSize(download);
    }
    if (sizeOf(partial) >= file.size) return;
    failures = sizeOf(partial) > before ? 0 : failures + 1;
    // One that says nothing twice has been waited for long enough.
    const pause = mayPass(broken) && !(broken instanceof HubSilence && failures > 0) ? pauses[failures] : undefined;
    if (pause === undefined) throw broken;
    await setTimeout(pause, undefined, { signal });
  }
}

async function receiveOnce(download: BlobDownload, partial: string, before: number): Promise<void> {
  const { file, url, fetch, onBytes } = download;
  const range = before > 0 ? { range: `bytes=${before}-` } : {};
  const response = await fetch(url, { headers: { "accept-encoding": "identity", ...range } });
  const continues = response.status === 206;
  const body: AsyncIterable<unknown> | null = response.body;
  const output = await open(partial, continues ? "a" : "w");
  try {
    let here = continues ? before : 0;
    for await (const chunk of body ?? []) {
      if (!(chunk instanceof Uint8Array)) throw new Error(`${url}: expected bytes`);
      here += chunk.length;
      if (here > file.size) throw wrongSize(download);
      await output.appendFile(chunk);
      onBytes(here);
    }
    await output.sync();
  } finally {
    await output.close();
  }
}

const wrongSize = ({ url, file }: BlobDownload): UserError =>
  new UserError(
    `${url}: found another size than the ${file.size} bytes that the hub lists; nothing of it is kept. ` +
      "Try again, and if that does not help, ask whoever runs the server",
  );

/** More bytes than there are to be, or none where some are to come: 416 says that the file ends before that. */
const isWrongSize = (error: unknown): boolean =>
  error instanceof UserError || (error instanceof HubStatusError && error.status === 416);

/** Whether asking again may help: the network failed, or the server was busy. */
function mayPass(error: unknown): boolean {
  return isNetworkError(error) || (error instanceof HubStatusError && (error.status >= 500 || error.status === 429));
}
