/** Computes what stands under a name once: the eager engine, which is slow, gives every runtime the same to be held to. */
export function onceEach<T>(): (name: string, compute: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (name, compute) => {
    const value = known.get(name) ?? compute();
    known.set(name, value);
    return value;
  };
}
