/** An object's bytes: in memory where there are few, else a file, which is streamed. */
export type Content = Uint8Array | { readonly file: string };

/**
 * Bytes under keys, in a place that a team shares. A key is lower-case segments with slashes between, like
 * `<hash>/files/<hash>`.
 *
 * Every call throws a StoreError where the place, or the way to it, fails; a UserError where a key is none; and the
 * signal's reason once that is aborted. A place that does not answer fails after ten seconds; what it has begun to
 * give or take may last.
 */
export interface ObjectStore {
  /** How people call it, without secrets. */
  readonly place: string;
  has(key: string, signal: AbortSignal): Promise<boolean>;
  /**
   * Write an object's bytes into a file, whose folder is there; the file appears whole or not at all.
   * @param most bytes that it may have.
   * @returns false where there is no such object.
   * @throws StoreError where it has more.
   */
  fetch(key: string, file: string, signal: AbortSignal, most?: number): Promise<boolean>;
  /**
   * A small object's bytes; undefined where there is no such object.
   * @throws StoreError where it has more than MAX_READ_BYTES.
   */
  read(key: string, signal: AbortSignal): Promise<Uint8Array | undefined>;
  /** Put bytes under a key, in place of what is there. Readers see the old, the new or none, and no part of it. */
  store(key: string, content: Content, signal: AbortSignal): Promise<void>;
  /** Nothing happens where there is no such object. The cache server cannot: a StoreError. */
  remove(key: string, signal: AbortSignal): Promise<void>;
  /** Keys that begin with a text, in order; undefined where the place cannot list: the cache server. */
  list(prefix: string, signal: AbortSignal): Promise<readonly string[] | undefined>;
}

/** What `read` takes into memory at most. */
export const MAX_READ_BYTES = 16 * 2 ** 20;
