import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { EquipmentView } from '@api/equipment/equipment.types';
import type { DeclarationListItem, StepState } from '@api/workflow/workflow.types';
import { CurrentUser } from '@api/identity/current-user';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { parisDay } from '@ui/dates/french-date';
import { CafNote } from '@ui/equipment/caf-note';
import { authorizationOn, CARE_TYPES } from '@ui/equipment/equipment-words';
import { FigurePipe } from '@ui/figures/figure.pipe';
import { PageHeader } from '@ui/frame/page-header';
import { ControlFile } from '@ui/documents/control-file';
import { SummaryButton } from '@ui/documents/summary-button';
import { Icon, type IconName } from '@ui/icon/icon';
import { StatusChip } from '@ui/status/status-chip';
import { nameOf } from '@ui/words/declaration-name';
import { isBeingEntered } from '../declaration/being-entered';
import { DueDate } from '../declaration/due-date';
import { statusTone } from '../declaration/status-tone';
import { nextLink } from '../declaration/step-links';
import { byExercise } from './equipment-facts';

const DRAWING: Readonly<Record<StepState, IconName>> = {
  TO_DO: 'pencil',
  IN_PROGRESS: 'pencil',
  TO_EXPLAIN: 'warning',
  DONE: 'check',
  LOCKED: 'lock',
  NOT_YOURS: 'dash',
  NOT_YET: 'clock',
};

@Component({
  selector: 'app-equipment-detail',
  imports: [
    MatButton,
    RouterLink,
    FrenchDatePipe,
    FigurePipe,
    PageHeader,
    Icon,
    CafNote,
    StatusChip,
    SummaryButton,
    ControlFile,
    DueDate,
  ],
  templateUrl: './equipment-detail.html',
  styleUrl: './equipment-detail.scss',
})
export class EquipmentDetail {
  readonly equipment = input.required<EquipmentView>();
  readonly declarations = input.required<readonly DeclarationListItem[]>();

  protected readonly crumbs = [{ label: 'Accueil', link: ['/'] }];
  protected readonly authorization = computed(() =>
    authorizationOn(this.equipment().authorizations, parisDay(new Date())),
  );
  protected readonly exercises = computed(() => byExercise(this.declarations()));
  protected readonly rates = computed(() =>
    this.equipment().generalSchemeRates.toSorted((a, b) => b.exercise - a.exercise),
  );
  private readonly user = inject(CurrentUser);
  /** A control file holds everything: only who reads everything may take it. */
  protected readonly approves = computed(() =>
    this.user
      .me()
      .habilitations.some(
        ({ equipmentId, roles }) => equipmentId === this.equipment().id && roles.includes('APPROVER'),
      ),
  );
  protected readonly drawing = DRAWING;
  protected readonly careTypes = CARE_TYPES;
  protected readonly name = nameOf;
  protected readonly tone = statusTone;
  protected readonly awaited = isBeingEntered;
  protected readonly link = nextLink;
}
