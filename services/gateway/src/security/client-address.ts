import { BlockList, isIP } from 'node:net';

/** Tells the address of whoever sent a request. */
export type ClientAddress = (socketAddress: string | undefined, forwardedFor: string | undefined) => string;

/**
 * The address that counts for rate limits: that of the socket. Only when the socket is one of our own proxies is
 * `X-Forwarded-For` read, from its end, until the first address that is not ours: what a client writes there is never believed.
 * @param trusted addresses or ranges (`10.0.0.0/8`) of our proxies
 * @throws Error that names the entry when it is neither
 */
export function clientAddress(trusted: readonly string[]): ClientAddress {
  const ours = new BlockList();
  for (const entry of trusted) addTo(ours, entry);
  const isOurs = (address: string) => ours.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return (socketAddress, forwardedFor) => {
    let address = plain(socketAddress ?? '');
    const hops = (forwardedFor ?? '').split(',').map((hop) => plain(hop.trim()));
    while (isIP(address) !== 0 && isOurs(address)) {
      const next = hops.pop();
      if (next === undefined || isIP(next) === 0) break;
      address = next;
    }
    return address;
  };
}

function addTo(list: BlockList, entry: string): void {
  const [address = '', prefix, ...rest] = entry.split('/');
  const version = isIP(address);
  const bits = prefix === undefined ? (version === 6 ? 128 : 32) : Number(prefix);
  if (version === 0 || rest.length > 0 || !Number.isInteger(bits) || bits < 0 || bits > (version === 6 ? 128 : 32)) {
    throw new Error(`TRUSTED_PROXIES: “${entry}” is neither an address nor a range`);
  }
  list.addSubnet(address, bits, version === 6 ? 'ipv6' : 'ipv4');
}

/** An IPv4 address written in IPv6 counts as IPv4. */
function plain(address: string): string {
  return address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
}
