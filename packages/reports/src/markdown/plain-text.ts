import type { PhrasingContent } from "mdast";
import { printable } from "../printable.ts";

/**
 * Text that GitHub shows as it is. The serializer escapes what Markdown reads; links, mentions, references to issues, emoji
 * names and formulas are found after Markdown, where a backslash is gone, so the character that makes one is put into an
 * element of its own, as GitHub's documentation does with a dollar sign.
 */
export function plainText(text: string): PhrasingContent[] {
  return printable(text)
    .split(MAKES_SOMETHING)
    .filter((part) => part !== "")
    .map((part) =>
      part.length === 1 && SPECIAL.includes(part)
        ? { type: "html", value: `<span>${part}</span>` }
        : { type: "text", value: part },
    );
}

const SPECIAL = "@#$:.";
const MAKES_SOMETHING = /([@#](?=[A-Za-z0-9])|\$|:(?=\/\/|[\w+-]+:)|(?<=www)\.)/i;
