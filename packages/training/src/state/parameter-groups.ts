/** Entries of a row: what an update reads is a matrix of such rows, which runtimes share out among their threads. */
export const ROW = 1024;

/** Parameters begin at multiples of this many entries, 64 bytes, which vector instructions like. */
const ALIGNMENT = 16;

/** Parameters that one rule of the optimizer updates, end to end. */
export interface ParameterGroup {
  /** One of them. */
  readonly name: string;
  readonly members: readonly { readonly name: string; readonly start: number; readonly size: number }[];
  /** Entries, gaps included: whole rows. */
  readonly size: number;
}

/**
 * Put parameters into groups, each in the order in which they come.
 * @param sizes entries of each parameter, by name.
 */
export function parameterGroups(
  sizes: Readonly<Record<string, number>>,
  groupOf: (name: string) => string,
): readonly ParameterGroup[] {
  const groups = new Map<string, string[]>();
  for (const name of Object.keys(sizes)) {
    const group = groupOf(name);
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  return [...groups.values()].map((names) => {
    let end = 0;
    const members = names.map((name) => {
      const [start, size] = [end, sizes[name] ?? 0];
      end = roundUp(start + size, ALIGNMENT);
      return { name, start, size };
    });
    return { name: names[0] ?? "", members, size: roundUp(end, ROW) };
  });
}

/** The smallest multiple of `step` from `value` on. */
export const roundUp = (value: number, step: number): number => Math.ceil(value / step) * step;
