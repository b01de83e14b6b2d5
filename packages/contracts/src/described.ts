/** Plain data, as JSON holds it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What every component tells a run record about itself; never a lookup key. */
export interface Described {
  readonly name: string;
  readonly options: Readonly<Record<string, Json>>;
}
