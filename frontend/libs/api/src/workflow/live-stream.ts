import { Observable } from 'rxjs';
import type { DeclarationView } from '@api/workflow/workflow.types';

/** A part of a declaration that people have on screen. */
export type Place = 'activity' | 'financial' | 'review';

/** Someone else who has a part of the declaration on screen. */
export interface Present {
  readonly name: string;
  readonly place: Place;
}

/** « Something changed »: the screen then reads the declaration again. */
export interface DeclarationChange {
  readonly declarationId: string;
  readonly revision: number;
  readonly evaluation: DeclarationView['evaluation']['status'];
  readonly unreadMessages: number;
}

/** What the live stream of a declaration says. */
export type LiveNews =
  | { readonly kind: 'changed'; readonly change: DeclarationChange }
  | { readonly kind: 'present'; readonly people: readonly Present[] }
  /** What the person may do changed. */
  | { readonly kind: 'rights' }
  /** What is expected on an equipment of the person changed; told only without a declaration. */
  | { readonly kind: 'work' }
  /** The person was told something new, or read it in another tab. */
  | { readonly kind: 'notices' }
  /** The session ended elsewhere: signed out, suspended. */
  | { readonly kind: 'over' }
  /** The stream was refused: a service is away, or the session is over. */
  | { readonly kind: 'refused' }
  /** The stream is there again after a cut: what changed meanwhile was not told. */
  | { readonly kind: 'back' };

/** How long before asking again when the stream was refused (a service away), longer each time: the browser itself gives up. */
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 60_000;

/**
 * Follows one declaration, or none and only what concerns the person, as long as one is subscribed, through cuts and
 * restarts. With a place, colleagues are told that this person is there, and she is told of them.
 */
export function liveNews(declarationId: string | null, place: Place | null = null): Observable<LiveNews> {
  return new Observable((subscriber) => {
    const asked = new URLSearchParams({
      ...(declarationId === null ? {} : { declaration: declarationId }),
      ...(place ? { place } : {}),
    });
    let source: EventSource;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let pause = FIRST_PAUSE;
    let openedBefore = false;
    const open = () => {
      source = new EventSource(`/api/workflow/live?${asked.toString()}`);
      source.addEventListener('open', () => {
        if (openedBefore) subscriber.next({ kind: 'back' });
        openedBefore = true;
        pause = FIRST_PAUSE;
      });
      source.addEventListener('changed', (event: MessageEvent<string>) => {
        subscriber.next({ kind: 'changed', change: JSON.parse(event.data) as DeclarationChange });
      });
      source.addEventListener('present', (event: MessageEvent<string>) => {
        const { people } = JSON.parse(event.data) as { people: readonly Present[] };
        subscriber.next({ kind: 'present', people });
      });
      source.addEventListener('rights', () => subscriber.next({ kind: 'rights' }));
      source.addEventListener('work', () => subscriber.next({ kind: 'work' }));
      source.addEventListener('notices', () => subscriber.next({ kind: 'notices' }));
      source.addEventListener('session-over', () => {
        source.close();
        subscriber.next({ kind: 'over' });
      });
      source.addEventListener('error', () => {
        if (source.readyState !== EventSource.CLOSED) return;
        subscriber.next({ kind: 'refused' });
        waiting = setTimeout(open, pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      });
    };
    const close = () => {
      clearTimeout(waiting);
      source.close();
    };
    // A page the browser sets aside for « Précédent » would keep its stream, and its person would still seem there.
    const shown = (event: PageTransitionEvent) => {
      if (event.persisted) open();
    };
    window.addEventListener('pagehide', close);
    window.addEventListener('pageshow', shown);
    open();
    return () => {
      window.removeEventListener('pagehide', close);
      window.removeEventListener('pageshow', shown);
      close();
    };
  });
}
