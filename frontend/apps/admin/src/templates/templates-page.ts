import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import { InstructionApi, type TemplateText } from '@api/workflow/instruction-api';
import type { MessageTemplate } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Ask } from '@ui/dialogs/ask';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { TemplateForm } from './template-form';
import { KINDS } from './template-kinds';
import type { WrittenTemplate } from './template-preview';
import { TemplateVersions } from './template-versions';

/** « Modèles de messages »: the texts agents start from; administrators write those of their Caf, or the national ones. */
@Component({
  selector: 'app-templates-page',
  imports: [MatButton, FrenchDatePipe, Loading, Notice, PageHeader, TemplateForm, TemplateVersions, UnavailablePage],
  templateUrl: './templates-page.html',
  styles: `
    :host {
      display: block;
    }
    section {
      max-inline-size: var(--column);
      margin-block-end: var(--space-8);
    }
    article {
      display: grid;
      gap: var(--space-2);
      padding-block: var(--space-4);
      border-block-end: 1px solid var(--hairline);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3);
    }
  `,
})
export class TemplatesPage {
  private readonly api = inject(InstructionApi);
  private readonly user = inject(CurrentUser);
  private readonly ask = inject(Ask);
  private readonly messages = inject(Messages);
  private readonly focusSoon = inject(FocusSoon);

  protected readonly loaded = signal<readonly MessageTemplate[] | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  /** The template being written: its id, or `nouveau`. */
  protected readonly writing = signal<string | null>(null);
  protected readonly fault = signal<Refusal | null>(null);
  protected readonly busy = signal(false);

  /** The Caf codes whose templates this person writes; null stands for the national ones. */
  protected readonly writable = computed<readonly (string | null)[]>(() => {
    const { population, cafCodes } = this.user.me();
    if (population === 'CNAF_ADMIN') return [null];
    return population === 'CAF_ADMIN' ? cafCodes : [];
  });
  protected readonly groups = computed(() =>
    KINDS.map((kind) => ({
      kind,
      templates: (this.loaded() ?? []).filter((template) => template.kind === kind.value),
    })),
  );

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.refusal.set(null);
    try {
      this.loaded.set(await this.api.templates());
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  protected mayWrite(template: MessageTemplate): boolean {
    return this.writable().includes(template.cafCode);
  }

  protected start(id: string): void {
    this.fault.set(null);
    this.writing.set(id);
    this.focusSoon.on('modele-titre');
  }

  protected stop(): void {
    const id = this.writing();
    this.writing.set(null);
    if (id !== null) this.focusSoon.on(`modele-${id}`);
  }

  protected write(written: WrittenTemplate): Promise<void> {
    return this.act('Le modèle est publié. Les agents le trouvent dans la liste.', () =>
      this.api.writeTemplate(written),
    );
  }

  protected change({ id, revision }: MessageTemplate, { title, text }: TemplateText): Promise<void> {
    return this.act('La nouvelle version est publiée. Les messages déjà envoyés ne changent pas.', () =>
      this.api.changeTemplate(id, revision, { title, text }),
    );
  }

  protected async retire({ id, revision, title }: MessageTemplate): Promise<void> {
    const sure = await this.ask.confirm({
      title: `Retirer le modèle « ${title} »\u202f?`,
      text: 'Les agents ne le trouveront plus. Les messages déjà envoyés ne changent pas.',
      yes: 'Retirer le modèle',
      no: 'Le garder',
    });
    if (sure) await this.act('Le modèle est retiré.', () => this.api.retireTemplate(id, revision));
  }

  /** What was typed stays when it is refused. */
  private async act(done: string, send: () => Promise<unknown>): Promise<void> {
    this.busy.set(true);
    this.fault.set(null);
    try {
      await send();
      this.writing.set(null);
      this.messages.tell({ tone: 'done', text: done });
      await this.load();
    } catch (error) {
      this.fault.set(refusalOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
