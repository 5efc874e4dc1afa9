import { randomUUID } from 'node:crypto';
import escapeHtml from 'escape-html';
import type { Smtp } from '@portail/platform/mail/smtp.ts';
import { NARROW } from '@portail/platform/pure/french.ts';
import type { PasswordMail } from '../usecases/ports.ts';

/** Where people sign in, without final slash. */
export type Sites = Readonly<Record<'portal' | 'admin', string>>;

/** Hands in the mail of a provisional password at once; it waits in no queue, since it must be kept nowhere. */
export function passwordMail(smtp: Smtp, sites: Sites): PasswordMail {
  return {
    answers: () => smtp.answers(),
    send: async ({ email, name, site }, { password, expiresAt }) => {
      const words = wordsOf(name, password, hourOf(expiresAt));
      const { outcome } = await smtp.send({
        ...{ id: randomUUID(), to: { name, address: email }, subject: 'Votre mot de passe' },
        ...{ text: textOf(words, sites[site]), html: htmlOf(words, sites[site]) },
      });
      return outcome === 'SENT';
    },
  };
}

interface Words {
  readonly hello: string;
  readonly before: string;
  readonly password: string;
  readonly after: readonly string[];
}

const action = 'Me connecter';

function wordsOf(name: string, password: string, until: string): Words {
  return {
    hello: `Bonjour ${name},`,
    before: `Votre mot de passe provisoire${NARROW}:`,
    password,
    after: [
      `Il ouvre votre accès une fois, jusqu’à ${until}. Vous choisirez aussitôt votre nouveau mot de passe. L’ancien n’est plus valable.`,
      `Vous n’avez rien demandé${NARROW}? Connectez-vous avec ce mot de passe provisoire, choisissez-en un nouveau, et prévenez votre Caf.`,
      `Personne ne vous demandera ce mot de passe${NARROW}: ne le transmettez pas, et ne répondez pas à ce message.`,
    ],
  };
}

function hourOf(instant: Date): string {
  const parts = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' });
  return parts.format(instant).replace(':', ' h ');
}

function textOf({ hello, before, password, after }: Words, site: string): string {
  const [first = '', ...others] = after;
  return [hello, '', before, '', password, '', first, '', `${action}${NARROW}: ${site}/`]
    .concat(others.flatMap((paragraph) => ['', paragraph]))
    .concat(['', '-- ', 'Portail Caf partenaires', ''])
    .join('\n');
}

const paper = 'font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1f1a14';
const button =
  'display:inline-block;padding:12px 20px;background:#1d4f63;color:#ffffff;text-decoration:none;border-radius:4px';

function htmlOf({ hello, before, password, after }: Words, site: string): string {
  const e = escapeHtml;
  const [first = '', ...others] = after;
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Votre mot de passe</title></head>
<body style="margin:0;padding:24px;background:#ffffff;${paper}">
<main style="max-width:600px;margin:0 auto">
<p>${e(hello)}</p>
<h1 style="font-size:22px;line-height:1.3;margin:16px 0">Votre mot de passe</h1>
<p>${e(before)}</p>
<p style="font-family:monospace;font-size:20px">${e(password)}</p>
<p>${e(first)}</p>
<p style="margin:24px 0"><a href="${e(site)}/" style="${button}">${action}</a></p>
${others.map((paragraph) => `<p>${e(paragraph)}</p>`).join('\n')}
<hr style="border:0;border-top:1px solid #8a8175">
<p style="font-size:14px;color:#4a443b">Portail Caf partenaires</p>
</main>
</body>
</html>
`;
}
