import * as library from "@huggingface/tokenizers";
import { z } from "zod";

/** One entry of tokenizer.json: a normalizer, a pre-tokenizer or a model. */
export const partSchema = z.looseObject({ type: z.string() });
export type Part = z.infer<typeof partSchema>;

/** Text to text. */
export type Normalize = (text: string) => string;
/** Text to words; the library says in `options` which section of a text it is. */
export type Split = (text: string, options?: unknown) => readonly string[];

/** A tokenizer of @huggingface/tokenizers. */
export interface LibraryTokenizer {
  /** Ids by token, added tokens among them. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** No special tokens around the text's own. */
  encode(text: string): readonly number[];
  /** Put something of ours in place of one of its parts; it must be what the library calls and reads there. */
  replace(part: "normalizer" | "pre_tokenizer" | "model", by: unknown): void;
}

const textSchema = z.string();
const textsSchema = z.array(z.string());
const encodingSchema = z.object({ ids: z.array(z.int().min(0)) });
const vocabularySchema = z.map(z.string(), z.int().min(0));

/** @throws Error where the library does not know a part. */
export function libraryTokenizer(json: object): LibraryTokenizer {
  const parts = { ...json, post_processor: null, decoder: null };
  const tokenizer = construct("Tokenizer", ["encode", "get_vocab"], parts, {});
  return {
    vocabulary: vocabularySchema.parse(tokenizer.get_vocab()),
    encode: (text) => encodingSchema.parse(tokenizer.encode(text, { add_special_tokens: false })).ids,
    replace: (part, by) => {
      Reflect.set(tokenizer, part, by);
    },
  };
}

/** @throws Error where the library does not know the normalizer. */
export function libraryNormalizer(json: Part): Normalize {
  const sequence = construct("SequenceNormalizer", ["normalize"], { type: "Sequence", normalizers: [json] });
  return (text) => textSchema.parse(sequence.normalize(text));
}

/** @throws Error where the library does not know a pre-tokenizer. */
export function libraryPreTokenizer(parts: readonly Part[]): Split {
  const sequence = construct("SequencePreTokenizer", ["pre_tokenize"], { type: "Sequence", pretokenizers: parts });
  return (text, options) => textsSchema.parse(sequence.pre_tokenize(text, options));
}

type Methods<Name extends string> = Readonly<Record<Name, (...options: readonly unknown[]) => unknown>>;

/**
 * An instance of a class of the library. Its own declarations import files without extensions, which TypeScript does
 * not follow under Node's resolution, so that its types are lost.
 */
function construct<Name extends string>(
  name: string,
  methods: readonly Name[],
  ...options: readonly unknown[]
): Methods<Name> {
  const constructor: unknown = Reflect.get(library, name);
  const instance: unknown = typeof constructor === "function" ? Reflect.construct(constructor, options) : undefined;
  if (!has(instance, methods)) throw new Error(`@huggingface/tokenizers has no ${name} with ${methods.join(", ")}`);
  return instance;
}

function has<Name extends string>(value: unknown, methods: readonly Name[]): value is Methods<Name> {
  return (
    (typeof value === "object" || typeof value === "function") &&
    value !== null &&
    methods.every((name) => typeof Reflect.get(value, name) === "function")
  );
}
