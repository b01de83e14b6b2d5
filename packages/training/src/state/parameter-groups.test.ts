import { expect, it } from "vitest";
import { parameterGroups, ROW } from "./parameter-groups.ts";

it("puts parameters of a group end to end, each from a multiple of 16 entries on, in whole rows", () => {
  const groups = parameterGroups({ a: 5, "a.bias": 3, b: 32, c: ROW }, (name) =>
    name.endsWith("bias") ? "kept" : "decayed",
  );
  expect(groups).toEqual([
    {
      name: "a",
      members: [
        { name: "a", start: 0, size: 5 },
        { name: "b", start: 16, size: 32 },
        { name: "c", start: 48, size: ROW },
      ],
      size: 2 * ROW,
    },
    { name: "a.bias", members: [{ name: "a.bias", start: 0, size: 3 }], size: ROW },
  ]);
});
