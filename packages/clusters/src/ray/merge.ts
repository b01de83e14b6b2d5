/** What several tell, as it comes; the first that fails ends all. */
export async function* merge<T>(sources: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const next = async (source: AsyncGenerator<T>) => ({ source, result: await source.next() });
  const waiting = new Map(sources.map((source) => [source, next(source)]));
  try {
    while (waiting.size > 0) {
      const { source, result } = await Promise.race(waiting.values());
      waiting.delete(source);
      if (result.done === true) continue;
      waiting.set(source, next(source));
      yield result.value;
    }
  } finally {
    // What is asked of them may never be answered.
    for (const promise of waiting.values()) promise.catch(() => undefined);
  }
}
