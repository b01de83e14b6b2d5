/** What a file is read as. */
export type Loader = "js" | "ts";

export const loaderOf = (path: string): Loader => (/\.[cm]?ts$/.test(path) ? "ts" : "js");
