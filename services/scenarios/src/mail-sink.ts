import { eventually } from '@portail/platform/testing/eventually.ts';
import { variable } from './environment.ts';

/** A mail as the sink keeps it. */
export interface SunkMail {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly to: readonly { readonly address: string; readonly name: string }[];
}

/** Every mail the sink received for an address, oldest first. */
export async function mailsTo(address: string): Promise<SunkMail[]> {
  const response = await fetch(`${variable('SCENARIO_MAIL_URL')}/api/email?limit=1000`);
  if (!response.ok) throw new Error(`the mail sink answered ${response.status}`);
  const answer = (await response.json()) as SunkMail[] | { readonly items: SunkMail[] };
  const mails = Array.isArray(answer) ? answer : answer.items;
  return mails.filter(({ to }) => to.some((each) => each.address === address));
}

/** The mail to an address whose subject begins so, once it came. */
export async function mailAbout(address: string, subject: string, limit = 30_000): Promise<SunkMail> {
  return eventually(
    `the mail « ${subject} » to ${address}`,
    async () => (await mailsTo(address)).find((mail) => mail.subject.startsWith(subject)),
    limit,
  );
}
