import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';

/** Where a person was in a list when they followed the link of a row. */
export interface RowPlace {
  /** Address of the link followed: names the row. */
  readonly link: string;
  /** Its place among the rows, for when the row is gone. */
  readonly index: number;
}

/** The rows from which a person left the lists of this tab: who comes back takes the list up where they were. */
@Injectable({ providedIn: 'root' })
export class RowPlaces {
  private readonly router = inject(Router);
  private readonly left = new Map<string, { readonly address: string; readonly place: RowPlace }>();

  /** The list at the present address is left through a row. */
  leave(place: RowPlace): void {
    const address = this.router.url;
    this.left.set(pathOf(address), { address, place });
  }

  /** The row from which the present address was left, told once; null for who comes with other criteria. */
  comeBack(): RowPlace | null {
    const address = this.router.url;
    const kept = this.left.get(pathOf(address));
    this.left.delete(pathOf(address));
    return kept?.address === address ? kept.place : null;
  }

  /** The criteria with which the list of this path was left through a row, so that a link back keeps them. */
  criteriaOf(path: string): Readonly<Record<string, string>> {
    const address = this.left.get(path)?.address ?? path;
    return { ...this.router.parseUrl(address).queryParams };
  }
}

function pathOf(address: string): string {
  return address.split(/[?#]/, 1)[0] ?? '';
}
