import {
  afterNextRender,
  Component,
  computed,
  effect,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { EquipmentAdminApi } from '@api/equipment/equipment-admin-api';
import type { PartnerItem } from '@api/equipment/equipment.types';
import { AttemptKey } from '@api/http/attempt-key';
import { refusalOf } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import { Busy } from '@ui/buttons/busy';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { SelectField } from '@ui/field/select-field';
import { PageHeader } from '@ui/frame/page-header';
import { Messages } from '@ui/messages/message-bar';
import { errorsOf } from '@ui/errors/refusal-errors';
import { CardForm } from './card-form';
import { IdentityFields } from './identity-fields';
import { type IdentityDraft, identityField, NO_IDENTITY, readIdentity } from './identity-form';
import { PARTNER_FIELD, PartnerChoice } from './partner-choice';

/** « Enregistrer un équipement »: its gestionnaire and its identity; the rest is entered on its page. */
@Component({
  selector: 'app-new-equipment-page',
  imports: [MatButton, Busy, ErrorSummary, SelectField, PageHeader, IdentityFields, PartnerChoice],
  template: `
    <ui-page-header heading="Enregistrer un équipement" [crumbs]="crumbs" />
    @if (form.errors().length > 0) {
      <ui-error-summary heading="L’équipement n’est pas enregistré" [errors]="form.errors()" />
    }
    <form novalidate (submit)="$event.preventDefault(); submit()">
      <app-partner-choice [error]="form.errorOf(partnerField)" [(chosen)]="partner" />
      @if (cafs().length > 1) {
        <div class="caf">
          <ui-select-field fieldId="caf" label="Caf" [stacked]="true" [choices]="cafs()" [(chosen)]="cafCode" />
        </div>
      }
      <app-identity-fields [form]="form" />
      <div class="action-bar">
        <button matButton="filled" type="submit" [uiBusy]="form.busy()">Enregistrer l’équipement</button>
      </div>
    </form>
  `,
  styles: `
    :host,
    form {
      display: grid;
      gap: var(--space-4);
      max-inline-size: 60rem;
    }
    .caf {
      --field-rule: 0;
      max-inline-size: 12rem;
    }
  `,
})
export class NewEquipmentPage {
  private readonly api = inject(EquipmentAdminApi);
  private readonly user = inject(CurrentUser);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly injector = inject(Injector);
  private readonly attempt = new AttemptKey();
  private readonly summary = viewChild(ErrorSummary);

  protected readonly crumbs = [{ label: 'Équipements', link: ['/equipements'] }];
  protected readonly partnerField = PARTNER_FIELD;
  protected readonly partner = signal<PartnerItem | null>(null);
  protected readonly form = new CardForm<IdentityDraft>('nouveau');
  protected readonly cafs = computed(() =>
    this.user.me().cafCodes.map((code) => ({ value: code, label: `Caf ${code}` })),
  );
  protected readonly cafCode = signal(this.user.me().cafCodes[0] ?? '');

  constructor() {
    this.form.restore('nouveau');
    if (this.form.draft() === null) this.form.draft.set(NO_IDENTITY);
    effect(() => {
      if (this.form.errors().length > 0) {
        untracked(() => afterNextRender(() => this.summary()?.focus(), { injector: this.injector }));
      }
    });
  }

  protected async submit(): Promise<void> {
    const draft = this.form.draft();
    if (draft === null || this.form.busy()) return;
    const read = readIdentity(draft);
    const partner = this.partner();
    const errors: FieldError[] = [];
    if (partner === null) {
      errors.push({ fieldId: PARTNER_FIELD, message: 'Choisissez le gestionnaire dans la liste, ou enregistrez-le.' });
    }
    if (!read.ok) errors.push(...read.errors);
    if (partner === null || !read.ok) {
      this.form.refuse(errors);
      return;
    }
    await this.register({ ...read.value, partnerId: partner.id, cafCode: this.cafCode() });
  }

  private async register(equipment: Parameters<EquipmentAdminApi['register']>[0]): Promise<void> {
    this.form.busy.set(true);
    this.form.refuse([]);
    try {
      const { id, name } = await this.api.register(equipment, this.attempt.keyFor(JSON.stringify(equipment)));
      this.attempt.settled();
      this.form.forget();
      this.messages.tell({
        tone: 'done',
        text: `${name} est enregistré. Ajoutez son agrément et son taux de régime général avant d’ouvrir une déclaration.`,
      });
      await this.router.navigate(['/equipements', id]);
    } catch (error) {
      const refusal = refusalOf(error);
      // Without an answer it may be registered: the same key makes the next press the same act.
      if (!refusal.passing) this.attempt.settled();
      const taken = refusal.code === 'IDEQU_TAKEN';
      this.form.refuse(
        taken
          ? [{ fieldId: identityField('idequ'), message: refusal.message }]
          : errorsOf(refusal, (path) => identityField(path.slice(1))),
      );
    } finally {
      this.form.busy.set(false);
    }
  }
}
