import { PbfReader, PbfWriter } from "pbf";
import type { Point } from "../tracked-run.ts";

/** Who has written a file, in its first event. */
export const WRITER = "dalmeum";

/** A number after a step. TensorBoard keeps it in 32 bits. */
export type Scalar = Point & { readonly name: string };

/** The event with which a file begins. Field numbers are those of tensorboard/compat/proto/event.proto. */
export function firstEvent(time: number): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeDoubleField(1, time / 1000);
  pbf.writeStringField(3, "brain.Event:2");
  pbf.writeMessage(
    10,
    (writer, metadata) => {
      metadata.writeStringField(1, writer);
    },
    WRITER,
  );
  return pbf.finish();
}

/** The same of a scalar, and those of summary.proto. */
export function scalarEvent({ name, step, value, time }: Scalar): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeDoubleField(1, time / 1000);
  pbf.writeVarintField(2, step);
  pbf.writeMessage(
    5,
    (_, summary) => {
      summary.writeMessage(
        1,
        (_, written) => {
          written.writeStringField(1, name);
          written.writeFloatField(2, value);
        },
        undefined,
      );
    },
    undefined,
  );
  return pbf.finish();
}

/** What is read of an event again. */
export interface ReadEvent {
  step: number;
  writer: string;
  names: string[];
}

/** @throws the reader's error where the bytes are no event. */
export const readEvent = (data: Uint8Array): ReadEvent =>
  new PbfReader(data).readFields<ReadEvent>(
    (field, event, pbf) => {
      if (field === 2) event.step = pbf.readVarint(true);
      else if (field === 5) pbf.readMessage(readSummary, event);
      else if (field === 10) pbf.readMessage(readMetadata, event);
    },
    { step: 0, writer: "", names: [] },
  );

function readSummary(field: number, event: ReadEvent, pbf: PbfReader): void {
  if (field === 1) pbf.readMessage(readValue, event);
}

function readValue(field: number, event: ReadEvent, pbf: PbfReader): void {
  if (field === 1) event.names.push(pbf.readString());
}

function readMetadata(field: number, event: ReadEvent, pbf: PbfReader): void {
  if (field === 1) event.writer = pbf.readString();
}
