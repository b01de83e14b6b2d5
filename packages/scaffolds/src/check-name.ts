import { UserError } from "@dalmeum/contracts";
import { parse } from "acorn";

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST = 64;
/** Files that Windows has already, whatever comes after a dot. */
const DEVICES = /^(con|prn|aux|nul|(com|lpt)[1-9])$/;
/** Names that mean something to the workspace, to Node or to a bundler. */
const RESERVED = ["index", "main", "test", "dist", "build", "runs", "src", "node-modules"];

/** log-cosh-loss -> logCoshLoss. */
export const camelCase = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** log-cosh-loss -> LogCoshLoss. */
export const pascalCase = (name: string): string => camelCase(`-${name}`);

/**
 * Check the name of a file or folder to be.
 * @throws UserError saying which names can be.
 */
export function checkName(name: string): void {
  if (!KEBAB_CASE.test(name) || name.length > LONGEST) {
    const kebab = kebabCase(name);
    const suggestion = KEBAB_CASE.test(kebab) && kebab.length <= LONGEST ? `: ${kebab}` : ", e.g. my-loss";
    throw new UserError(
      `found the name "${name}", expected lower-case words of a-z and 0-9 with hyphens between${suggestion}`,
    );
  }
  if (RESERVED.includes(name) || DEVICES.test(name)) {
    throw new UserError(`found the name "${name}", which means something else already; take another`);
  }
}

/**
 * Check the name that code will call it by.
 * @throws UserError where JavaScript has it already.
 */
export function checkIdentifier(name: string): void {
  const identifier = camelCase(name);
  if (identifier in globalThis || !canBeDeclared(identifier)) {
    throw new UserError(`found the name "${name}", but \`${identifier}\` is JavaScript's own; take another`);
  }
}

function canBeDeclared(identifier: string): boolean {
  try {
    parse(`export function ${identifier}() {}`, { ecmaVersion: "latest", sourceType: "module" });
    return true;
  } catch {
    return false;
  }
}

const kebabCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[\s_.]+/g, "-")
    .toLowerCase();
