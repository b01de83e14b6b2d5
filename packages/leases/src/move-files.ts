import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { hasCode, readJson, writeFileAtomically } from "@dalmeum/files";
import { z } from "zod";
import { filesOf, inPlace, type Place } from "./work-place.ts";

const pathInside = z.string().refine((path) => !isAbsolute(path) && !path.split(/[\\/]/).includes(".."));

/** What finishing moves, so that whoever takes the place of one killed meanwhile brings it back. */
const movingSchema = z.object({ last: pathInside, files: z.array(pathInside) });
const MOVING = "moving.json";

/**
 * Move all of a holder's files up into its folder.
 * @param last the file whose being there says that all are.
 */
export function moveUp(place: Place, last: string): void {
  const from = filesOf(place);
  const files = filesBelow(from).filter((file) => file !== last);
  if (!existsSync(join(from, last))) {
    throw new UserError(`${join(from, last)}: missing, expected the file that is moved last; write it, then finish`);
  }
  writeFileAtomically(inPlace(place, MOVING), [Buffer.from(JSON.stringify({ last, files }))]);
  try {
    for (const file of [...files, last]) move(file, from, place.folder);
  } catch (error) {
    bringBack(place);
    throw error;
  }
}

/** Bring what those before had into this holder's folder, without the temporary files of killed writers. */
export function gatherFiles(place: Place): void {
  const own = filesOf(place);
  mkdirSync(own);
  for (const name of readdirSync(inPlace(place))) {
    const from = inPlace(place, name);
    if (name.startsWith("files-") && from !== own) empty(from, own);
  }
  bringBack(place);
}

/** All files below a folder, by relative path, sorted. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
}

/**
 * Move all files elsewhere and remove the folder: over NFS a holder that lost its lease may still reach a folder that was
 * renamed, but not one that is gone. Files that it adds meanwhile are moved too.
 */
function empty(from: string, to: string, attempts = 3): void {
  for (const file of filesBelow(from)) {
    if (file.endsWith(".tmp")) rmSync(join(from, file), { force: true });
    else move(file, from, to);
  }
  const folders = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
  const paths = folders.map((entry) => join(entry.parentPath, entry.name)).toSorted();
  try {
    for (const path of [...paths.toReversed(), from]) rmdirSync(path);
  } catch (error) {
    if (!hasCode(error, "ENOTEMPTY", "EEXIST", "EBUSY")) throw error;
    // What NFS keeps of a removed file that somebody has open stays until then, and does no harm.
    if (attempts > 1) empty(from, to, attempts - 1);
  }
}

/** Undo what a killed process had moved up. Where the last file was moved, it had finished. */
function bringBack(place: Place): void {
  if (!existsSync(inPlace(place, MOVING))) return;
  const { last, files } = readJson(inPlace(place, MOVING), movingSchema, "delete it; files it moved lie in the folder");
  const own = filesOf(place);
  if (existsSync(join(own, last))) {
    for (const file of files) {
      if (existsSync(join(place.folder, file)) && !existsSync(join(own, file))) move(file, place.folder, own);
    }
  }
  rmSync(inPlace(place, MOVING), { force: true });
}

/** Folders are made one by one: to make all at once would make a place anew that is another's by now. */
function move(file: string, from: string, to: string): void {
  let folder = to;
  for (const name of dirname(file).split(sep)) {
    folder = join(folder, name);
    if (!existsSync(folder)) mkdirSync(folder);
  }
  renameSync(join(from, file), join(to, file));
}
