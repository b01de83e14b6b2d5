import { z } from "zod";
import type { TemplatePiece } from "./template.ts";

/** The places around one text and around two. */
export interface TemplatePieces {
  readonly single: readonly TemplatePiece[];
  readonly pair: readonly TemplatePiece[];
}

const id = z.int().min(0);
const pieceSchema = z.union([
  z.object({ SpecialToken: z.object({ id: z.string(), type_id: id }) }),
  z.object({ Sequence: z.object({ id: z.enum(["A", "B"]), type_id: id }) }),
]);
type Piece = z.infer<typeof pieceSchema>;

const templateProcessing = z
  .object({
    type: z.literal("TemplateProcessing"),
    single: z.array(pieceSchema).refine((pieces) => slots(pieces) === "A", "expected one place, for sequence A"),
    pair: z.array(pieceSchema).refine((pieces) => slots(pieces) === "AB", "expected two places, for sequences A and B"),
    special_tokens: z.record(z.string(), z.object({ ids: z.array(id).min(1) })),
  })
  .refine(
    ({ single, pair, special_tokens: known }) =>
      [...single, ...pair].every((piece) => "Sequence" in piece || Object.hasOwn(known, piece.SpecialToken.id)),
    { path: ["special_tokens"], message: "lacks a special token that single or pair names" },
  )
  .transform(({ single, pair, special_tokens: known }): TemplatePieces => {
    const pieces = (template: readonly Piece[]): readonly TemplatePiece[] =>
      template.map((piece) =>
        "Sequence" in piece
          ? { content: piece.Sequence.id, typeId: piece.Sequence.type_id }
          : { content: known[piece.SpecialToken.id]?.ids ?? [], typeId: piece.SpecialToken.type_id },
      );
    return { single: pieces(single), pair: pieces(pair) };
  });

const specialToken = z.tuple([z.string(), id]);
const markers = { cls: specialToken, sep: specialToken };

/** `[CLS] A [SEP] B [SEP]`, the second text and its end of type 1. */
const bertProcessing = z
  .object({ type: z.literal("BertProcessing"), ...markers })
  .transform(({ cls: [, cls], sep: [, sep] }): TemplatePieces => {
    const single: readonly TemplatePiece[] = [special(cls), { content: "A", typeId: 0 }, special(sep)];
    return { single, pair: [...single, { content: "B", typeId: 1 }, special(sep, 1)] };
  });

/** `<s> A </s></s> B </s>`, all of type 0. */
const robertaProcessing = z
  .object({ type: z.literal("RobertaProcessing"), ...markers })
  .transform(({ cls: [, cls], sep: [, sep] }): TemplatePieces => {
    const single: readonly TemplatePiece[] = [special(cls), { content: "A", typeId: 0 }, special(sep)];
    return { single, pair: [...single, special(sep), { content: "B", typeId: 0 }, special(sep)] };
  });

const supported = "TemplateProcessing, BertProcessing, RobertaProcessing, or a Sequence of one of these and ByteLevel";
const templating = z.discriminatedUnion("type", [templateProcessing, bertProcessing, robertaProcessing], {
  error: `not supported; supported: ${supported}`,
});

/**
 * The `post_processor` of tokenizer.json, of every family reduced to where its special tokens stand. ByteLevel, which
 * moves offsets alone, may stand in a Sequence with one of them.
 * @see tokenizers 0.23.3, processors/
 */
export const postProcessorSchema = z.preprocess(withoutByteLevel, templating);

function withoutByteLevel(json: unknown): unknown {
  const sequence = sequenceSchema.safeParse(json);
  if (!sequence.success) return json;
  const [only, ...others] = sequence.data.processors.filter(({ type }) => type !== "ByteLevel");
  return others.length === 0 ? withoutByteLevel(only) : json;
}

const sequenceSchema = z.object({
  type: z.literal("Sequence"),
  processors: z.array(z.looseObject({ type: z.string() })),
});

function special(token: number, typeId = 0): TemplatePiece {
  return { content: [token], typeId };
}

function slots(pieces: readonly Piece[]): string {
  return pieces.map((piece) => ("Sequence" in piece ? piece.Sequence.id : "")).join("");
}
