/**
 * A value on its way to a JSON column. It becomes text when the driver asks for it: a load in bulk keeps the value itself, reads
 * it again far more often than it sends it, and never changes it.
 */
export class JsonColumn {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }

  toPostgres(): string {
    return JSON.stringify(this.value);
  }
}
