// The box of the guide (annex, step 4): who ticks it chooses a new password once signed in. Keycloak takes that wish with the
// request that opened this page, not with its form: the request is made again with it, and the form goes where the answer says.
const kept = 'portail.sign-in-request';
const wish = 'kc_action';
const form = document.querySelector('#kc-form-login');
const place = document.querySelector('#change-password-place');
const box = document.querySelector('#change-password');
const instead = document.querySelector('#change-password-instead');

/** Address of the request; a refused form comes back under another one, in the same tab. */
function request() {
  if (location.pathname.endsWith('/protocol/openid-connect/auth')) sessionStorage.setItem(kept, location.href);
  const address = sessionStorage.getItem(kept);
  return address === null ? undefined : new URL(address);
}

async function ask(address, button) {
  if (box.checked) address.searchParams.set(wish, 'UPDATE_PASSWORD');
  else address.searchParams.delete(wish);
  box.disabled = button.disabled = true;
  try {
    const answer = await fetch(address, { credentials: 'same-origin' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    form.action = page.querySelector('#kc-form-login').action;
    sessionStorage.setItem(kept, address.href);
    box.disabled = button.disabled = false;
  } catch {
    // Not possible from here: the link does the same, through the site.
    location.assign(instead.href);
  }
}

const address = request();
if (address !== undefined) {
  place.hidden = false;
  instead.closest('li').hidden = true;
  box.checked = address.searchParams.get(wish) === 'UPDATE_PASSWORD';
  box.addEventListener('change', () => ask(address, document.querySelector('#kc-login')));
}
