import type { Database } from '@portail/platform/db/database.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Declaration, PastVersion } from '../domain/declaration.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import { versionLabel } from '../domain/labels.ts';
import { readsMotive } from '../domain/permissions.ts';
import { readFormVersion } from '../store/form-store.ts';
import { declarationView, type DeclarationMaterial } from './declaration-view.ts';
import { declarationMaterial, type Asking } from './read-declaration.ts';
import type { VersionView } from './views.ts';

/** What a transmission keeps of a version, and never changes. */
type Kept = Pick<Declaration, 'activity' | 'financial' | 'explanations' | 'comment'> & {
  readonly evaluation: Evaluation | null;
};

const read = {
  name: 'version-read',
  text: 'select data, form_version_id as "formVersion" from declaration_version where declaration_id = $1 and number = $2',
};

/**
 * A version as the person may read it: as it was transmitted, or as it stands when it is the latest one.
 * @throws RefusalError NOT_FOUND when the declaration is not theirs to know or never had that version
 */
export async function readVersion(
  database: Database,
  version: { readonly id: string; readonly number: number },
  asking: Asking,
): Promise<VersionView> {
  const material = await declarationMaterial(database, version.id, asking);
  const { declaration, person } = material;
  if (version.number === declaration.version) return versionView(material, null);
  const past = declaration.past.find(({ number }) => number === version.number);
  const [row] = await database.rows<{ data: Kept; formVersion: string }>(read, [version.id, version.number]);
  if (past === undefined || row === undefined) throw new RefusalError(notFound());
  const motive = past.status === 'REJECTED' && readsMotive(person) ? past.decision.note : null;
  const formLines = await readFormVersion(database, row.formVersion);
  return versionView({ ...asTransmitted(material, past, row.data), formLines }, { status: past.status, motive });
}

/** The declaration as it was when that version was transmitted, and read with the permissions of what is transmitted. */
function asTransmitted(material: DeclarationMaterial, past: PastVersion, kept: Kept): DeclarationMaterial {
  const { activity, financial, explanations, comment, evaluation } = kept;
  const declaration: Declaration = {
    ...material.declaration,
    ...{ activity, financial, explanations, comment },
    version: past.number,
    correction: null,
    handBacks: {},
    correctionRequest: null,
    past: [],
    transmission: past.transmission,
    ...(past.status === 'VALIDATED' ? { status: 'VALIDATED', decision: past.decision } : { status: 'SUBMITTED' }),
  };
  return { ...material, declaration, evaluation };
}

/** @param closed what became of a past version; null for the latest one */
function versionView(
  material: DeclarationMaterial,
  closed: { readonly status: PastVersion['status']; readonly motive: string | null } | null,
): VersionView {
  const view = declarationView({ ...material, previous: [], history: [] });
  const { id, typeLabel, exercise, equipment, sections, controls, estimate, comment, transmission, decision } = view;
  const status = closed?.status ?? view.status;
  return {
    ...{ id, typeLabel, exercise, equipment, sections, controls, estimate, comment, transmission, decision },
    number: view.version,
    status,
    statusLabel: closed === null ? view.statusLabel : versionLabel(closed.status),
    current: closed === null,
    motive: closed?.motive ?? null,
  };
}
