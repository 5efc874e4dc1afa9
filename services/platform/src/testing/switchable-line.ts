import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP line to a real server that a test can cut and mend. */
export interface SwitchableLine {
  readonly port: number;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Lets the connections of now hang without a word, as a lost host does; new ones pass. */
  stall(): void;
  /** Nothing passes any more, in either direction, nor that a side has left: the network between them is parted. */
  part(): void;
  /** What was parted is joined again, and what waited on the way arrives. */
  join(): void;
  close(): Promise<void>;
}

/** Opens a line to a server on this machine. */
export async function openLine(host: string, port: number): Promise<SwitchableLine> {
  const pairs = new Map<Socket, Socket>();
  let parted = false;
  const pass = (incoming: Socket, outgoing: Socket): void => {
    incoming.pipe(outgoing).pipe(incoming);
    // Who left while they were parted.
    if (incoming.destroyed) outgoing.destroy();
    if (outgoing.destroyed) incoming.destroy();
  };
  const hang = (incoming: Socket, outgoing: Socket): void => {
    for (const socket of [incoming, outgoing]) socket.unpipe().pause();
  };
  const server = createServer((incoming) => {
    const outgoing = connect(port, host);
    pairs.set(incoming, outgoing);
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        if (parted) return;
        other.destroy();
        pairs.delete(incoming);
      });
    }
    if (parted) hang(incoming, outgoing);
    else pass(incoming, outgoing);
  });
  const listen = (on: number) =>
    new Promise<void>((resolve, reject) => server.once('error', reject).listen(on, '127.0.0.1', () => resolve()));
  await listen(0);
  const { port: own } = server.address() as AddressInfo;
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const pair of pairs) for (const socket of pair) socket.destroy();
    });
  return {
    port: own,
    cut,
    mend: () => listen(own),
    stall: () => {
      for (const pair of pairs) hang(...pair);
    },
    part: () => {
      parted = true;
      for (const pair of pairs) hang(...pair);
    },
    join: () => {
      parted = false;
      for (const pair of pairs) pass(...pair);
    },
    close: cut,
  };
}

/** Ports that are free now, all different: each is held until the last is found. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(
    servers.map((server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
