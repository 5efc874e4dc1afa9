/** Redis ACL rules of the gateway: its own keys, and no administration. */
export const gatewayRules = '~gateway:* &gateway:* +@all -@admin -@dangerous';

/** Users of servers of Redis that sentinels watch: the gateway, whoever copies the leader, the sentinels. */
export const redisPeers = ['gateway', 'replica', 'sentinel'] as const;
type Peer = (typeof redisPeers)[number];

const onServers: Readonly<Record<Peer, string>> = {
  gateway: gatewayRules,
  replica: '+psync +replconf +ping',
  // What a sentinel does to the servers that it watches, as Redis documents it; the leader’s name on the way.
  sentinel:
    '&* +multi +slaveof +ping +exec +subscribe +config|rewrite +role +publish +info +client|setname +client|kill +script|kill',
};
const onSentinels: Partial<Readonly<Record<Peer, string>>> = {
  // Who leads, who else there is, and news of both.
  gateway: '&* +hello +ping +psubscribe +client|setname +sentinel|master +sentinel|replicas +sentinel|sentinels',
  sentinel: '&* +@all',
};

/** Files of users, for the servers and for the sentinels; nobody comes in without a name. */
export function redisAcl(passwordOf: (user: Peer) => string): { readonly servers: string; readonly sentinels: string } {
  const text = (rules: Partial<Readonly<Record<Peer, string>>>) =>
    [
      'user default off',
      ...redisPeers.flatMap((user) => {
        const allowed = rules[user];
        return allowed === undefined ? [] : [`user ${user} on >${passwordOf(user)} ${allowed}`];
      }),
      '',
    ].join('\n');
  return { servers: text(onServers), sentinels: text(onSentinels) };
}
