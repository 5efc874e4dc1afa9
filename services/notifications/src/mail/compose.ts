import escapeHtml from 'escape-html';
import { NARROW } from '@portail/platform/pure/french.ts';
import { rules } from '../domain/kinds.ts';
import { wordsOf, type Words } from '../domain/words.ts';
import type { MailToSend } from '../usecases/ports.ts';

/** A mail as it is handed in. */
export interface ComposedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Where the links of mails lead. */
export type Sites = Readonly<Record<MailToSend['site'], string>>;

/** Text and HTML of a mail say the same; the HTML is one column, readable without its style. */
export function composeMail(mail: MailToSend, sites: Sites): ComposedMail {
  const words = wordsOf(mail.kind, mail.items, mail.total);
  const site = sites[mail.site];
  const [only] = mail.total === 1 ? mail.items : [];
  const subject = only?.equipmentName ? `${words.title} – ${only.equipmentName}` : words.title;
  const why = whyOf(mail);
  const account = mail.site === 'portal' && !rules[mail.kind].byRight ? `${site}/mon-compte` : null;
  const parts = { words, site, why, account, name: mail.name, subject };
  return { subject, text: textOf(parts), html: htmlOf(parts) };
}

function whyOf({ kind, site }: MailToSend): string {
  if (rules[kind].byRight) return 'Ce message vous est dû\u202f: il ne peut pas être désactivé.';
  return site === 'portal'
    ? 'Vous choisissez les messages que vous recevez sur votre page « Mon compte ».'
    : 'Vous recevez ce message parce que vous suivez cet équipement à la Caf.';
}

interface Parts {
  readonly words: Words;
  readonly site: string;
  readonly why: string;
  readonly account: string | null;
  readonly name: string;
  readonly subject: string;
}

const noReply = 'Ne répondez pas à ce message\u202f: personne ne lirait votre réponse.';

function moreOf({ more }: Words): string | null {
  if (more === 0) return null;
  return more === 1 ? 'et 1 autre' : `et ${more} autres`;
}

function textOf({ words, site, why, account, name }: Parts): string {
  const more = moreOf(words);
  return [
    `Bonjour ${name},`,
    '',
    `${words.title}.`,
    '',
    words.sentence,
    ...(words.lines.length > 0 ? ['', ...words.lines.map(({ text }) => `- ${text}`)] : []),
    ...(more ? [`- ${more}`] : []),
    '',
    `${words.action.label}${NARROW}: ${site}${words.action.path}`,
    '',
    '-- ',
    'Portail Caf partenaires',
    account ? `${why} ${account}` : why,
    noReply,
    '',
  ].join('\n');
}

const paper = 'font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1f1a14';

function htmlOf({ words, site, why, account, name, subject }: Parts): string {
  const e = escapeHtml;
  const more = moreOf(words);
  const items = [
    ...words.lines.map(({ text, path }) => `<li><a href="${e(site + path)}" style="color:#1d4f63">${e(text)}</a></li>`),
    ...(more ? [`<li>${e(more)}</li>`] : []),
  ];
  const choice = account ? ` <a href="${e(account)}" style="color:#1d4f63">Choisir mes messages</a>` : '';
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${e(subject)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;${paper}">
<main style="max-width:600px;margin:0 auto">
<p>Bonjour ${e(name)},</p>
<h1 style="font-size:22px;line-height:1.3;margin:16px 0">${e(words.title)}</h1>
<p>${e(words.sentence)}</p>
${items.length > 0 ? `<ul style="padding-left:20px">${items.join('\n')}</ul>` : ''}
<p style="margin:24px 0"><a href="${e(site + words.action.path)}" style="display:inline-block;padding:12px 20px;background:#1d4f63;color:#ffffff;text-decoration:none;border-radius:4px">${e(words.action.label)}</a></p>
<hr style="border:0;border-top:1px solid #8a8175">
<p style="font-size:14px;color:#4a443b">Portail Caf partenaires<br>${e(why)}${choice}<br>${e(noReply)}</p>
</main>
</body>
</html>
`;
}
