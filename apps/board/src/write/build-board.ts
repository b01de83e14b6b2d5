import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Reporter, UserError } from "@dalmeum/contracts";
import { checkOutputFolder, ifThere, replaceFolder } from "@dalmeum/files";
import { createBoardReader, experimentPiece } from "@dalmeum/standing";
import { bundleSite } from "../bundle/bundle-site.ts";
import { pieceFile, pieceScript } from "./piece-script.ts";

/** Says that a folder may be replaced: a board wrote all of it. GitHub Pages then runs no Jekyll over it, either. */
const MARK = ".nojekyll";
const MARKED = "written by npx dalmeum board build\n";

export interface BuildOptions {
  /** The workspace's. */
  readonly root: string;
  /** Absolute. */
  readonly folder: string;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}

export interface BuiltBoard {
  readonly experiments: number;
  readonly runs: number;
  readonly bytes: number;
}

/**
 * Write the team's page into a folder, which appears whole or not at all, in place of one that was written before.
 * @throws UserError where the folder holds what no board wrote.
 */
export async function buildBoard({ root, folder, reporter, signal }: BuildOptions): Promise<BuiltBoard> {
  checkBoardFolder(folder);
  const site = await bundleSite();
  const reading = await createBoardReader(root).read();
  const { experiments } = reading.index({ live: false });
  let bytes = 0;
  await replaceFolder(folder, async (staging) => {
    const write = (name: string, content: string | Uint8Array): void => {
      writeFileSync(join(staging, name), content);
      bytes += Buffer.byteLength(content);
    };
    const writePiece = (piece: string, value: unknown): void => {
      write(pieceFile(piece), pieceScript(piece, JSON.stringify(value)));
    };
    mkdirSync(join(staging, "data"));
    const progress = reporter.progress("experiments", "pages");
    for (const [done, { id }] of experiments.entries()) {
      signal.throwIfAborted();
      progress.update(done, experiments.length);
      writePiece(experimentPiece(id), await reading.experiment(id));
      await new Promise((resolve) => setImmediate(resolve));
    }
    progress.finish();
    const { blend, people, submissions, data } = reading;
    for (const [piece, value] of Object.entries({ live: reading.live(), blend, people, submissions, data })) {
      writePiece(piece, value);
    }
    // Last: it tells of what could not be read on the way.
    writePiece("index", reading.index({ live: false }));
    for (const [name, content] of site) write(name, content);
    write(MARK, MARKED);
  });
  return { experiments: experiments.length, runs: reading.index({ live: false }).runs.used, bytes };
}

/**
 * Check, before anything is computed, that a board may be written there.
 * @throws UserError as `buildBoard`.
 */
export function checkBoardFolder(folder: string): void {
  checkOutputFolder(folder);
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  if (ifThere(() => readFileSync(join(folder, MARK), "utf8")) === MARKED) return;
  throw new UserError(
    `${folder}: found files that \`npx dalmeum board build\` did not write, expected an empty folder or an earlier page; name another with --to`,
  );
}
