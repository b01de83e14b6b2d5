import { setMaxListeners } from "node:events";
import { setTimeout } from "node:timers/promises";
import { fileFailure } from "./failures.ts";
import { checkKey, checkPrefix } from "./object-key.ts";
import { type Content, MAX_READ_BYTES, type ObjectStore } from "./object-store.ts";
import { Reason, StoreError, TornError } from "./store-error.ts";
import { writeWholeFile } from "./whole-file.ts";

/** What differs between places. Keys that come here have been checked; what is thrown here becomes a StoreError. */
export interface Place {
  readonly name: string;
  has(key: string, signal: AbortSignal): Promise<boolean>;
  /** An object's bytes as they come; undefined where there is no such object. */
  open(key: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | undefined>;
  store(key: string, content: Content, signal: AbortSignal): Promise<void>;
  remove(key: string, signal: AbortSignal): Promise<void>;
  list(prefix: string, signal: AbortSignal): Promise<readonly string[] | undefined>;
  /** What a failure means that is not one of a file here; without secrets. */
  explain(error: unknown): string;
}

/** Milliseconds to wait before asking again for what somebody was storing. */
const PAUSES = [200, 1000];

export function objectStoreIn(place: Place): ObjectStore {
  /** @param work gets a signal of its own: it ends with the caller's, and ends what is still open once work is done. */
  const attempt = async <T>(
    doing: string,
    outer: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    outer.throwIfAborted();
    const inner = new AbortController();
    // A list asks for many pages, and each listens.
    setMaxListeners(0, inner.signal);
    const abort = (): void => {
      inner.abort(outer.reason);
    };
    outer.addEventListener("abort", abort);
    try {
      return await work(inner.signal);
    } catch (error) {
      outer.throwIfAborted();
      const reason = error instanceof Reason ? error.message : (fileFailure(error) ?? place.explain(error));
      throw new StoreError(`${place.name}: cannot ${doing}: ${reason}`);
    } finally {
      outer.removeEventListener("abort", abort);
      inner.abort();
    }
  };
  /** Give an object's bytes to `use`, again where they were torn. */
  const withBytes = async <T>(
    key: string,
    signal: AbortSignal,
    use: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
    pauses = PAUSES,
  ): Promise<T | undefined> => {
    try {
      const bytes = await place.open(key, signal);
      return bytes && (await use(bytes));
    } catch (error) {
      const [pause, ...rest] = pauses;
      if (!(error instanceof TornError) || pause === undefined) throw error;
      await setTimeout(pause, undefined, { signal });
      return withBytes(key, signal, use, rest);
    }
  };
  return {
    place: place.name,
    has: async (key, outer) => {
      checkKey(key);
      return attempt(`look for ${key}`, outer, (signal) => place.has(key, signal));
    },
    fetch: async (key, file, outer, most = Infinity) => {
      checkKey(key);
      return attempt(`fetch ${key} into ${file}`, outer, async (signal) => {
        const written = await withBytes(key, signal, async (bytes) => {
          await writeWholeFile(file, atMost(most, bytes), signal);
          return true;
        });
        return written ?? false;
      });
    },
    read: async (key, outer) => {
      checkKey(key);
      return attempt(`read ${key}`, outer, (signal) => withBytes(key, signal, collect));
    },
    store: async (key, content, outer) => {
      checkKey(key);
      return attempt(`store ${key}`, outer, (signal) => place.store(key, content, signal));
    },
    remove: async (key, outer) => {
      checkKey(key);
      return attempt(`remove ${key}`, outer, (signal) => place.remove(key, signal));
    },
    list: async (prefix, outer) => {
      checkPrefix(prefix);
      return attempt(`list ${prefix || "its objects"}`, outer, (signal) => place.list(prefix, signal));
    },
  };
}

/** A place may hold anything; what is more than was told of is not taken. */
async function* atMost(most: number, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > most) throw new Reason(`it has more than the ${most} bytes that were expected`);
    yield chunk;
  }
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > MAX_READ_BYTES) throw new Reason(`it has more than ${MAX_READ_BYTES} bytes; fetch it into a file`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
