import { Pipe, type PipeTransform } from '@angular/core';
import { formatDay, formatDeadline, formatInstant, formatLongDay } from '@ui/dates/french-date';

/** `day` 12/03/2016 · `instant` 12/03/2016 à 10 h 42 · `long` 12 mars 2016 · `deadline` Jusqu’au 31 mars 2016 inclus. */
@Pipe({ name: 'frDate' })
export class FrenchDatePipe implements PipeTransform {
  transform(iso: string | null | undefined, form: 'day' | 'instant' | 'long' | 'deadline' = 'day'): string {
    if (!iso) return '';
    switch (form) {
      case 'day':
        return formatDay(iso);
      case 'instant':
        return formatInstant(iso);
      case 'long':
        return formatLongDay(iso);
      case 'deadline':
        return formatDeadline(iso);
    }
  }
}
