import type { RunKey } from "@dalmeum/runs";
import type { RunName } from "./types/index.ts";

export const runNameOf = ({ seed, fold }: RunKey): RunName => ({ seed, fold: fold ?? null });
