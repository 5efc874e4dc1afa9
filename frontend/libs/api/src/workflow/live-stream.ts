import { Observable } from 'rxjs';

/** « Something changed »: the screen then reads the declaration again. */
export interface DeclarationChange {
  readonly declarationId: string;
  readonly revision: number;
  readonly evaluation: 'CURRENT' | 'PENDING';
}

/** Follows one declaration as long as one is subscribed; the browser reconnects by itself. */
export function declarationChanges(declarationId: string): Observable<DeclarationChange> {
  return new Observable((subscriber) => {
    const source = new EventSource(`/api/workflow/live?declaration=${encodeURIComponent(declarationId)}`);
    source.addEventListener('changed', (event: MessageEvent<string>) => {
      subscriber.next(JSON.parse(event.data) as DeclarationChange);
    });
    return () => source.close();
  });
}
