import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePorts } from '@portail/platform/testing/switchable-line.ts';
import { environmentOf } from '../../services/scenarios/src/control-door.ts';
import { note } from '../../services/scenarios/src/drill-report.ts';
import { variable } from '../../services/scenarios/src/environment.ts';
import { debianTool } from '../stack/debian.ts';
import { runFolderAt } from '../stack/paths.ts';
import { progressTo } from '../stack/progress.ts';
import { supervisorIn } from '../stack/supervisor.ts';
import { startEdge } from './edge.ts';
import { restartGateway } from './rolling.ts';

// deploy/edge, as testssl.sh and a client that trusts its authority see it.
const minute = 60_000;
const testssl = { programs: ['testssl', 'testssl.sh'], packages: ['testssl.sh'], neededBy: 'The look at TLS' };
/**
 * What an authority made for the occasion cannot have (a public chain, revocation, records in DNS), what this OpenSSL cannot
 * try, and compression, which BREACH needs beside a secret and a repeated word in one body: tokens stay in cookies.
 */
const ofTheOccasion =
  /^(cert_chain_of_trust|cert_revocation|cert_crlDistributionPoints|cert_ocspURL|cert_trust|OCSP_stapling|DNS_CAArecord|certificate_transparency|engine_problem|sessionresumption_ticket|BREACH)/;

interface Finding {
  readonly id: string;
  readonly severity: string;
  readonly finding: string;
}

describe('the edge with TLS', () => {
  const folder = runFolderAt(mkdtempSync(join(tmpdir(), 'portail-edge-')));
  const supervisor = supervisorIn(folder);
  const progress = progressTo(() => undefined);
  let former: Readonly<Record<string, string>>;
  let authority: string;
  let [http, https] = [0, 0];

  beforeAll(async () => {
    [http = 0, https = 0] = await freePorts(2);
    const sites = { portal: variable('SCENARIO_PORTAL_URL'), admin: variable('SCENARIO_ADMIN_URL') };
    authority = await startEdge({ folder, supervisor, progress }, { http, https, ...sites });
    const { PORTAL_ORIGIN = '', TRUSTED_PROXIES = '' } = environmentOf('gateway');
    former = { PORTAL_ORIGIN, TRUSTED_PROXIES };
    await restartGateway({ PORTAL_ORIGIN: `https://localhost:${https}`, TRUSTED_PROXIES: '127.0.0.1' });
  }, 5 * minute);

  afterAll(async () => {
    if (former !== undefined) await restartGateway(former);
    await supervisor.stopAll();
    rmSync(folder.path, { recursive: true, force: true });
  }, minute);

  test('serves the portal with its promises about https, sends http there, and knows no other name', async () => {
    const page = await fetchOver('localhost', '/');
    expect(page.status).toBe(200);
    expect(page.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(page.headers['server']).toBe('nginx');
    const start = await fetchOver('localhost', '/auth/login');
    expect(start.status).toBe(302);
    expect(String(start.headers['set-cookie'])).toMatch(/__Host-.*Secure/);
    const plain = await fetch(`http://127.0.0.1:${http}/accueil`, { redirect: 'manual' });
    expect(plain.headers.get('location')).toBe(`https://localhost:${https}/accueil`);
    await expect(fetchOver('elsewhere.localhost', '/')).rejects.toThrow();
  });

  test(
    'testssl.sh finds nothing to say',
    async () => {
      const program = await debianTool(testssl, progress);
      const report = join(folder.path, 'testssl.json');
      await new Promise<void>((resolve) => {
        const args = ['--quiet', '--color', '0', '--warnings', 'off', '--add-ca', authority, '--jsonfile', report];
        // It ends with the number of its findings.
        execFile(program, [...args, `localhost:${https}`], { maxBuffer: 64 * 1024 * 1024 }, () => resolve());
      });
      const findings = JSON.parse(readFileSync(report, 'utf8')) as Finding[];
      expect(findings.length).toBeGreaterThan(100);
      const grave = findings.filter(({ severity }) => !['OK', 'INFO', 'DEBUG'].includes(severity));
      expect(grave.filter(({ id }) => !ofTheOccasion.test(id))).toEqual([]);
      const grade = findings.find(({ id }) => id === 'overall_grade')?.finding ?? 'none';
      note(
        `edge: testssl.sh made ${findings.length} findings, none grave beside the authority of the drill; grade ${grade}`,
      );
    },
    10 * minute,
  );

  interface Answer {
    readonly status: number | undefined;
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  }

  /** Asks the edge under a name, whose certificate has to be of the authority. */
  function fetchOver(name: string, path: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: https, path, servername: name, ca: readFileSync(authority) };
      const asked = request({ ...options, headers: { host: `${name}:${https}` } }, (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode, headers: answer.headers });
      });
      asked.on('error', reject);
      asked.end();
    });
  }
});
