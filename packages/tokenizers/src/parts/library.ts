import * as library from "@huggingface/tokenizers";
import { z } from "zod";

/** One entry of tokenizer.json: a normalizer, a pre-tokenizer or a model. */
export const partSchema = z.looseObject({ type: z.string() });
export type Part = z.infer<typeof partSchema>;

/** Text to text. */
export type Normalize = (text: string) => string;
/** Text to words; the library says in `options` which section of a text it is. */
export type Split = (text: string, options?: unknown) => readonly string[];

/** Words to tokens. */
export type LibraryModel = (words: readonly string[]) => readonly string[];

const textSchema = z.string();
const textsSchema = z.array(z.string());

/** A model of the library. */
export function libraryModel(json: { readonly type: "WordPiece" | "BPE" }): LibraryModel {
  const model = construct(json.type, ["_call"], json);
  return (words) => textsSchema.parse(model._call(words));
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
export function construct<Name extends string>(
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
