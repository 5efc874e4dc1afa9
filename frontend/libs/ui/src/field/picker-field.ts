import { Component, computed, ElementRef, inject, input, model, output, signal } from '@angular/core';
import { describedBy, FieldFrame, idsOf } from '@ui/field/field-frame';
import { sentence } from '@ui/words/count-of';

/** What answers the words typed, the first ones only. */
export interface Proposals<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

/** How the things to choose among are told. */
export interface PickerWords<Item> {
  /** Name of the list, for who does not see it. */
  readonly list: string;
  readonly title: (item: Item) => string;
  readonly details: (item: Item) => readonly string[];
  /** What stands in the field once it is chosen. */
  readonly chosen: (item: Item) => string;
  readonly none: string;
  /** « 3 équipements trouvés ». */
  readonly count: (total: number) => string;
}

/** One thing found by typing: a combobox with its list below; arrows move in the list, Enter takes, Esc closes it. */
@Component({
  selector: 'ui-picker-field',
  imports: [FieldFrame],
  templateUrl: './picker-field.html',
  styleUrl: './picker-field.scss',
})
export class PickerField<Item extends { readonly id: string }> {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly help = input('');
  readonly words = input.required<PickerWords<Item>>();
  readonly error = input<string | null>(null);
  /** Answer to what is typed; null when nothing was asked. */
  readonly found = input<Proposals<Item> | null>(null);
  readonly chosen = model<Item | null>(null);
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
    if (found.total === 0) return this.words().none;
    const count = sentence(this.words().count(found.total));
    return found.total > found.items.length
      ? `${count}, les premiers sont proposés\u202f: précisez le nom.`
      : `${count}.`;
  });

  /** Says from outside what is chosen, as when it has just been made. */
  take(item: Item): void {
    this.choose(item);
  }

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

  protected pick(event: Event): void {
    const item = this.items()[this.active()];
    if (!item) return;
    event.preventDefault();
    this.choose(item);
  }

  protected choose(item: Item): void {
    this.chosen.set(item);
    this.text.set(this.words().chosen(item));
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
