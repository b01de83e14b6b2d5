import type { TokenSequence } from "@dalmeum/contracts";
import { z } from "zod";

/** Where special tokens stand around one text or two. */
export interface Template {
  readonly specialTokens: number;
  /** @param texts token ids of text A and, in a pair's template, of text B. */
  fill(texts: { readonly A: readonly number[]; readonly B: readonly number[] }): TokenSequence;
}

const typeId = z.int().min(0);
const pieceSchema = z.union([
  z.object({ SpecialToken: z.object({ id: z.string(), type_id: typeId }) }),
  z.object({ Sequence: z.object({ id: z.enum(["A", "B"]), type_id: typeId }) }),
]);
type Piece = z.infer<typeof pieceSchema>;

/** The `post_processor` of tokenizer.json. */
export const templateProcessingSchema = z
  .object({
    type: z.literal("TemplateProcessing", { error: "not supported; supported: TemplateProcessing" }),
    single: z.array(pieceSchema).refine((pieces) => slots(pieces) === "A", "expected one place, for sequence A"),
    pair: z.array(pieceSchema).refine((pieces) => slots(pieces) === "AB", "expected two places, for sequences A and B"),
    special_tokens: z.record(z.string(), z.object({ ids: z.array(z.int().min(0)).min(1) })),
  })
  .refine(
    ({ single, pair, special_tokens: known }) =>
      [...single, ...pair].every((piece) => "Sequence" in piece || Object.hasOwn(known, piece.SpecialToken.id)),
    { path: ["special_tokens"], message: "lacks a special token that single or pair names" },
  );

/** The templates of one text and of a pair. */
export function readTemplates(
  processor: z.infer<typeof templateProcessingSchema>,
): Record<"single" | "pair", Template> {
  const template = (pieces: readonly Piece[]): Template => {
    const specialIds = (token: string): readonly number[] => processor.special_tokens[token]?.ids ?? [];
    const fill: Template["fill"] = (texts) => {
      const filled = pieces.map((piece) =>
        "Sequence" in piece
          ? { ids: texts[piece.Sequence.id], typeId: piece.Sequence.type_id }
          : { ids: specialIds(piece.SpecialToken.id), typeId: piece.SpecialToken.type_id },
      );
      return {
        inputIds: filled.flatMap(({ ids }) => ids),
        tokenTypeIds: filled.flatMap((part) => part.ids.map(() => part.typeId)),
      };
    };
    return { specialTokens: fill({ A: [], B: [] }).inputIds.length, fill };
  };
  return { single: template(processor.single), pair: template(processor.pair) };
}

function slots(pieces: readonly Piece[]): string {
  return pieces.map((piece) => ("Sequence" in piece ? piece.Sequence.id : "")).join("");
}
