/** Text that may be written otherwise and mean the same. */
export interface Rewriting {
  /** Global; matches what is replaced and nothing else. */
  readonly pattern: RegExp;
  /** @returns each way to write it; none where it is not what it looks like. */
  readonly alternatives: (match: RegExpExecArray) => readonly string[];
}
