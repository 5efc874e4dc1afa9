import { parse } from 'bowser';

/**
 * What a browser says it is, in words a person recognises: « Firefox sur Windows ». Versions would only change under their
 * eyes; nothing else is kept of it.
 */
export function deviceOf(userAgent: string | undefined): string {
  const { browser, os } = parse(userAgent?.trim() || 'unknown');
  const name = browser.name || 'Navigateur inconnu';
  return os.name ? `${name} sur ${os.name}` : name;
}
