import { isDeepStrictEqual } from 'node:util';

/**
 * A text on its way to a column, made of something when someone asks for it: a load in bulk keeps the last of many values of a
 * row, and most are never asked for.
 */
export class LateText<Source = unknown> {
  readonly #source: Source;
  readonly #make: (source: Source) => string;
  #text: string | undefined;

  /** @param make gives the same text of the same members, another of others */
  constructor(source: Source, make: (source: Source) => string) {
    this.#source = source;
    this.#make = make;
  }

  get text(): string {
    return (this.#text ??= this.#make(this.#source));
  }

  /** Whether both are the same text. Of two that are late, what they are made of is compared: no text is made to know. */
  equals(other: string | LateText<Source>): boolean {
    return other instanceof LateText ? isDeepStrictEqual(this.#source, other.#source) : this.text === other;
  }

  toPostgres(): string {
    return this.text;
  }
}
