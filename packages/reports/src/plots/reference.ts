/** A value that a plot's values are read against: a control's score, or a difference of 0. */
export interface Reference {
  readonly value: number;
  readonly label: string;
}
