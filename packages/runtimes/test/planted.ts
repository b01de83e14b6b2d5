import { chmodSync } from "node:fs";
import { join } from "node:path";
import { folderOf } from "@dalmeum/testing";
import { onTestFinished, vi } from "vitest";

/** What an installation takes, where there are no other programs than these shell scripts. */
export function plantPrograms(programs: Readonly<Record<string, string>>, wheel?: string) {
  const scripts = Object.entries(programs).map(([name, script]) => [`bin/${name}`, `#!/bin/sh\n${script}\n`] as const);
  const root = folderOf({ ...Object.fromEntries(scripts), ...(wheel === undefined ? {} : { [wheel]: "no wheel" }) });
  for (const [path] of scripts) chmodSync(join(root, path), 0o755);
  vi.stubEnv("PATH", join(root, "bin"));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const said: string[] = [];
  const say = (line: string): void => {
    said.push(line);
  };
  const { signal } = new AbortController();
  return { root, said, options: { root, say, signal, ...(wheel === undefined ? {} : { wheel: join(root, wheel) }) } };
}

/** Answers `--version`; when it is asked to download it does this. */
export const pip = (script: string): Readonly<Record<string, string>> => ({
  python3: `case "$*" in *--version) exit 0;; esac\n${script}`,
});

/** For `pip`: downloads a file that is no wheel. */
export const OTHER_WHEEL = 'while [ "$1" != --dest ]; do shift; done; echo other > "$2/downloaded.whl"';
