/** Largest list that the services read, bytes. */
const LARGEST = 2 * 1024 * 1024;

/** A file in base64, as the services take it, or why it need not be sent. */
export async function contentOf(
  file: Pick<File, 'size' | 'arrayBuffer'>,
): Promise<{ readonly ok: true; readonly content: string } | { readonly ok: false; readonly message: string }> {
  if (file.size > LARGEST) {
    return { ok: false, message: 'Le fichier dépasse 2\u202fMo. Partagez la liste en plusieurs fichiers.' };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  // By parts: a call takes so many arguments only.
  const part = 0x8000;
  let text = '';
  for (let start = 0; start < bytes.length; start += part) {
    text += String.fromCharCode(...bytes.subarray(start, start + part));
  }
  return { ok: true, content: btoa(text) };
}
