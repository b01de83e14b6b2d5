import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { tinyCheckpoint, workspaceRoot } from "./workspace.ts";

const HEADER = "id,source,sentence_1,sentence_2";
const SENTENCES = ["나는 사과를 먹는다.", "너는 배를 먹었다.", "비가 온다.", "나는 배를 먹는다."];
const SPLITS = { train: 8, dev: 6, test: 5 };

/**
 * A workspace with a few pairs in datasets/tiny and a random BERT in checkpoints/tiny, removed when the test ends.
 * @param experiments the text of each experiment.ts, by name.
 * @param packages of this workspace that they may import.
 * @param files others, by their paths.
 */
export function writeWorkspace(
  experiments: Readonly<Record<string, string>>,
  packages: readonly string[],
  files: Readonly<Record<string, string>> = {},
): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "dalmeum-workspace-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  write("pnpm-workspace.yaml", "packages: []\n");
  for (const [split, length] of Object.entries(SPLITS)) write(`datasets/tiny/${split}.csv`, pairsFile(split, length));
  cpSync(join(workspaceRoot, tinyCheckpoint), join(root, "checkpoints/tiny"), { recursive: true });
  for (const [name, text] of Object.entries(experiments)) {
    write(`experiments/${name}/experiment.ts`, text);
    write(`experiments/${name}/package.json`, JSON.stringify({ name: `@test/${name}`, type: "module" }));
    const scope = join(root, "experiments", name, "node_modules/@dalmeum");
    mkdirSync(scope, { recursive: true });
    for (const each of packages) symlinkSync(join(workspaceRoot, "packages", each), join(scope, each));
  }
  for (const [path, content] of Object.entries(files)) write(path, content);
  return root;
}

/** As a competition's, every second pair similar. */
function pairsFile(split: string, length: number): string {
  const scored = split !== "test";
  const rows = Array.from({ length }, (_, index) => {
    const [first, second] = [SENTENCES[index % 4], SENTENCES[(index * 3 + 1) % 4]];
    const score = (index * 7) % 6;
    return `${split}-${index},test,${first},${second}${scored ? `,${score}.0,${score >= 3 ? 1 : 0}` : ""}`;
  });
  return [`${HEADER}${scored ? ",label,binary-label" : ""}`, ...rows, ""].join("\n");
}
