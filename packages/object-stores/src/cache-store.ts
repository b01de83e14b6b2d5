import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { answered } from "./answered.ts";
import { bytesOf } from "./bytes-of.ts";
import { connectionFailure, systemCode, throughProxy } from "./failures.ts";
import type { Content, ObjectStore } from "./object-store.ts";
import { objectStoreIn } from "./place.ts";
import { Reason, TornError } from "./store-error.ts";

export interface CacheServer {
  /** Its address, without a slash at the end. */
  readonly url: string;
  readonly token: string;
  /** Whose objects: `slug` or `teamId`, as turbo names them. */
  readonly team: Readonly<Record<string, string>>;
}

/**
 * Objects as artifacts of turbo's remote cache. Its protocol knows hashes, so a key goes by its own; and a tag beside each
 * artifact, for which turbo has a signature, and this the hash of the bytes: a server that writes straight into its file
 * gives out what is there of it so far. It would not give out at all what has no tag.
 */
export function cacheStore({ url, token, team }: CacheServer, patience: number): ObjectStore {
  const addressOf = (key: string): string =>
    `${url}/v8/artifacts/${createHash("sha256").update(key).digest("hex")}?${new URLSearchParams(team).toString()}`;
  const headers = { authorization: `Bearer ${token}`, "accept-encoding": "identity" };
  /** An answer that says there is an object; undefined where there is none. */
  const ask = async (method: "GET" | "HEAD", key: string, signal: AbortSignal): Promise<Response | undefined> => {
    // Another origin, to which the server may lead, does not get the token: so the fetch standard has it.
    const response = await answered(signal, patience, (inTime) =>
      fetch(addressOf(key), { method, headers, signal: inTime }),
    );
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status === 404) return undefined;
    throw new Reason(refusal(response));
  };
  return objectStoreIn({
    name: url,
    has: async (key, signal) => (await ask("HEAD", key, signal)) !== undefined,
    open: async (key, signal) => {
      const response = await ask("GET", key, signal);
      return response && verified(response.body ?? [], response.headers.get(TAG));
    },
    store: async (key, content, signal) => {
      const { size, hash } = await describeContent(content, signal);
      // A place that is away or refuses the token says so before it is sent gigabytes.
      await ask("HEAD", key, signal);
      const sent = fetch(addressOf(key), {
        method: "PUT",
        headers: { ...headers, ...sizedHeaders(size), [TAG]: tagOf(hash) },
        body: content instanceof Uint8Array ? content : bytesOf(content.file),
        duplex: "half",
        redirect: "manual",
        signal,
      });
      const response = await sent.catch((error: unknown) => {
        // A server that refuses what is too much need not wait for it, and then its answer may not be seen.
        throw BROKEN_OFF.has(systemCode(error) ?? "") ? new Reason(brokenOff(size)) : error;
      });
      await response.body?.cancel();
      if (!response.ok) throw new Reason(refusal(response, size));
    },
    remove: () => Promise.reject(new Reason("a cache server removes nothing but what is old; docs/remote-cache.md")),
    list: () => Promise.resolve(undefined),
    explain: (error) => {
      const code = systemCode(error);
      return code === undefined ? `the connection broke${throughProxy(url)}; try again` : connectionFailure(code, url);
    },
  });
}

const TAG = "x-artifact-tag";
const tagOf = (hash: string): string => `sha256-${hash}`;

const sizedHeaders = (size: number): Readonly<Record<string, string>> => ({
  "content-type": "application/octet-stream",
  "content-length": String(size),
});

/** @throws TornError where the bytes are not those of the tag. A server that keeps no tags is believed. */
async function* verified(
  bytes: AsyncIterable<unknown> | Iterable<unknown>,
  tag: string | null,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of bytes) {
    if (!(chunk instanceof Uint8Array)) throw new Error("expected bytes");
    hash.update(chunk);
    yield chunk;
  }
  if (tag !== null && tag !== tagOf(hash.digest("hex"))) {
    throw new TornError("it is not what was stored: damaged, or being stored just now; try again, or store it again");
  }
}

async function describeContent(
  content: Content,
  signal: AbortSignal,
): Promise<{ readonly size: number; readonly hash: string }> {
  const hash = createHash("sha256");
  if (content instanceof Uint8Array) return { size: content.length, hash: hash.update(content).digest("hex") };
  const { size } = await stat(content.file);
  for await (const chunk of bytesOf(content.file)) {
    signal.throwIfAborted();
    hash.update(chunk);
  }
  return { size, hash: hash.digest("hex") };
}

/** What an answer that is none of the 200s means. */
function refusal({ status, redirected, url }: Response, size = 0): string {
  const meaning = MEANINGS[status] ?? "";
  const where = redirected ? `, having led to ${new URL(url).origin}` : "";
  const bytes = status === 413 ? ` to ${size} bytes` : "";
  return `it answered ${status}${bytes}${where}${meaning}`;
}

const BROKEN_OFF = new Set(["EPIPE", "ECONNRESET", "UND_ERR_SOCKET"]);
const MORE = "more than it takes; raise its BODY_LIMIT, and what a proxy before it lets through";
const brokenOff = (size: number): string =>
  `it broke off while it was sent ${size} bytes: try again, unless that is ${MORE}`;

const MOVED = ": it wants another address, e.g. https in place of http; correct TURBO_API";
const MEANINGS: Readonly<Record<number, string>> = {
  301: MOVED,
  302: MOVED,
  307: MOVED,
  308: MOVED,
  401: ": it does not know TURBO_TOKEN; ask whoever runs it for one",
  403: ": TURBO_TOKEN may not do that, or the server only reads (READ_ONLY)",
  412: ": it could not write it; is its disk full?",
  413: `: ${MORE}`,
};
