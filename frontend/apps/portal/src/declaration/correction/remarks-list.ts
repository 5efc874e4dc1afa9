import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { DeclarationView } from '@api/workflow/workflow.types';
import { lineName } from '@ui/sections/line-name';
import { fieldId } from '../entry/line-field';
import { entryStep, stepLink } from '../step-links';

/** The Caf’s remarks on lines of the forms, each leading to its line (B5). */
@Component({
  selector: 'app-remarks-list',
  imports: [RouterLink],
  template: `
    <ul>
      @for (each of remarks(); track each.id) {
        <li>
          <a [routerLink]="each.link" [fragment]="each.id">{{ each.name }}</a>
          <p class="typed-text">{{ each.text }}</p>
        </li>
      }
    </ul>
    @if (declaration().correction?.limited) {
      <p>La correction est limitée à ces lignes&#8239;: les autres restent telles qu’elles ont été transmises.</p>
    }
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--space-3);
      margin: 0 0 var(--space-3);
      padding-inline-start: var(--space-6);
    }
  `,
})
export class RemarksList {
  readonly declaration = input.required<DeclarationView>();

  protected readonly remarks = computed(() => {
    const { id, correction, sections } = this.declaration();
    return (correction?.remarks ?? []).flatMap(({ section, field, text }) => {
      const line = sections[section]?.lines.find((each) => each.field === field);
      return line ? [{ id: fieldId(field), name: lineName(line), text, link: stepLink(id, entryStep(section)) }] : [];
    });
  });
}
