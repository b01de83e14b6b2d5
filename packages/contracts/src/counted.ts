/** 1234567 -> "1,234,567". */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

/** "1 pair", "2 pairs". */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}
