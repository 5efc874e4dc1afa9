import { Zip, ZipDeflate, ZipPassThrough, strToU8 } from 'fflate';

/** An archive made as its files come: nobody holds the whole of it. */
export interface ZipStream {
  /** Begins a file; what it returns adds to it, and ends it with `last`. One file at a time. */
  file(name: string, options?: { readonly stored?: boolean }): (data: string | Uint8Array, last?: boolean) => void;
  /** No file follows. */
  end(): void;
  /** What is ready to leave; taken often, little is held. */
  taken(): Generator<Uint8Array>;
}

/** Begins an archive. */
export function zipStream(): ZipStream {
  let ready: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else ready.push(chunk);
  });
  return {
    file: (name, { stored = false } = {}) => {
      const file = stored ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
      zip.add(file);
      return (data, last = false) => file.push(typeof data === 'string' ? strToU8(data) : data, last);
    },
    end: () => zip.end(),
    *taken() {
      if (failure) throw failure;
      const chunks = ready;
      ready = [];
      yield* chunks;
    },
  };
}
