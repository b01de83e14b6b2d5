import { type Ensembler, type Prediction, UserError } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { expectFinite } from "./expectations.ts";
import { itDescribesItself } from "./it-describes-itself.ts";

type Member = readonly Prediction[];

const gold = new Map([
  ["a", 0.2],
  ["b", 4.4],
  ["c", 2.6],
  ["d", 1.4],
  ["e", 3.8],
]);
const members: readonly Member[] = [
  memberOf({ a: 0.5, b: 4, c: 2.1, d: 1.9, e: 3.5 }),
  memberOf({ e: 4.2, d: 0.7, c: 2.9, b: 4.9, a: 0.1 }),
];
/** Other ids than those it was fitted on: a test set. */
const unseen: readonly Member[] = [memberOf({ y: 1.2, x: 3.3 }), memberOf({ x: 2.8, y: 0.4 })];

/** Registers the tests that every ensembler must pass. */
export function describeEnsembler(name: string, makeEnsembler: () => Ensembler): void {
  describe(`${name} keeps the contract of ensemblers`, () => {
    itDescribesItself(name, makeEnsembler);

    it("gives one finite prediction a pair, in the first member's order", () => {
      const { combine, weights } = makeEnsembler().fit(members, gold);
      expect(weights).toHaveLength(members.length);
      expect(combine(members).map(({ id }) => id)).toEqual(["a", "b", "c", "d", "e"]);
      expect(combine(unseen).map(({ id }) => id)).toEqual(["y", "x"]);
      for (const given of [members, unseen]) {
        const inputs = given.map((member) => `  ${JSON.stringify(member)}`).join("\n");
        for (const { id, prediction } of combine(given)) expectFinite(`prediction of ${id}`, [prediction], inputs);
      }
    });

    it("joins by id: the order of a member's rows changes nothing", () => {
      const shuffled = members.map((member, index) => (index === 0 ? member : member.toReversed()));
      const { combine } = makeEnsembler().fit(members, gold);
      expect(makeEnsembler().fit(shuffled, gold).combine(shuffled)).toEqual(combine(members));
    });

    it("is pure", () => {
      const before = structuredClone(members);
      const ensembler = makeEnsembler();
      expect(ensembler.fit(members, gold).combine(members)).toEqual(ensembler.fit(members, gold).combine(members));
      expect(members).toEqual(before);
    });

    it.each([
      ["lacks", [memberOf({ x: 1, y: 2 }), memberOf({ x: 1 })], "y"],
      ["has alone", [memberOf({ x: 1 }), memberOf({ x: 1, extra: 2 })], "extra"],
      ["repeats", [memberOf({ x: 1, y: 2 }), [...memberOf({ x: 1, y: 2 }), ...memberOf({ y: 3 })]], "y"],
      ["has no number for", [memberOf({ x: 1, y: 2 }), memberOf({ x: 1, y: NaN })], "y"],
    ])("names an id that a member %s", (_, broken, id) => {
      const scores = new Map(broken.flat().map((row) => [row.id, 2]));
      expectUserError(() => makeEnsembler().fit(broken, scores), id);
      expectUserError(() => makeEnsembler().fit(members, gold).combine(broken), id);
    });

    it("names an id that has no score", () => {
      expectUserError(() => makeEnsembler().fit(members, new Map([...gold].slice(1))), "a");
    });

    it("refuses no members, and another number of them than it was fitted on", () => {
      expectUserError(() => makeEnsembler().fit([], gold), "member");
      expectUserError(() => makeEnsembler().fit(members, gold).combine(members.slice(1)), "member");
    });
  });
}

function memberOf(predictions: Readonly<Record<string, number>>): Member {
  return Object.entries(predictions).map(([id, prediction]) => ({ id, prediction }));
}

function expectUserError(run: () => unknown, named: string): void {
  expect(run).toThrow(UserError);
  expect(run).toThrow(named);
}
