import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { PageHeader } from '@ui/frame/page-header';

/** Declarations belong to the Caf: who is not of a Caf reads why, instead of an empty list. */
@Component({
  selector: 'app-no-declarations-page',
  imports: [RouterLink, PageHeader],
  template: `
    <ui-page-header heading="Accès réservé aux agents des Caf" />
    <div class="stack">
      <p>
        Votre compte est national&#8239;: il ne donne pas accès aux déclarations, que seules les Caf instruisent,
        chacune pour ses équipements.
      </p>
      <p>Vous gérez les comptes des administrateurs&#8239;: <a routerLink="/personnes">voir les personnes</a>.</p>
      <p>
        Si vous devez instruire des déclarations, demandez à l’administrateur de votre Caf un compte d’agent, puis
        reconnectez-vous avec ce compte.
      </p>
    </div>
  `,
})
export class NoDeclarationsPage {}
