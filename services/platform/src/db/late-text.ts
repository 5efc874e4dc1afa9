/**
 * A text on its way to a column, made when someone asks for it: a load in bulk keeps the last of many values of a row, and most are
 * never asked for.
 */
export class LateText {
  readonly #make: () => string;
  #text: string | undefined;

  constructor(make: () => string) {
    this.#make = make;
  }

  get text(): string {
    return (this.#text ??= this.#make());
  }

  toPostgres(): string {
    return this.text;
  }
}
