import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { PageHeader } from '@ui/frame/page-header';

/** The same page for what does not exist and for what is not this person's to know. */
@Component({
  selector: 'ui-not-found-page',
  imports: [PageHeader, MatButton, RouterLink],
  template: `
    <ui-page-header heading="Page introuvable" />
    <p>Cette page n’existe pas, ou votre compte n’y donne pas accès.</p>
    <p>
      Vérifiez l’adresse si vous l’avez tapée. Si vous pensez devoir y accéder, demandez à votre Caf de vérifier vos
      habilitations.
    </p>
    <p class="way"><a matButton="filled" routerLink="/">Revenir à l’accueil</a></p>
  `,
  styles: `
    @use 'breakpoints';
    .way {
      display: flex;
      justify-content: flex-end;
      max-inline-size: var(--column);
      margin-block-start: var(--space-8);
    }
    @include breakpoints.phone {
      .way a {
        flex: 1 1 auto;
      }
    }
  `,
})
export class NotFoundPage {}
