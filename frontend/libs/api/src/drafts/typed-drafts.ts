import { inject, Injectable } from '@angular/core';
import { CurrentUser } from '@api/identity/current-user';

const PREFIX = 'portail.saisie';

/**
 * What was typed and is not saved yet, kept in this tab: it survives a reload, an expired session and the way through
 * sign-in, but only for the same person (a shared computer shows nothing to the next one).
 */
@Injectable({ providedIn: 'root' })
export class TypedDrafts {
  private readonly user = inject(CurrentUser);

  read<T>(key: string): T | null {
    const kept = sessionStorage.getItem(this.place(key));
    return kept === null ? null : (JSON.parse(kept) as T);
  }

  /** Returns false when the browser refuses to keep it (private window, storage full): the screen still holds it. */
  keep(key: string, draft: unknown): boolean {
    try {
      sessionStorage.setItem(this.place(key), JSON.stringify(draft));
      return true;
    } catch (error) {
      if (error instanceof DOMException) return false;
      throw error;
    }
  }

  forget(key: string): void {
    sessionStorage.removeItem(this.place(key));
  }

  /** On signing out: nothing stays behind on the computer. */
  forgetAll(): void {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    }
  }

  private place(key: string): string {
    return `${PREFIX}.${this.user.me().id}.${key}`;
  }
}
