import { smtpAt } from '@portail/platform/mail/smtp.ts';
import type { SendMail } from '../usecases/ports.ts';
import { composeMail, type Sites } from './compose.ts';

/** How mails are handed in. */
export interface MailServer {
  readonly url: string;
  /** « Portail Caf partenaires <ne-pas-repondre@portail.example> ». */
  readonly from: string;
  readonly sites: Sites;
}

/** Hands mails in by SMTP, each under the name of its message. */
export function smtpSender({ url, from, sites }: MailServer): { readonly send: SendMail; close(): Promise<void> } {
  const smtp = smtpAt(url, from);
  return {
    send: (mail) =>
      smtp.send({ ...composeMail(mail, sites), to: { name: mail.name, address: mail.email }, id: mail.id }),
    close: () => smtp.close(),
  };
}
