import type { CodeArchive } from "../code/code-archive.ts";
import type { Change } from "./change.ts";
import { textChange } from "./text-change.ts";

type Piece = CodeArchive["pieces"][number];

/** What differs between the code of two runs, or of a run and today: of pieces that both have, how they changed. */
export function codeChanges(before: CodeArchive, after: CodeArchive): readonly Change[] {
  const { pairs, gone, come } = matched(before.pieces, after.pieces);
  return [
    ...pairs.flatMap(([old, now]) => (old.text === now.text ? usesChanges(old, now) : [edited(old, now)])),
    ...gone.map((piece) => ({ ...placeOf(piece), text: `${shown(piece)}: no longer reached` })),
    ...come.map((piece) => ({ ...placeOf(piece), text: `${shown(piece)}: reached now` })),
    ...assetChanges(before.assets, after.assets),
  ];
}

/** Pieces of one file and name belong together; of what is left over, those of one name, as a file may have moved. */
function matched(before: readonly Piece[], after: readonly Piece[]) {
  const byPlace = new Map(after.map((piece) => [`${piece.file} ${piece.name}`, piece]));
  const pairs: (readonly [Piece, Piece])[] = [];
  const left: Piece[] = [];
  for (const old of before) {
    const now = byPlace.get(`${old.file} ${old.name}`);
    if (now === undefined) left.push(old);
    else pairs.push([old, now]);
  }
  const taken = new Set(pairs.map(([, now]) => now));
  const gone: Piece[] = [];
  for (const old of left) {
    const now = after.find((piece) => !taken.has(piece) && piece.name === old.name);
    if (now === undefined) {
      gone.push(old);
    } else {
      taken.add(now);
      pairs.push([old, now]);
    }
  }
  return { pairs, gone, come: after.filter((piece) => !taken.has(piece)) };
}

function edited(old: Piece, now: Piece): Change {
  const { words, lines } = textChange(old.text, now.text);
  if (words !== undefined) return { ...placeOf(now), kind: "edited", text: `${shown(now)} ${words}` };
  return { ...placeOf(now), kind: "edited", text: `${shown(now)}: changed`, lines };
}

/** The same text may mean another thing: a name that leads elsewhere. */
function usesChanges(old: Piece, now: Piece): readonly Change[] {
  return Object.entries(now.uses).flatMap(([name, target]) => {
    const before = old.uses[name];
    // A file may have been moved; what stands in it is compared by itself.
    if (before === undefined || before === target || nameIn(before) === nameIn(target)) return [];
    return [{ ...placeOf(now), text: `${shown(now)}: ${name} is ${target}, was ${before}` }];
  });
}

function assetChanges(before: CodeArchive["assets"], after: CodeArchive["assets"]): readonly Change[] {
  const files = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return files.flatMap((file) =>
    before[file] === after[file] ? [] : [{ part: "code" as const, file, text: `${file}: has other content` }],
  );
}

const nameIn = (target: string): string => target.replace(/^.*#/, "");
const shown = ({ file, name }: Piece): string => `${file}: ${name}`;
const placeOf = ({ file, name }: Piece) => ({ part: "code", file, name }) as const;
