/** What runs are judged on. */
export const GROUNDS = ["dev", "out-of-fold"] as const;
export type Ground = (typeof GROUNDS)[number];
