import { inject, Injectable, signal } from '@angular/core';
import { Refusal, refusalOf } from '@api/http/refusal';
import { PeopleApi } from '@api/identity/people-api';
import type { Person } from '@api/identity/people.types';

/** What came of an act: the new state is in the store, or what to say. */
export type PersonOutcome =
  { readonly ok: true } | { readonly ok: false; readonly message: string; readonly refusal: Refusal };

const MOVED =
  'Une autre personne a modifié cette fiche entre-temps. Elle est à jour\u202f: vérifiez, puis recommencez si nécessaire.';

/** One person on screen. */
@Injectable()
export class PersonStore {
  private readonly api = inject(PeopleApi);
  readonly person = signal<Person | null>(null);
  readonly refusal = signal<Refusal | null>(null);
  readonly busy = signal(false);

  async load(id: string): Promise<void> {
    this.refusal.set(null);
    if (this.person()?.id !== id) this.person.set(null);
    try {
      this.person.set(await this.api.person(id));
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  /** Runs an act on the revision on screen; when somebody acted meanwhile the page is brought up to date, and nothing is done. */
  async act(run: (api: PeopleApi, person: Person) => Promise<Person>): Promise<PersonOutcome> {
    const person = this.person();
    if (person === null) throw new Error('an act on a person who is not loaded');
    this.busy.set(true);
    try {
      this.person.set(await run(this.api, person));
      return { ok: true };
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal.stale) return { ok: false, message: refusal.message, refusal };
      await this.load(person.id);
      return { ok: false, message: MOVED, refusal: new Refusal(refusal.status, refusal.code, MOVED) };
    } finally {
      this.busy.set(false);
    }
  }
}
