import { HttpClient, HttpErrorResponse, HttpParams } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { catchError, firstValueFrom, from, type Observable, switchMap, throwError } from 'rxjs';
import { LastAct } from '@api/http/last-act';
import { refusalOf } from '@api/http/refusal';
import { SignIn } from '@api/session/sign-in';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface WriteOptions {
  /** Revision the act rests on; the service refuses (409 STALE_VERSION) when it has moved. */
  readonly revision?: number;
  /** The same key twice is one act: transmission, validation, rejection, opening. */
  readonly idempotencyKey?: string;
}

/** The only place that talks HTTP: our headers, French refusals, and the way back through sign-in. */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly http = inject(HttpClient);
  private readonly signIn = inject(SignIn);
  private readonly lastAct = inject(LastAct);

  read<T>(url: string, query: Query = {}): Promise<T> {
    // What the page reads by itself does not keep the session of somebody who left.
    const headers: Record<string, string> = this.lastAct.isLongAgo() ? { 'X-Portail-Passive': '1' } : {};
    return this.answer(this.http.get<T>(url, { params: paramsOf(query), headers }));
  }

  /** A file, with the name that the service gives it. */
  async file(url: string, query: Query = {}): Promise<{ readonly name: string; readonly content: Blob }> {
    const asked = this.http
      .get(url, { params: paramsOf(query), responseType: 'blob', observe: 'response' })
      .pipe(
        catchError((error: HttpErrorResponse) =>
          from(readableError(error)).pipe(switchMap((read) => throwError(() => read))),
        ),
      );
    const answer = await this.answer(asked);
    const [, name = 'export'] = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '') ?? [];
    return { name, content: answer.body ?? new Blob() };
  }

  write<T>(method: 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown, options: WriteOptions = {}): Promise<T> {
    // The header shows the gateway that the request comes from our pages (a form of another site cannot send it).
    const headers: Record<string, string> = { 'X-Portail-Request': '1' };
    if (options.revision !== undefined) headers['If-Match'] = `"${options.revision}"`;
    if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey;
    return this.answer(this.http.request<T>(method, url, { headers, body: body ?? {} }));
  }

  private async answer<T>(call: Observable<T>): Promise<T> {
    try {
      return await firstValueFrom(call);
    } catch (error) {
      if ((error as HttpErrorResponse).status === 401) return this.signIn.again();
      throw refusalOf(error);
    }
  }
}

function paramsOf(query: Query): HttpParams {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string | number | boolean] => entry[1] !== undefined,
  );
  return new HttpParams({ fromObject: Object.fromEntries(given) });
}

/** A refusal that came where a file was asked for is a file too: its sentence is read from it. */
async function readableError(error: HttpErrorResponse): Promise<HttpErrorResponse> {
  if (!(error.error instanceof Blob) || !error.error.type.includes('json')) return error;
  const body: unknown = JSON.parse(await error.error.text());
  const { headers, status, statusText, url } = error;
  return new HttpErrorResponse({ error: body, headers, status, statusText, ...(url === null ? {} : { url }) });
}
