import { Component, computed, effect, inject, input, model } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { HomeView as Home, Task } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { TextField } from '@ui/field/text-field';
import { Announcer } from '@ui/messages/announcer';
import { Notice } from '@ui/messages/notice';
import { StatusChip } from '@ui/status/status-chip';
import { UnreadFiles } from '@ui/file-messages/unread-files';
import { sentence } from '@ui/words/count-of';
import { nameOf } from '@ui/words/declaration-name';
import { DueDate } from '../declaration/due-date';
import { stepLink } from '../declaration/step-links';
import { filterHome, homeCount, isLong } from './home-filter';
import { groupTasks } from './task-groups';

/** A list of tasks, verb first; not tiles. */
@Component({
  selector: 'app-home-view',
  imports: [MatButton, RouterLink, FrenchDatePipe, Notice, StatusChip, TextField, DueDate, UnreadFiles],
  templateUrl: './home-view.html',
  styleUrl: './home-view.scss',
})
export class HomeView {
  readonly home = input.required<Home>();
  /** Calendar day in Paris, ISO. */
  readonly today = input.required<string>();
  /** Words of a name or commune; shown when the lists are long. */
  readonly filter = model('');

  protected readonly long = computed(() => isLong(this.home()));
  protected readonly shown = computed(() => (this.long() ? filterHome(this.home(), this.filter()) : this.home()));
  protected readonly groups = computed(() => groupTasks(this.shown().tasks, this.today()));
  protected readonly filtered = computed(() => this.long() && this.filter().trim() !== '');
  protected readonly count = computed(() => `${sentence(homeCount(this.shown()))}.`);
  protected readonly nothing = computed(() => {
    const { tasks, waiting, atTheCaf, equipments } = this.shown();
    return tasks.length + waiting.length + atTheCaf.length + equipments.length === 0;
  });

  constructor() {
    const announcer = inject(Announcer);
    effect((onCleanup) => {
      if (!this.filtered()) return;
      const count = this.count();
      // Said once the person stops typing, not at each letter.
      const pause = setTimeout(() => announcer.say(count), 600);
      onCleanup(() => clearTimeout(pause));
    });
  }

  protected link(task: Task): string[] {
    return stepLink(task.declarationId, task.step);
  }

  protected name(task: Task): string {
    return nameOf(task);
  }
}
