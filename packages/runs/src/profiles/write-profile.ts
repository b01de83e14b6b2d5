import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "@dalmeum/files";
import { profileText } from "./profile-text.ts";
import type { UpdatesProfile } from "./profile-updates.ts";
import { traceEvents } from "./trace-events.ts";

/** Files of a profile: for people, and for Perfetto. */
export const PROFILE_FILES = { text: "profile.txt", trace: "profile.json" } as const;

/**
 * Write a profile's files into a folder.
 * @returns the head of the text.
 */
export function writeProfile(folder: string, title: string, profile: UpdatesProfile): readonly string[] {
  const { head, tables } = profileText(title, profile);
  const trace = { displayTimeUnit: "ms", traceEvents: traceEvents(title, profile) };
  mkdirSync(folder, { recursive: true });
  writeFileAtomically(join(folder, PROFILE_FILES.text), [Buffer.from(`${[...head, ...tables].join("\n")}\n`)]);
  writeFileAtomically(join(folder, PROFILE_FILES.trace), [Buffer.from(`${JSON.stringify(trace)}\n`)]);
  return head;
}
