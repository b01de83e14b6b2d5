/** A control and those that race against it, by their names. */
export interface RaceFamily {
  readonly control: string;
  readonly treatments: readonly string[];
}
