/** Teams of the file as it is cloned: nobody is behind them until a name of GitHub's stands in their place. */
const PLACEHOLDER = /^@dalmeum\//i;

/** Whether an owner is nobody yet. */
export function isPlaceholder(owner: string): boolean {
  return PLACEHOLDER.test(owner);
}
