import { computed, DestroyRef, inject, signal } from '@angular/core';
import { DocumentsApi } from '@api/documents/documents-api';
import type { Receipt } from '@api/documents/documents.types';
import { refusalOf } from '@api/http/refusal';

/** A transmission reaches the documents service by the bus: this many looks, this far apart in milliseconds. */
const LOOKS = 20;
const PAUSE = 1_000;

/** The receipt of a version, looked for until it is there. Made in an injection context. */
export class ReceiptReading {
  private readonly api = inject(DocumentsApi);
  private asked = '';
  readonly known = signal<Receipt | null>(null);
  private readonly late = signal(false);
  readonly words = computed(() =>
    this.late()
      ? 'La référence n’est pas disponible pour le moment. Rechargez la page dans quelques instants.'
      : 'En préparation…',
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => (this.asked = ''));
  }

  /** Asked for the same version again, it does nothing: a receipt never changes. */
  async read(declarationId: string, version: number): Promise<void> {
    const asked = `${declarationId}/${version}`;
    if (asked === this.asked) return;
    this.asked = asked;
    this.known.set(null);
    this.late.set(false);
    for (let looks = 0; looks < LOOKS && this.asked === asked; looks += 1) {
      const receipt = await this.look(declarationId, version);
      if (this.asked !== asked) return;
      this.known.set(receipt);
      if (receipt !== null) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    if (this.asked === asked) this.late.set(true);
  }

  /** Null while it is not there, or the service is away. */
  private async look(declarationId: string, version: number): Promise<Receipt | null> {
    try {
      return await this.api.receipt(declarationId, version);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.passing || refusal.unknown) return null;
      throw refusal;
    }
  }
}
