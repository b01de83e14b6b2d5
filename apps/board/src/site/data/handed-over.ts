/** What `data/<name>.js` has handed over, null where it has not run. */
export const handedOver = (name: string): unknown =>
  (globalThis as { readonly dalmeumData?: Readonly<Record<string, unknown>> }).dalmeumData?.[name] ?? null;
