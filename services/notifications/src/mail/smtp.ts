import nodemailer from 'nodemailer';
import type { SendMail } from '../usecases/ports.ts';
import { composeMail, type Sites } from './compose.ts';

/** Milliseconds. */
const limit = 10_000;

/** How mails are handed in. */
export interface MailServer {
  readonly url: string;
  /** « Portail Caf partenaires <ne-pas-repondre@portail.example> ». */
  readonly from: string;
  readonly sites: Sites;
}

/** Hands mails in by SMTP. The Message-ID is that of the message: one that is handed in twice is one for whoever receives it. */
export function smtpSender({ url, from, sites }: MailServer): { readonly send: SendMail; close(): Promise<void> } {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 4,
    ...{ connectionTimeout: limit, greetingTimeout: limit, socketTimeout: limit },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'portail.invalid';
  return {
    send: async (mail) => {
      try {
        await transport.sendMail({
          ...composeMail(mail, sites),
          from,
          to: { name: mail.name, address: mail.email },
          messageId: `<${mail.id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'fr' },
        });
        return { outcome: 'SENT', error: null };
      } catch (error) {
        return { outcome: isRefused(error) ? 'REFUSED' : 'AWAY', error: reasonOf(error) };
      }
    },
    close: async () => transport.close(),
  };
}

/** 5xx is a no for good; anything else (no connection, 4xx, a cut) may pass later. */
function isRefused(error: unknown): boolean {
  const { responseCode, code } = error as { readonly responseCode?: number; readonly code?: string };
  // A wrong sign-in is ours to mend: the mail has done nothing wrong.
  return responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
}

/** What an administrator reads: the code and what the server said, without the address it was about. */
function reasonOf(error: unknown): string {
  const { responseCode, code, message } = error as { responseCode?: number; code?: string; message?: string };
  const said = (message ?? String(error)).replace(/<?[^\s<>]+@[^\s<>]+>?/g, '…').slice(0, 300);
  return `${responseCode ?? code ?? 'ERREUR'}\u202f: ${said}`;
}
