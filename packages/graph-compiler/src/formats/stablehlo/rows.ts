import type { FunctionBody } from "./function-body.ts";
import { array, functionType, list, namesOf, type Operand, typeText, upTo } from "./text.ts";

/** Pieces of x that indices number along an axis. An index outside it reads the nearest. */
export function gather(body: FunctionBody, x: Operand, indices: Operand, axis: number): Operand {
  const rank = indices.shape.length;
  const result = { shape: x.shape.toSpliced(axis, 1, ...indices.shape), dtype: x.dtype };
  const offsets = upTo(result.shape.length).filter((at) => at < axis || at >= axis + rank);
  return body.emit(
    `"stablehlo.gather"(${namesOf([x, indices])}) <{dimension_numbers = #stablehlo.gather<offset_dims = ${list(offsets)}, ` +
      `collapsed_slice_dims = ${list([axis])}, start_index_map = ${list([axis])}, index_vector_dim = ${rank}>, ` +
      `slice_sizes = ${array(x.shape.with(axis, 1))}}> : ${functionType([x, indices], result)}`,
    result,
  );
}

/**
 * The table [V, ..] with these rows [R, ..] at the places that indices [R] number. An index outside the table writes nowhere;
 * no other may come twice.
 */
export function scatter(body: FunctionBody, table: Operand, indices: Operand, rows: Operand): Operand {
  const scalar = typeText({ shape: [], dtype: table.dtype });
  const window = upTo(rows.shape.length).slice(1);
  return body.emit(
    `"stablehlo.scatter"(${namesOf([table, indices, rows])}) <{scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = ${list(window)}, ` +
      `inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = true}> ({\n` +
      `^bb0(%old: ${scalar}, %new: ${scalar}):\n` +
      `  stablehlo.return %new : ${scalar}\n` +
      `}) : ${functionType([table, indices, rows], table)}`,
    table,
  );
}
