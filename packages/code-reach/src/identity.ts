import { sha256 } from "@dalmeum/files";
import type { CodeModule } from "./code-module.ts";
import type { Followed, Uses } from "./follow.ts";
import type { Target } from "./link-names.ts";

/** What has an identity: its own content, and what it uses by label. */
interface Node {
  readonly own: string;
  readonly uses: readonly (readonly [label: string, key: unknown])[];
}

/** Of all that was reached: file names, and the order of files and of declarations, count for nothing. */
export function identityOf(followed: Followed, sha256Of: (path: string) => string): string {
  const nodes = nodesOf(followed, sha256Of);
  let hashes = new Map([...nodes].map(([key, { own }]) => [key, sha256(own)]));
  // Weisfeiler and Lehman: each takes up what it uses, until that tells no two more apart. Cycles need no order.
  for (let before = 0, distinct = -1; distinct !== before; ) {
    const last = hashes;
    hashes = new Map(
      [...nodes].map(([key, { uses }]) => {
        const used = uses.map(([label, target]) => `${label} ${last.get(target) ?? ""}`).toSorted();
        return [key, sha256([last.get(key), ...used].join("\n"))];
      }),
    );
    [before, distinct] = [new Set(last.values()).size, new Set(hashes.values()).size];
  }
  return sha256([...hashes.values()].toSorted().join("\n"));
}

function nodesOf(followed: Followed, sha256Of: (path: string) => string): Map<unknown, Node> {
  const { roots, pieces, wholes, targets } = followed;
  const nodes = new Map<unknown, Node>();
  const evaluations = evaluationsOf(followed);
  for (const target of targets) {
    if (target.kind === "asset") nodes.set(keyOf(target), { own: sha256Of(target.path), uses: [] });
    if (target.kind === "outside") nodes.set(keyOf(target), { own: target.name, uses: [] });
  }
  for (const [piece, uses] of pieces) nodes.set(piece, { own: piece.own, uses: labelled(uses) });
  for (const node of evaluations.values()) nodes.set(node, node);
  const all = (module: CodeModule, uses: Uses, own: string): Node => {
    const evaluation = evaluations.get(module);
    return { own, uses: [...labelled(uses), ...(evaluation ? [["evaluation", evaluation] as const] : [])] };
  };
  for (const [module, uses] of wholes) nodes.set(module, all(module, uses, "module"));
  for (const { module, uses } of roots) nodes.set(uses, all(module, uses, "entry"));
  return nodes;
}

/** What running each module does, in order; only of modules that do something. */
function evaluationsOf({ evaluated, pieces, scripts }: Followed): ReadonlyMap<CodeModule, Node> {
  const acts = (module: CodeModule): boolean => scripts.has(module) || module.pieces.some(({ isEffect }) => isEffect);
  const does = new Set<CodeModule>();
  for (let before = -1; does.size !== before; ) {
    before = does.size;
    for (const [module, runs] of evaluated) {
      const isDoing = ({ kind, ...target }: Target): boolean =>
        kind !== "module" || ("module" in target && does.has(target.module));
      if (acts(module) || [...runs.values()].some(isDoing)) does.add(module);
    }
  }
  const made = new Map(
    [...does].map((module) => [module, { own: "evaluation", uses: new Array<readonly [string, unknown]>() }]),
  );
  for (const [module, { uses }] of made) {
    const runs = evaluated.get(module);
    const add = (key: unknown): unknown => key !== undefined && uses.push([String(uses.length), key]);
    for (const { source } of module.evaluates) {
      const target = runs?.get(source);
      if (target !== undefined) add(target.kind === "module" ? made.get(target.module) : keyOf(target));
    }
    // Declarations may be called, or call, between two statements.
    if (acts(module)) for (const piece of module.pieces) if (pieces.has(piece)) add(piece);
  }
  return made;
}

const labelled = (uses: Uses): Node["uses"] =>
  [...uses].map(([label, target]) => [target.kind === "piece" ? `${label} ${target.name}` : label, keyOf(target)]);

function keyOf(target: Target): unknown {
  switch (target.kind) {
    case "piece":
      return target.piece;
    case "module":
      return target.module;
    case "asset":
      return `asset ${target.path}`;
    case "outside":
      return target.name;
  }
}
