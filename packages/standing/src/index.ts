export type { BoardState } from "./types/index.ts";
