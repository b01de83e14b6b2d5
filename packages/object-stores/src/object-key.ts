import { UserError } from "@dalmeum/contracts";

/** Lower case, as some file systems know no other; no dot in front or at the end. */
const SEGMENT = "[a-z0-9](?:[a-z0-9._-]{0,126}[a-z0-9_-])?";
const KEY = new RegExp(`^${SEGMENT}(?:/${SEGMENT}){0,7}$`);
const PREFIX = new RegExp(`^(?:${SEGMENT}/){0,8}(?:[a-z0-9][a-z0-9._-]{0,127})?$`);

/** A file that is being written ends so, and is no object. */
export const UNFINISHED = ".tmp";

export const isKey = (text: string): boolean => KEY.test(text) && !text.endsWith(UNFINISHED);

/** @throws UserError where it could name anything but an object of the place. */
export function checkKey(key: string): void {
  if (!isKey(key)) throw new UserError(`found the key ${shown(key)}, expected one like run-1/files/0f3a: ${RULE}`);
}

/** @throws UserError where no key begins so. */
export function checkPrefix(prefix: string): void {
  if (!PREFIX.test(prefix)) {
    throw new UserError(`found ${shown(prefix)} as the beginning of keys, expected one like run-1/: ${RULE}`);
  }
}

const RULE = `one to eight names of lower-case letters, digits and . _ - with / between, none ending with ${UNFINISHED}`;

const shown = (text: string): string => JSON.stringify(text.slice(0, 200));
