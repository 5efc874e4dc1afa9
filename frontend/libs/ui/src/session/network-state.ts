import { DestroyRef, inject, Injectable, signal } from '@angular/core';

/** What the browser knows of the network; calls that fail say more. */
@Injectable({ providedIn: 'root' })
export class NetworkState {
  readonly online = signal(navigator.onLine);

  constructor() {
    const on = () => this.online.set(true);
    const off = () => this.online.set(false);
    window.addEventListener('online', on);
    window.addEventListener('offline', off);
    inject(DestroyRef).onDestroy(() => {
      window.removeEventListener('online', on);
      window.removeEventListener('offline', off);
    });
  }
}
