/** The files of a competition, in the order in which they are shown. */
export const FILES = ["train", "dev", "test"] as const;
