import { mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../test/temporary-folder.ts";
import { systemFailure } from "./system-failure.ts";

const failureOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    return systemFailure(error);
  }
  throw new Error("nothing failed");
};

it("says what the system's errors mean, where they were met, and what to do", () => {
  const folder = temporaryFolder();
  const file = join(folder, "file");
  writeFileSync(file, "");
  mkdirSync(join(folder, "folder"));
  expect(failureOf(() => readFileSync(join(folder, "none")))).toBe(
    `${folder}/none: there is no such file or folder (ENOENT). Look at the path; the folder may have been moved or removed`,
  );
  expect(failureOf(() => openSync(join(file, "x"), "w"))).toMatch(/file\/x: a part of the path is a file.*\(ENOTDIR\)/);
  expect(failureOf(() => openSync(join(folder, "folder"), "w"))).toMatch(/folder: it is a folder.*\(EISDIR\)/);
  expect(failureOf(() => openSync(join(folder, "x".repeat(300)), "w"))).toMatch(
    /the name is too long \(ENAMETOOLONG\)/,
  );
});

it.each(["ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EACCES", "EPERM", "EMFILE", "ENFILE", "EIO", "ESTALE"])(
  "knows %s, also of a write, which names no path",
  (code) => {
    const error = Object.assign(new Error(`${code}: something, write`), { code, syscall: "write", errno: -1 });
    expect(systemFailure(error)).toMatch(new RegExp(`^[a-z][^:]* \\(${code}\\)\\. [A-Z]`));
  },
);

it("leaves other errors alone", () => {
  const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" });
  for (const error of [refused, new Error("ENOENT"), "ENOENT", undefined, { code: "ENOENT", syscall: "open" }]) {
    expect(systemFailure(error)).toBeUndefined();
  }
});
