import { Component, computed, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Me } from '@api/identity/identity.types';
import type { HomeView as Home, Task } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Notice } from '@ui/messages/notice';
import { nameOf } from '@ui/words/declaration-name';
import { DueDate } from '../declaration/due-date';
import { stepLink } from '../declaration/step-links';
import { groupTasks } from './task-groups';

/** A list of tasks, verb first; not tiles. */
@Component({
  selector: 'app-home-view',
  imports: [MatButton, RouterLink, FrenchDatePipe, Notice, DueDate],
  templateUrl: './home-view.html',
  styleUrl: './home-view.scss',
})
export class HomeView {
  readonly home = input.required<Home>();
  /** Calendar day in Paris, ISO. */
  readonly today = input.required<string>();

  /** The equipments this person has a role on. */
  readonly equipments = input<Me['habilitations']>([]);

  protected readonly sortedEquipments = computed(() =>
    this.equipments().toSorted((a, b) => a.equipmentName.localeCompare(b.equipmentName, 'fr')),
  );
  protected readonly groups = computed(() => groupTasks(this.home(), this.today()));

  protected link(task: Task): string[] {
    return stepLink(task.declarationId, task.step);
  }

  protected name(task: Task): string {
    return nameOf(task);
  }
}
