import { UserError } from "@dalmeum/contracts";
import * as library from "@huggingface/tokenizers";
import { z } from "zod";

/** Text to token ids, no special tokens around them. */
export interface TextTokenizer {
  readonly largestId: number;
  encode(text: string): readonly number[];
}

/**
 * The part of @huggingface/tokenizers 0.2 that is used. Its own declarations import files without extensions, which
 * TypeScript does not follow under Node's resolution, so that its types are lost.
 */
interface LibraryTokenizer {
  encode(text: string, options: { readonly add_special_tokens: boolean }): unknown;
  get_vocab(): unknown;
}

const encodingSchema = z.object({ ids: z.array(z.int().min(0)) });
const vocabularySchema = z.map(z.string(), z.int().min(0));

/**
 * A tokenizer from the contents of tokenizer.json.
 * @param path of the file, for messages.
 * @throws UserError where it is of a kind that the library does not know.
 */
export function createTextTokenizer(path: string, json: Readonly<Record<string, unknown>>): TextTokenizer {
  const refuse = (cause: unknown): UserError =>
    new UserError(
      `${path}: not a tokenizer that can be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  let tokenizer: LibraryTokenizer;
  try {
    tokenizer = construct(json);
  } catch (cause) {
    throw refuse(cause);
  }
  const ids = vocabularySchema.parse(tokenizer.get_vocab()).values();
  return {
    largestId: [...ids].reduce((most, id) => Math.max(most, id), -1),
    encode: (text) => encodingSchema.parse(tokenizer.encode(text, { add_special_tokens: false })).ids,
  };
}

function construct(json: Readonly<Record<string, unknown>>): LibraryTokenizer {
  const constructor: unknown = library.Tokenizer;
  if (typeof constructor !== "function") throw new Error("@huggingface/tokenizers exports no Tokenizer");
  const tokenizer: unknown = Reflect.construct(constructor, [json, {}]);
  if (!isTokenizer(tokenizer)) throw new Error("@huggingface/tokenizers gives no encode and get_vocab");
  return tokenizer;
}

function isTokenizer(value: unknown): value is LibraryTokenizer {
  const methods: readonly (keyof LibraryTokenizer)[] = ["encode", "get_vocab"];
  return (
    typeof value === "object" &&
    value !== null &&
    methods.every((name) => typeof Reflect.get(value, name) === "function")
  );
}
