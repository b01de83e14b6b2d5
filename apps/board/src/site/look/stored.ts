/** What this reader chose, where the browser lets a page keep it. */
export function readStored(name: string): string | null {
  try {
    return localStorage.getItem(`dalmeum.${name}`);
  } catch {
    return null;
  }
}

export function writeStored(name: string, value: string): void {
  try {
    localStorage.setItem(`dalmeum.${name}`, value);
  } catch {
    // A browser that keeps nothing for this page shows it as chosen until it is closed.
  }
}
