/** A user of the bus and the subjects it may use; `all` is for provisioning and tests only. */
export interface NatsUser {
  readonly name: string;
  readonly password: string;
  readonly permissions: 'all' | NatsPermissions;
}

/** Allow lists: what is not listed is refused by the server. */
export interface NatsPermissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** What the configuration file depends on. */
export interface NatsSettings {
  /** Address to listen on: loopback, or every one inside a container. */
  readonly host: string;
  readonly port: number;
  readonly monitoringPort: number;
  readonly store: string;
  readonly users: readonly NatsUser[];
  /** The node of a cluster that this server is; alone without. */
  readonly node?: NatsNode;
}

/** One of several servers that hold the same streams. */
export interface NatsNode {
  readonly name: string;
  readonly port: number;
  /** Ports of all, on the same machine. */
  readonly peers: readonly number[];
}

/** The text of nats-server’s configuration; strings are quoted as JSON, which its format accepts. */
export function natsConfiguration(settings: NatsSettings): string {
  return [
    `server_name: ${settings.node?.name ?? 'portail'}`,
    `host: "${settings.host}"`,
    `port: ${settings.port}`,
    `http: "${settings.host}:${settings.monitoringPort}"`,
    'jetstream {',
    `  store_dir: ${JSON.stringify(settings.store)}`,
    '  # An acknowledged message is on the disk: with the default a power cut lost whole streams.',
    '  sync_interval: always',
    '}',
    ...(settings.node === undefined ? [] : clusterLines(settings.host, settings.node)),
    'authorization {',
    '  users = [',
    ...settings.users.map(userLine),
    '  ]',
    '}',
    '',
  ].join('\n');
}

function clusterLines(host: string, { port, peers }: NatsNode): string[] {
  const routes = peers.map((peer) => `nats://${host}:${peer}`);
  return [
    'cluster {',
    '  name: portail',
    `  listen: "${host}:${port}"`,
    '  no_advertise: false',
    `  routes: ${JSON.stringify(routes)}`,
    '}',
  ];
}

/** A line of the list of users. */
export function userLine(user: NatsUser): string {
  const identity = `user: ${JSON.stringify(user.name)}, password: ${JSON.stringify(user.password)}`;
  if (user.permissions === 'all') return `    { ${identity} }`;
  const { publish, subscribe } = user.permissions;
  const rules = [`publish: ${rule(publish)}`, `subscribe: ${rule(subscribe)}`, 'allow_responses: true'];
  return `    { ${identity}, permissions: { ${rules.join(', ')} } }`;
}

/** An empty allow list would mean “everything”. */
function rule(allowed: readonly string[]): string {
  return allowed.length === 0 ? '{ deny: ">" }' : `{ allow: ${JSON.stringify(allowed)} }`;
}
