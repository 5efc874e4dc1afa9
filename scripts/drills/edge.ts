import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { debianTool } from '../stack/debian.ts';
import { root } from '../stack/paths.ts';
import type { ServerContext } from '../stack/servers/server-context.ts';
import { tcpProbe } from '../stack/wait.ts';

const readyLimitMs = 20_000;
const nginxTool = { programs: ['nginx'], packages: ['nginx-light'], neededBy: 'The edge with TLS' };
const opensslTool = { programs: ['openssl'], packages: ['openssl'], neededBy: 'The certificate of the edge' };

/** What an edge stands in front of, and where it listens. */
export interface EdgePlan {
  readonly http: number;
  readonly https: number;
  readonly portal: string;
  readonly admin: string;
}

type Context = Pick<ServerContext, 'folder' | 'supervisor' | 'progress'>;

/**
 * Starts nginx with `deploy/edge`, a certificate of an authority made for the occasion on `localhost` and `admin.localhost`.
 * @returns file of the authority’s certificate
 */
export async function startEdge({ folder, supervisor, progress }: Context, plan: EdgePlan): Promise<string> {
  const nginx = await debianTool(nginxTool, progress);
  const authority = certificates(folder.path, await debianTool(opensslTool, progress));
  const variables: Readonly<Record<string, string>> = {
    EDGE_FOLDER: folder.path,
    EDGE_CERTIFICATE: join(folder.path, 'edge.crt'),
    EDGE_KEY: join(folder.path, 'edge.key'),
    EDGE_HTTP: `127.0.0.1:${plan.http}`,
    EDGE_HTTPS: `127.0.0.1:${plan.https}`,
    PORTAL_HOST: `localhost:${plan.https}`,
    PORTAL_NAME: 'localhost',
    ADMIN_NAME: 'admin.localhost',
    PORTAL_UPSTREAM: plan.portal,
    ADMIN_UPSTREAM: plan.admin,
  };
  const template = readFileSync(join(root, 'deploy', 'edge', 'nginx.conf.template'), 'utf8');
  const configuration = join(folder.path, 'nginx.conf');
  writeFileSync(
    configuration,
    template.replace(/\$\{(\w+)\}/g, (_, name: string) => given(variables, name)),
  );
  await supervisor.start({
    name: 'edge',
    layer: 'server',
    command: nginx,
    args: ['-c', configuration, '-g', 'daemon off;'],
    env: { PATH: process.env['PATH'] },
    ready: [{ what: 'the edge', limitMs: readyLimitMs, probe: tcpProbe(plan.https, '127.0.0.1') }],
  });
  return authority;
}

function given(variables: Readonly<Record<string, string>>, name: string): string {
  const value = variables[name];
  if (value === undefined) throw new Error(`deploy/edge asks for ${name}`);
  return value;
}

/** An authority, and a certificate of it that follows the rules of public ones: 90 days, names, use. */
function certificates(folder: string, program: string): string {
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync(program, args, { stdio: 'pipe' });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const certified = [
    '-addext',
    'basicConstraints=critical,CA:TRUE',
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
  ];
  openssl(
    'req',
    '-x509',
    ...curve,
    ...certified,
    '-subj',
    '/CN=Drill',
    '-days',
    '90',
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.crt'),
  );
  openssl('req', ...curve, '-subj', '/CN=localhost', '-keyout', at('edge.key'), '-out', at('edge.csr'));
  const rules = [
    'subjectAltName=DNS:localhost,DNS:admin.localhost',
    'basicConstraints=critical,CA:FALSE',
    'keyUsage=critical,digitalSignature',
    'extendedKeyUsage=serverAuth',
  ];
  writeFileSync(at('edge.ext'), `${rules.join('\n')}\n`);
  const authority = ['-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-CAcreateserial'];
  openssl(
    'x509',
    '-req',
    '-in',
    at('edge.csr'),
    ...authority,
    '-days',
    '90',
    '-extfile',
    at('edge.ext'),
    '-out',
    at('edge.crt'),
  );
  return at('ca.crt');
}
