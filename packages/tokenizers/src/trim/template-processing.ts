import type { TemplatePieces } from "../post-processor.ts";
import type { TemplatePiece } from "../template.ts";

/**
 * Templates as the TemplateProcessing of tokenizer.json.
 * @param newId of a special token.
 * @param nameOf a special token, by its old id.
 */
export function templateProcessing(
  { single, pair }: TemplatePieces,
  newId: (id: number) => number,
  nameOf: (id: number) => string,
): object {
  const nameOfAll = (ids: readonly number[]): string => ids.map(nameOf).join(" ");
  const pieces = (template: readonly TemplatePiece[]) =>
    template.map(({ content, typeId: type_id }) =>
      typeof content === "string"
        ? { Sequence: { id: content, type_id } }
        : { SpecialToken: { id: nameOfAll(content), type_id } },
    );
  const special = [...single, ...pair].flatMap(({ content }) => (typeof content === "string" ? [] : [content]));
  return {
    type: "TemplateProcessing",
    single: pieces(single),
    pair: pieces(pair),
    special_tokens: Object.fromEntries(
      special.map((ids) => [nameOfAll(ids), { id: nameOfAll(ids), ids: ids.map(newId), tokens: ids.map(nameOf) }]),
    ),
  };
}
