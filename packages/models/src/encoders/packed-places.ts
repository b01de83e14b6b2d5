import * as tf from "@tensorflow/tfjs-core";
import type { Packing } from "@dalmeum/contracts";
import type { Move } from "../layers/move-rows.ts";

/**
 * How rows move between packed tokens [K, W] and padded places [R * T, W], and head by head between [K * N, D] and
 * [R * N * T, D], where attention wants the heads before the places: moving them takes the transposition's place.
 *
 * A padded place that was left out reads the last packed row, which is padding. Neither has a gradient but 0: pooling reads no
 * padding, and attention gives none to padding's keys and values and to queries that nothing reads.
 */
export interface PackedPlaces {
  readonly tokens: number;
  /** Of its own shape, [R, T]. */
  readonly unpack: Move;
  readonly pack: Move;
  /** To [R, N, T]. */
  readonly splitHeads: Move;
  /** To [K, N]. */
  readonly joinHeads: Move;
}

export function packedPlaces({ rows, columns, slots, length }: Packing, heads: number): PackedPlaces {
  // In integers: an engine in bfloat16 counts to 256.
  const whole = (value: number): tf.Scalar => tf.scalar(value, "int32");
  const [tokens] = rows.shape;
  const [sequences, longest] = slots.shape;
  const places = tf.add<tf.Tensor1D>(tf.mul(rows, length), columns);
  const head = tf.tensor1d(
    Array.from({ length: heads }, (_, index) => index),
    "int32",
  );
  const byHead = tf.add(
    tf.mul(tf.reshape(slots, [sequences, 1, longest]), whole(heads)),
    tf.reshape(head, [1, heads, 1]),
  );
  const headRows = tf.add(tf.mul(tf.reshape(rows, [tokens, 1]), whole(heads)), tf.reshape(head, [1, heads]));
  const headPlaces = tf.add(tf.mul(headRows, length), tf.reshape(columns, [tokens, 1]));
  const flat = (indices: tf.Tensor): tf.Tensor1D => tf.reshape(indices, [indices.size]);
  return {
    tokens,
    unpack: { from: slots, to: places },
    pack: { from: places, to: flat(slots) },
    splitHeads: { from: byHead, to: flat(headPlaces) },
    joinHeads: { from: headPlaces, to: flat(byHead) },
  };
}
