import { Component, computed, ElementRef, inject, input, model, output, signal } from '@angular/core';
import type { EquipmentListItem } from '@api/equipment/equipment.types';
import { describedBy, FieldFrame, idsOf } from '@ui/field/field-frame';
import { countOf, sentence } from '@ui/words/count-of';

interface Found {
  readonly items: readonly EquipmentListItem[];
  readonly total: number;
}

/** An equipment found by typing: a combobox with its list below; arrows move in the list, Enter takes, Esc closes it. */
@Component({
  selector: 'app-equipment-picker',
  imports: [FieldFrame],
  templateUrl: './equipment-picker.html',
  styleUrl: './equipment-picker.scss',
})
export class EquipmentPicker {
  readonly fieldId = input.required<string>();
  readonly error = input<string | null>(null);
  /** Answer to what is typed; null when nothing was asked. */
  readonly found = input<Found | null>(null);
  readonly chosen = model<EquipmentListItem | null>(null);
  readonly typed = output<string>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly text = signal('');
  protected readonly shown = signal(false);
  protected readonly active = signal(-1);
  protected readonly ids = computed(() => idsOf(this.fieldId()));
  protected readonly listId = computed(() => `${this.fieldId()}-liste`);
  protected readonly items = computed(() => (this.shown() ? (this.found()?.items ?? []) : []));
  protected readonly described = computed(() => describedBy(this.fieldId(), { error: !!this.error(), unit: true }));
  protected readonly status = computed(() => {
    const found = this.found();
    if (!this.shown() || found === null) return '';
    if (found.total === 0) return 'Aucun équipement de votre Caf ne répond à ces mots.';
    const count = `${sentence(countOf(found.total, 'équipement trouvé', 'équipements trouvés'))}`;
    return found.total > found.items.length
      ? `${count}, les premiers sont proposés\u202f: précisez le nom.`
      : `${count}.`;
  });

  protected type(text: string): void {
    this.text.set(text);
    this.chosen.set(null);
    this.active.set(-1);
    this.shown.set(true);
    this.typed.emit(text);
  }

  protected move(event: Event, step: 1 | -1): void {
    const count = this.items().length;
    if (count === 0) return;
    event.preventDefault();
    this.active.update((index) => (index + step + count) % count);
    this.host.nativeElement.querySelector('[aria-selected=true]')?.scrollIntoView?.({ block: 'nearest' });
  }

  protected take(event: Event): void {
    const item = this.items()[this.active()];
    if (!item) return;
    event.preventDefault();
    this.choose(item);
  }

  protected choose(item: EquipmentListItem): void {
    this.chosen.set(item);
    this.text.set(`${item.name}, ${item.commune}`);
    this.shown.set(false);
    this.active.set(-1);
  }

  protected close(): void {
    this.shown.set(false);
    this.active.set(-1);
  }

  protected optionId(index: number): string {
    return `${this.listId()}-${index}`;
  }
}
