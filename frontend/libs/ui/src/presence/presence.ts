import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { Place, Present } from '@api/workflow/live-stream';
import { Announcer } from '@ui/messages/announcer';

/** Which part of the declaration this person has on screen, and which colleagues are there too; provided by the shell. */
@Injectable()
export class Presence {
  private readonly announcer = inject(Announcer);
  /** Null on the screens nobody needs to be told of. */
  readonly place = signal<Place | null>(null);
  readonly people = signal<readonly Present[]>([]);

  /** Stands at a place until the screen is left. */
  stand(place: Place, screen: DestroyRef): void {
    this.place.set(place);
    screen.onDestroy(() => {
      if (this.place() === place) this.place.set(null);
    });
  }

  told(people: readonly Present[]): void {
    const known = new Set(this.at(this.people(), this.place()));
    this.people.set(people);
    const arrived = this.at(people, this.place()).filter((name) => !known.has(name));
    if (arrived.length > 0) this.announcer.say(togetherSentence(arrived));
  }

  alone(): void {
    this.people.set([]);
  }

  /** Names of the colleagues who have the same part on screen. */
  beside(): readonly string[] {
    return this.at(this.people(), this.place());
  }

  private at(people: readonly Present[], place: Place | null): readonly string[] {
    return people.filter((present) => present.place === place).map(({ name }) => name);
  }
}

/** « Claire Roux et Karim Benali ont aussi cet écran ouvert… » */
export function togetherSentence(names: readonly string[]): string {
  const who = new Intl.ListFormat('fr', { type: 'conjunction' }).format(names);
  const verb = names.length > 1 ? 'ont' : 'a';
  return `${who} ${verb} aussi cet écran ouvert. Ce que chacun enregistre apparaît chez l’autre.`;
}
