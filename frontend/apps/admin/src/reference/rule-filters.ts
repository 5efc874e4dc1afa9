import type { ParamMap } from '@angular/router';
import type { Rule, RuleType } from '@api/controls/reference.types';
import { TYPE_CHOICES } from './reference-words';

/** The criteria as the address and the form hold them; '' does not filter. */
export interface RuleFilters {
  readonly words: string;
  readonly step: string;
  readonly type: string;
  readonly exercise: string;
  readonly severity: string;
}

/** What the address says: `?mots=&famille=&type=&exercice=&gravite=`. */
export function filtersOf(address: ParamMap): RuleFilters {
  return {
    words: address.get('mots') ?? '',
    step: address.get('famille') ?? '',
    type: address.get('type') ?? '',
    exercise: address.get('exercice') ?? '',
    severity: address.get('gravite') ?? '',
  };
}

/** How the criteria are written in the address. */
export function addressOf({ words, step, type, exercise, severity }: RuleFilters): Record<string, string> {
  return { mots: words, famille: step, type, exercice: exercise, gravite: severity };
}

/** What the service is asked, without what it does not know: a mistyped link still answers. */
export function queryOf({ type, exercise }: RuleFilters): { readonly exercise?: number; readonly type?: RuleType } {
  const year = Number(exercise);
  const known = TYPE_CHOICES.find(({ value }) => value === type)?.value;
  return {
    ...(Number.isInteger(year) && year >= 2013 && year <= 2100 ? { exercise: year } : {}),
    ...(known === undefined ? {} : { type: known }),
  };
}

/** The rest of the criteria, on the few rules there are. */
export function chosenRules(rules: readonly Rule[], { words, step, severity }: RuleFilters): readonly Rule[] {
  const wanted = plain(words).split(' ').filter(Boolean);
  return rules.filter(
    (rule) =>
      (step === '' || rule.step === step) &&
      (severity === '' || rule.severity === severity) &&
      wanted.every((word) => plain(`${rule.code} ${rule.label}`).includes(word)),
  );
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('fr').trim();
}
