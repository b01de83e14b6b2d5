import type { RunName } from "@dalmeum/standing/types";
import type { Say } from "../../language/say.ts";
import { experimentWords as words } from "./experiment-words.ts";

/** "seed 3, fold 2". */
export const runLabel = ({ seed, fold }: RunName, say: Say): string =>
  fold === null ? say(words.seed)(seed) : say(words.seedFold)(seed, fold);
