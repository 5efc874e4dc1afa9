// Copies or prints the recovery codes. Without a script they stay readable on the page.
const list = document.querySelector('#kc-recovery-codes-list');
const outcome = document.querySelector('#copy-outcome');
const copy = document.querySelector('#copyRecoveryCodes');

for (const part of document.querySelectorAll('[data-with-script]')) part.hidden = false;

/** The list as it is kept in a safe place: what it is, then each code with its number. */
function written() {
  const codes = [...list.querySelectorAll('code')].map((code, index) => `${index + 1}. ${code.textContent.trim()}`);
  return [list.dataset.heading, ...codes].join('\n');
}

copy.addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(written());
    outcome.textContent = copy.dataset.done;
  } catch {
    // Refused by the browser: the person is told, and copies by hand.
    outcome.textContent = copy.dataset.failed;
  }
});
document.querySelector('#printRecoveryCodes').addEventListener('click', () => window.print());
