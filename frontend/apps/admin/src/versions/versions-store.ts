import { computed, inject, Injectable, signal } from '@angular/core';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { WorkflowApi } from '@api/workflow/workflow-api';
import type { DeclarationView } from '@api/workflow/workflow.types';
import type { Crumb } from '@ui/frame/page-header';
import { nameOf } from '@ui/words/declaration-name';

/** The declaration whose versions are read: its name and which versions there are. */
@Injectable()
export class VersionsStore {
  private readonly api = inject(WorkflowApi);
  readonly declaration = signal<DeclarationView | null>(null);
  readonly refusal = signal<Refusal | null>(null);

  readonly name = computed(() => {
    const shown = this.declaration();
    return shown === null ? '' : nameOf(shown);
  });
  readonly context = computed(() => {
    const equipment = this.declaration()?.equipment;
    return equipment ? `${equipment.name}, ${equipment.commune} – ${this.name()}` : '';
  });
  readonly crumbs = computed<Crumb[]>(() => {
    const shown = this.declaration();
    const queue = { label: 'Déclarations à instruire', link: ['/a-instruire'] };
    return shown === null ? [queue] : [queue, { label: this.name(), link: ['/declarations', shown.id] }];
  });

  async load(id: string): Promise<void> {
    this.declaration.set(null);
    this.refusal.set(null);
    try {
      this.declaration.set(await this.api.declaration(id));
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }
}
