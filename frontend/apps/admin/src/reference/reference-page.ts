import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { PageHeader } from '@ui/frame/page-header';

interface Kind {
  readonly link: string;
  readonly label: string;
  readonly text: string;
}

/** What is kept here; one entry per kind of reference data. */
const KINDS: readonly Kind[] = [
  {
    link: '/referentiel/baremes',
    label: 'Barèmes et paramètres de la Psu',
    text: 'Prix plafonds, taux et heures de concertation de chaque exercice, avec leur source.',
  },
  {
    link: '/referentiel/controles',
    label: 'Contrôles et seuils',
    text: 'Ce qui est vérifié dans une déclaration, à partir de quel seuil et avec quelle gravité.',
  },
  {
    link: '/referentiel/formulaires',
    label: 'Formulaires',
    text: 'Le libellé, l’aide et l’ordre de chaque ligne de la déclaration, à partir de quel exercice.',
  },
  {
    link: '/campagnes/dates-nationales',
    label: 'Dates des campagnes',
    text: 'Quand chaque déclaration s’ouvre et jusqu’à quand elle est attendue.',
  },
  {
    link: '/conditions',
    label: 'Conditions générales d’utilisation',
    text: 'Le texte que chaque partenaire accepte, version par version.',
  },
  {
    link: '/modeles',
    label: 'Modèles de messages',
    text: 'Les textes dont les agents partent pour rejeter, refuser, rouvrir ou annuler.',
  },
  {
    link: '/referentiel/propositions',
    label: 'Propositions des Caf',
    text: 'Les changements que les administrateurs de Caf demandent, et les réponses de la Cnaf.',
  },
];

/** « Référentiel »: the national reference data, by kind. */
@Component({
  selector: 'app-reference-page',
  imports: [RouterLink, PageHeader],
  template: `
    <ui-page-header heading="Référentiel" />
    <p class="secondary">
      Ces données valent pour toutes les Caf. Les administrateurs de la Cnaf les publient ; ce qui est déjà transmis ne
      change pas.
    </p>
    <ul>
      @for (kind of kinds; track kind.link) {
        <li>
          <h2>
            <a [routerLink]="kind.link">{{ kind.label }}</a>
          </h2>
          <p class="secondary">{{ kind.text }}</p>
        </li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: var(--column);
    }
    ul {
      margin: var(--space-4) 0 0;
      padding: 0;
      list-style: none;
    }
    li {
      padding-block: var(--space-4);
      border-block-start: 1px solid var(--hairline);
    }
    h2 {
      margin: 0;
      font-size: inherit;
    }
    p {
      margin: var(--space-1) 0 0;
    }
  `,
})
export class ReferencePage {
  protected readonly kinds = KINDS;
}
