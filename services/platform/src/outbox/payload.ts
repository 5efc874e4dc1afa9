import { create, toBinary, type DescMessage, type MessageInitShape, type MessageShape } from '@bufbuild/protobuf';

/**
 * What an event says, in the words of its contract. It is written when it is read and becomes bytes when the driver asks for
 * them: a load in bulk hands messages from a service to the next in memory, and of most keeps none.
 */
export class Payload<Schema extends DescMessage = DescMessage> {
  readonly #schema: Schema;
  readonly #content: () => MessageInitShape<Schema>;
  #message: MessageShape<Schema> | undefined;

  constructor(schema: Schema, content: () => MessageInitShape<Schema>) {
    this.#schema = schema;
    this.#content = content;
  }

  get message(): MessageShape<Schema> {
    return (this.#message ??= create(this.#schema, this.#content()));
  }

  get bytes(): Uint8Array {
    return toBinary(this.#schema, this.message);
  }

  /** As the driver sends a bytea. */
  toPostgres(): string {
    return `\\x${Buffer.from(this.bytes).toString('hex')}`;
  }
}

/** The payload of an event of this contract. */
export function payloadOf<Schema extends DescMessage>(schema: Schema, content: MessageInitShape<Schema>): Payload {
  return new Payload(schema, () => content);
}
