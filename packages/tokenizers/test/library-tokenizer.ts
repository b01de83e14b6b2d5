import { z } from "zod";
import { construct } from "../src/parts/library.ts";

const encodingSchema = z.object({ ids: z.array(z.int().min(0)) });

/** Ids of @huggingface/tokenizers by itself, for the record. */
export function libraryTokenizer(json: object): (text: string) => readonly number[] {
  const tokenizer = construct("Tokenizer", ["encode"], { ...json, post_processor: null, decoder: null }, {});
  return (text) => encodingSchema.parse(tokenizer.encode(text, { add_special_tokens: false })).ids;
}
