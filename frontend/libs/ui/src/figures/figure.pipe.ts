import { Pipe, type PipeTransform } from '@angular/core';
import { formatFigure, formatGap, type FigureWithUnit } from '@ui/figures/format-figure';

/** `{{ 123450 | figure: 'EURO' }}` → `1 234,50 €`; null reads « non saisi » unless another word is given. */
@Pipe({ name: 'figure' })
export class FigurePipe implements PipeTransform {
  transform(value: number | null | undefined, unit: string, absent = 'non saisi'): string {
    return value === null || value === undefined ? absent : formatFigure({ value, unit });
  }
}

/** A figure of the contract with its own unit; null reads « — ». */
@Pipe({ name: 'measure' })
export class MeasurePipe implements PipeTransform {
  transform(figure: FigureWithUnit | null, as: 'figure' | 'gap' = 'figure'): string {
    if (!figure) return '—';
    return as === 'gap' ? formatGap(figure) : formatFigure(figure);
  }
}
