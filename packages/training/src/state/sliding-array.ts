/** Where a chunk lies, and where its new entries go. */
export interface ChunkMove {
  /** Place of its first entry. */
  readonly start: number;
  readonly read: Float32Array;
  readonly written: Float32Array;
}

/**
 * Entries that are rewritten chunk by chunk and need no second array of their size: there is room for one chunk more, and
 * each chunk is written where the one before it was read. At the next turn all slide back.
 */
export interface SlidingArray {
  /** A view, valid until the next turn. The same place gives the same view again every second turn. */
  view(start: number, size: number): Float32Array;
  /** In the order in which they must be made, each when the ones before it are done. */
  moves(): readonly ChunkMove[];
  /** After all moves: from now on entries are what was written. */
  turn(): void;
}

/** @param chunk entries rewritten at once; the last chunk has what is left. */
export function createSlidingArray(size: number, chunk: number): SlidingArray {
  const view = cachedViews(new Float32Array(size + chunk));
  const starts = Array.from({ length: Math.ceil(size / chunk) }, (_, index) => index * chunk);
  let shift = chunk;
  return {
    view: (start, length) => view(start + shift, length),
    moves: () =>
      (shift === 0 ? starts.toReversed() : starts).map((start) => {
        const length = Math.min(chunk, size - start);
        return { start, read: view(start + shift, length), written: view(start + chunk - shift, length) };
      }),
    turn: () => {
      shift = chunk - shift;
    },
  };
}

/** Views of an array, each made once: an engine knows an array that it has bound before. */
export function cachedViews(array: Float32Array): (start: number, size: number) => Float32Array {
  const views = new Map<string, Float32Array>();
  return (start, size) => {
    const key = `${start}+${size}`;
    const view = views.get(key) ?? array.subarray(start, start + size);
    views.set(key, view);
    return view;
  };
}
