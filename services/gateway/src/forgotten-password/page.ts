import { documentText, escaped } from '../static/page.ts';

/** Where the page is. */
export const forgottenPassword = '/auth/forgotten-password';

/** Parts of the form that can be refused, with the sentence that says why. */
export interface Faults {
  readonly email?: string;
  readonly answer?: string;
}

/** What the page shows. */
export interface ForgottenPassword {
  /** What was typed, kept whatever happens. */
  readonly email: string;
  readonly challengeId: string;
  /** Address of the image. */
  readonly image: string;
  readonly faults: Faults;
  /** Another image was asked for: that is where the person goes on. */
  readonly renewed: boolean;
}

const title = 'Mot de passe oublié';
const backToSignIn = '<a class="button" href="/auth/login">Revenir à la connexion</a>';

/** The page of who forgot their password; complete without a script. */
export function forgottenPasswordPage(page: ForgottenPassword, site: string, nonce: string): string {
  const { email, challengeId, image, faults, renewed } = page;
  const id = escaped(challengeId);
  const focusOnAnswer = renewed || (faults.answer !== undefined && faults.email === undefined);
  const body = `${summaryOf(faults)}
<p class="secondary">Indiquez l’adresse e-mail de votre identifiant. Si elle est connue, un courriel part aussitôt\u202f: il dit comment choisir un nouveau mot de passe.</p>
<form method="post" action="${forgottenPassword}" novalidate>
<input type="hidden" name="challenge" value="${id}">
<div class="field">
<label for="email">Adresse e-mail</label>
<input class="cell" type="email" id="email" name="email" autocomplete="username" autocapitalize="none" spellcheck="false" required value="${escaped(email)}"${attributesOf('email', faults.email)}${focusOnAnswer ? '' : ' autofocus'}>
${faultOf('email', faults.email)}
</div>
<div class="field">
<span id="proof">Recopiez l’image, ou les chiffres que vous entendez</span>
<div class="proof">
<img src="${image}" width="260" height="84" alt="Image d’un texte de six caractères. Si vous ne la voyez pas, écoutez les chiffres.">
<button class="button" type="submit" name="act" value="renew" formnovalidate>Une autre image</button>
</div>
<audio controls preload="none" src="${forgottenPassword}/sound?challenge=${id}" aria-label="Six chiffres à écouter"></audio>
</div>
<div class="field">
<label for="answer">Texte de l’image, ou chiffres entendus</label>
<input class="cell" type="text" id="answer" name="answer" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="40" required${attributesOf('answer', faults.answer, 'answer-help')}${focusOnAnswer ? ' autofocus' : ''}>
<p class="secondary" id="answer-help">Respectez les majuscules et les minuscules, sans espace.</p>
${faultOf('answer', faults.answer)}
</div>
<div class="acts">
${backToSignIn}
<button class="button button--go" type="submit" name="act" value="send">Envoyer le courriel</button>
</div>
</form>`;
  const hasFaults = Object.keys(faults).length > 0;
  return documentText({ title: hasFaults ? `Erreur – ${title}` : title, heading: title, site, nonce, body });
}

/** What everybody reads who sent the form, word for word. */
export function requestTakenPage(site: string, nonce: string): string {
  const body = `<p role="status">Si cette adresse est connue, un courriel vient de partir. Il arrive dans l’heure\u202f: regardez aussi dans vos courriers indésirables.</p>
<p class="secondary">Ce qu’il contient sert une fois, pendant une heure. Sans courriel au bout d’une heure, vérifiez l’adresse et recommencez, ou adressez-vous à votre Caf.</p>
<div class="acts">${backToSignIn.replace('class="button"', 'class="button button--go"')}</div>`;
  const heading = 'Demande enregistrée';
  return documentText({ title: heading, heading, site, nonce, body });
}

function summaryOf(faults: Faults): string {
  const lines = Object.entries(faults).map(
    ([field, sentence]) => `<li><a href="#${field}">${sentence as string}</a></li>`,
  );
  if (lines.length === 0) return '';
  return `<div class="notice" role="alert"><p>Rien n’a été envoyé. Corrigez ce qui suit\u202f:</p><ul>${lines.join('')}</ul></div>`;
}

function attributesOf(field: string, fault: string | undefined, help?: string): string {
  const describedBy = [fault === undefined ? undefined : `${field}-fault`, help].filter((id) => id !== undefined);
  const described = describedBy.length === 0 ? '' : ` aria-describedby="${describedBy.join(' ')}"`;
  return fault === undefined ? described : ` aria-invalid="true"${described}`;
}

function faultOf(field: string, fault: string | undefined): string {
  return fault === undefined ? '' : `<p class="fault" id="${field}-fault">${fault}</p>`;
}
