import { inject, Injectable, signal } from '@angular/core';
import { TypedDrafts } from '@api/drafts/typed-drafts';
import type { ControlView } from '@api/workflow/workflow.types';
import { DeclarationStore } from '../declaration-store';

/** Explanations as typed, by control; kept in the tab until saved. */
@Injectable()
export class ExplanationDrafts {
  private readonly drafts = inject(TypedDrafts);
  private readonly store = inject(DeclarationStore);
  private readonly typed = signal<Readonly<Record<string, string>>>(
    this.drafts.read<Record<string, string>>(this.place()) ?? {},
  );

  /** What was typed, otherwise what was saved. */
  text(control: ControlView): string {
    return this.typed()[explanationKey(control)] ?? control.explanation?.text ?? '';
  }

  type(control: ControlView, text: string): void {
    const key = explanationKey(control);
    const saved = control.explanation?.text ?? '';
    if (text === saved) this.drop(key);
    else this.set({ ...this.typed(), [key]: text });
  }

  /** The text was saved; what was typed since is kept. */
  saved(control: ControlView, text: string): void {
    const key = explanationKey(control);
    if (this.typed()[key]?.trim() === text.trim()) this.drop(key);
  }

  /** True when something typed here is not saved. */
  unsaved(controls: readonly ControlView[]): boolean {
    return controls.some((control) => explanationKey(control) in this.typed());
  }

  private drop(key: string): void {
    this.set(Object.fromEntries(Object.entries(this.typed()).filter(([each]) => each !== key)));
  }

  private set(typed: Readonly<Record<string, string>>): void {
    this.typed.set(typed);
    if (Object.keys(typed).length > 0) this.drafts.keep(this.place(), typed);
    else this.drafts.forget(this.place());
  }

  private place(): string {
    const { id, version } = this.store.declaration();
    return `${id}.${version}.explications`;
  }
}

/** A control that looks at several lines asks once per line: `FIN-17/c60Purchases`. */
export function explanationKey(control: { readonly code: string; readonly field: string | null }): string {
  return control.field === null ? control.code : `${control.code}/${control.field}`;
}
