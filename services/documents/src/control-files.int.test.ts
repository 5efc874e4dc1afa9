import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EquipmentRegisteredSchema } from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { equipmentId, partnerId, sampleSheet, sampleVerdict, transmittedSheet } from './testing/samples.ts';
import { startTestService, type TestService } from './testing/test-service.ts';
import { PrinterDown } from './usecases/ports.ts';

const dangerous = '=HYPERLINK("http://exemple.fr")';
const hostileName = 'Les Œillets <img src=x onerror=alert(1)>';
let tested: TestService;
let heard: TestService['heard'];
let down = false;

beforeAll(async () => {
  tested = await startTestService({
    print: async (summary) => {
      if (down) throw new PrinterDown('for the test');
      return Buffer.from(`%PDF ${summary.title}, version ${summary.sheet.version}`);
    },
    now: () => new Date('2016-03-15T10:00:00Z'),
  });
  ({ heard } = tested);
  await heard.said(EquipmentRegisteredSchema, {
    equipment: {
      id: equipmentId,
      revision: 1n,
      name: hostileName,
      cafCode: '371',
      partner: { id: partnerId, name: 'P' },
    },
  });
  await heard.person('approver', { roles: ['APPROVER'] });
  await heard.person('providers', { roles: ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER'] });
  await heard.person('stranger', { roles: ['APPROVER'], partner: randomUUID() });
  await heard.person('agent', { population: 'CAF_AGENT', cafCodes: ['371'] });
  await heard.person('other agent', { population: 'CAF_AGENT', cafCodes: ['861'] });
  await heard.person('national', { population: 'CNAF_ADMIN', cafCodes: ['371'] });
});

afterAll(() => tested.close());

async function asked(subject: string, equipment = equipmentId) {
  const url = `/api/documents/equipments/${equipment}/control-file`;
  const answer = await tested.app.inject({ url, headers: { authorization: `Bearer ${subject}` } });
  const { statusCode: status, headers } = answer;
  const code = status === 200 ? '' : answer.json<{ code: string }>().code;
  return { status, headers, code, content: answer.rawPayload };
}

async function transmitted(given: Parameters<typeof transmittedSheet>[0]): Promise<string> {
  const declarationId = randomUUID();
  const { version = 1, dataRevision = 5 } = given ?? {};
  await heard.verdictSaid(sampleVerdict({ declarationId, version, dataRevision }));
  await heard.sheetSaid(transmittedSheet({ declarationId, ...given }));
  return declarationId;
}

describe('a control file', () => {
  test('says that there is nothing to gather yet', async () => {
    await heard.sheetSaid(sampleSheet({ declarationId: randomUUID() }));
    expect(await asked('agent')).toMatchObject({ status: 422, code: 'NOTHING_TRANSMITTED' });
  });

  test('does not begin when a document cannot be made', async () => {
    await transmitted({ exercise: 2012, periodStart: '2012-01-01', periodEnd: '2012-12-31' });
    down = true;
    expect(await asked('agent')).toMatchObject({ status: 503, code: 'PRINTER_DOWN' });
    down = false;
  });

  test('holds all that was transmitted of the last three exercises, rejected versions too, and each hash is right', async () => {
    const rejected = await transmitted({ exercise: 2015, comment: dangerous });
    const decided = { by: 'Paul Lambert', at: '2016-04-02T09:00:00.000Z' };
    const closed = [{ version: 1, status: 'REJECTED' as const, decided }];
    await heard.verdictSaid(sampleVerdict({ declarationId: rejected, version: 2, dataRevision: 8 }));
    const second = { declarationId: rejected, version: 2, revision: 12, dataRevision: 8, closed };
    await heard.sheetSaid(transmittedSheet(second));
    await transmitted({
      exercise: 2014,
      type: 'UPDATED',
      periodStart: '2014-01-01',
      periodEnd: '2014-06-30',
      financial: null,
    });
    await transmitted({
      exercise: 2013,
      explanations: transmittedSheet().explanations.map((each) => ({ ...each, text: dangerous })),
    });
    const answer = await asked('approver');
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="dossier-de-controle-2016-03-15.zip"',
      'cache-control': 'no-store',
    });
    const files = unzipSync(answer.content);
    const folders = [...new Set(Object.keys(files).map((path) => path.split('/').slice(0, -1).join('/')))];
    expect(folders.toSorted()).toEqual([
      ...[
        '',
        '2013/reelle-version-1',
        '2014/actualisee-06-version-1',
        '2015/reelle-version-1',
        '2015/reelle-version-2',
      ],
    ]);
    const text = (path: string) => strFromU8(files[path]!);
    expect(text('2015/reelle-version-2/synthese.pdf')).toBe('%PDF Synthèse de la déclaration réelle 2015, version 2');

    const listed = text('empreintes-sha256.txt').trim().split('\n');
    expect(listed).toHaveLength(Object.keys(files).length - 2);
    for (const line of listed) {
      const [hash, path] = line.split('  ');
      expect([path, createHash('sha256').update(files[path!]!).digest('hex')]).toEqual([path, hash]);
    }

    const csv = (path: string): Record<string, string>[] =>
      parse(text(path), { delimiter: ';', bom: true, columns: true });
    expect(csv('2015/reelle-version-1/donnees.csv').find(({ Code }) => Code === 'A08')).toMatchObject({
      ...{ Section: 'Données d’activité', Libellé: 'Nombre d’heures réalisées', Valeur: '50000,00', Unité: 'heures' },
    });
    expect(csv('2013/reelle-version-1/controles.csv')[0]).toMatchObject({
      Code: 'ACT-12',
      Explication: `'${dangerous}`,
    });
    expect(csv('historique.csv')).toContainEqual(
      expect.objectContaining({ Version: '1', Acte: 'Rejet par la Caf', Par: 'Paul Lambert', Le: '02/04/2016 11:00' }),
    );
    expect(JSON.parse(text('2015/reelle-version-1/accuse-de-reception.json'))).toMatchObject({
      ...{ version: 1, exercise: 2015, publicKey: expect.any(String), signature: expect.any(String) },
    });
    const page = text('sommaire.html');
    expect(page).toContain('Les Œillets &lt;img');
    expect(page).toContain('href="2015/reelle-version-1/synthese.pdf"');
    expect(page).not.toContain('<img');
    expect(page).toContain(listed[0]!.split('  ')[0]);
  });

  test('is for the approver and the Caf: who reads a part is told so, for the others it does not exist', async () => {
    expect((await asked('agent')).status).toBe(200);
    expect(await asked('providers')).toMatchObject({ status: 403, code: 'CONTROL_FILE_RESERVED' });
    for (const subject of ['stranger', 'other agent', 'national', 'nobody']) {
      expect([subject, (await asked(subject)).code]).toEqual([subject, 'NOT_FOUND']);
    }
    expect((await asked('agent', randomUUID())).code).toBe('NOT_FOUND');
    expect((await asked('agent', 'abc')).code).toBe('NOT_FOUND');
  });
});
