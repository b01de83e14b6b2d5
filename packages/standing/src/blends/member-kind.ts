import { z } from "zod";
import type { MemberKind } from "../types/index.ts";
import type { Point } from "../workspace/read-workspace.ts";

/** Kinds that most blends want one of. */
export const KINDS = [
  "bi-encoder",
  "cross-encoder",
  "baseline",
  "predictions",
] as const satisfies readonly MemberKind[];

const modelSchema = z.object({ model: z.object({ name: z.string() }) });
const MODELS: Readonly<Record<string, MemberKind>> = { biEncoder: "bi-encoder", crossEncoder: "cross-encoder" };

export function memberKind({ loaded, options }: Pick<Point, "loaded" | "options">): MemberKind {
  const { kind } = loaded.experiment;
  if (kind === "baseline" || kind === "predictions") return kind;
  return MODELS[modelSchema.safeParse(options).data?.model.name ?? ""] ?? "other";
}
