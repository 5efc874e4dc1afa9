import { computed, inject, Injectable, signal } from '@angular/core';
import { refusalOf, type Refusal } from '@api/http/refusal';
import { IdentityApi } from '@api/identity/identity-api';
import type { Me } from '@api/identity/identity.types';

/** The person signed in, loaded once before any screen; the screens under the frame may count on it. */
@Injectable({ providedIn: 'root' })
export class CurrentUser {
  private readonly api = inject(IdentityApi);
  private readonly loaded = signal<Me | null>(null);
  readonly refusal = signal<Refusal | null>(null);

  readonly known = computed(() => this.loaded() !== null);
  readonly name = computed(() => {
    const me = this.loaded();
    return me ? `${me.givenName} ${me.familyName}` : '';
  });

  /** Throws when read before the person is known. */
  readonly me = computed<Me>(() => {
    const me = this.loaded();
    if (!me) throw new Error('the current user is read before being loaded');
    return me;
  });

  async load(): Promise<void> {
    this.refusal.set(null);
    try {
      this.loaded.set(await this.api.me());
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  /** Throws a Refusal; the person stays as she was. */
  async acceptTerms(): Promise<void> {
    this.loaded.set(await this.api.acceptTerms(this.me().terms.currentVersion));
  }
}
