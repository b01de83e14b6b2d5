/** What several tell, as it comes; the first that fails ends all. */
export async function* merge<T>(sources: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const next = (source: AsyncGenerator<T>) => {
    const asked = source.next().then((result) => ({ source, result }));
    // It may fail before it is waited for, or when nobody waits any more.
    asked.catch(() => undefined);
    return asked;
  };
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
    for (const source of sources) source.return(undefined).catch(() => undefined);
  }
}
