import { sentence } from '@ui/words/count-of';

/** « Réelle 2015 », « Actualisée de janvier à juin 2016 »: the label of the service, with its exercise. */
export function nameOf(declaration: { readonly typeLabel: string; readonly exercise: number }): string {
  const label = sentence(declaration.typeLabel);
  return label.includes(String(declaration.exercise)) ? label : `${label} ${declaration.exercise}`;
}
