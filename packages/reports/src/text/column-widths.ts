/**
 * The width of each column, so that all fit: the widest that may wrap give way first, down to a dozen columns.
 * @returns undefined where they cannot.
 */
export function columnWidths(
  columns: readonly { readonly needed: number; readonly mayWrap: boolean }[],
  room: number,
): readonly number[] | undefined {
  const least = columns.map(({ needed, mayWrap }) => (mayWrap ? Math.min(needed, NARROWEST) : needed));
  if (sum(least) > room) return undefined;
  let limit = Math.max(...columns.map(({ needed }) => needed), 0);
  const limited = () => columns.map(({ needed, mayWrap }) => (mayWrap ? Math.min(needed, limit) : needed));
  // Sentences may be very long, so the limit starts at what a line could hold.
  limit = Math.min(limit, Math.max(room, NARROWEST));
  while (sum(limited()) > room) limit -= 1;
  return limited();
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const NARROWEST = 12;
