import { Component, inject, input, signal } from '@angular/core';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { InstructionApi } from '@api/workflow/instruction-api';
import type { MessageTemplate, TemplateVersion } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';

/** The wordings a template had, read when asked for. */
@Component({
  selector: 'app-template-versions',
  imports: [FrenchDatePipe],
  template: `
    @let id = 'versions-' + template().id;
    <button
      type="button"
      class="link-button"
      [attr.aria-expanded]="shown()"
      [attr.aria-controls]="id"
      (click)="toggle()"
    >
      Versions<span class="visually-hidden"> du modèle « {{ template().title }} »</span>
    </button>
    <div [id]="id" [hidden]="!shown()" aria-live="polite">
      @if (refusal(); as refused) {
        <p>{{ refused.message }}</p>
      } @else {
        <ol>
          @for (version of versions(); track version.revision) {
            <li>
              <p class="secondary">
                Version {{ version.revision }}, publiée par {{ version.publishedBy }} le
                {{ version.publishedAt | frDate }}
              </p>
              <p>
                <strong>{{ version.title }}</strong>
              </p>
              <p class="typed-text">{{ version.text }}</p>
            </li>
          }
        </ol>
      }
    </div>
  `,
  styles: `
    ol {
      list-style: none;
      padding: 0;
      margin: 0;
      display: grid;
      gap: var(--space-3);
    }
  `,
})
export class TemplateVersions {
  readonly template = input.required<MessageTemplate>();

  private readonly api = inject(InstructionApi);
  protected readonly shown = signal(false);
  protected readonly versions = signal<readonly TemplateVersion[]>([]);
  protected readonly refusal = signal<Refusal | null>(null);

  protected async toggle(): Promise<void> {
    this.shown.update((shown) => !shown);
    if (!this.shown()) return;
    this.refusal.set(null);
    try {
      this.versions.set(await this.api.templateVersions(this.template().id));
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }
}
