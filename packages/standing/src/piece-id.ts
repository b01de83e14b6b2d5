import { sha256 } from "@dalmeum/files";

const LONGEST = 48;

/**
 * A name for files and addresses, /^[a-z0-9-]+$/: the text itself where it is one, else what can be read of it and a hash.
 * @param told what tells it from others, where the text does not.
 */
export function pieceId(text: string, told = text): string {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST);
  if (plain === told) return plain;
  return [...plain.split("-"), sha256(told).slice(0, 8)].filter((part) => part !== "").join("-");
}
