import nodemailer from 'nodemailer';

/** Milliseconds. */
const limit = 10_000;

/** A mail as it is handed in. */
export interface OutgoingMail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Names the mail: one that is handed in twice under the same name is one for whoever receives it. */
  readonly id: string;
}

/** What became of a try. `AWAY`: the server could not be reached or asks to come back. */
export type Handed = { readonly outcome: 'SENT' | 'REFUSED' | 'AWAY'; readonly error: string | null };

/** Where mails are handed in. */
export interface Smtp {
  /** Never throws. */
  send(mail: OutgoingMail): Promise<Handed>;
  /** Whether the server answers now. */
  answers(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * The only file that knows nodemailer.
 * @param from « Portail Caf partenaires <ne-pas-repondre@portail.example> »
 */
export function smtpAt(url: string, from: string): Smtp {
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
    send: async ({ id, ...mail }) => {
      try {
        await transport.sendMail({
          ...mail,
          from,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'fr' },
        });
        return { outcome: 'SENT', error: null };
      } catch (error) {
        return { outcome: isRefused(error) ? 'REFUSED' : 'AWAY', error: reasonOf(error) };
      }
    },
    answers: () =>
      transport.verify().then(
        () => true,
        () => false,
      ),
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
