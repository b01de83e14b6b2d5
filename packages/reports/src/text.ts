// Apart from the rest: what draws takes a while to load.
export { padded } from "./text/padded.ts";
export { shortened } from "./text/shortened.ts";
export { wrapped } from "./text/wrapped.ts";
