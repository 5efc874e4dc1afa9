import { DOCUMENT, inject, signal } from '@angular/core';
import { refusalOf } from '@api/http/refusal';
import { saveFile } from '@ui/exports/save-file';
import { Announcer } from '@ui/messages/announcer';

/** Files that buttons ask for, one at a time: which one is on its way, and why the last one did not come. Made in an injection context. */
export class Download<Asked = true> {
  private readonly document = inject(DOCUMENT);
  private readonly announcer = inject(Announcer);
  readonly busy = signal<Asked | null>(null);
  readonly refused = signal<string | null>(null);

  /** Gives the file to the browser and says so; a refusal is said and stays in sight. */
  async take(asked: Asked, read: () => Promise<Parameters<typeof saveFile>[1]>): Promise<void> {
    this.busy.set(asked);
    this.refused.set(null);
    try {
      const file = await read();
      saveFile(this.document, file);
      this.announcer.say(`Le fichier ${file.name} est téléchargé.`);
    } catch (error) {
      const { message } = refusalOf(error);
      this.refused.set(message);
      this.announcer.say(message);
    } finally {
      this.busy.set(null);
    }
  }
}
