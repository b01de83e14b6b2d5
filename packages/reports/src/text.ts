// Apart from the rest: what draws takes a while to load.
export { shortened } from "./text/shortened.ts";
