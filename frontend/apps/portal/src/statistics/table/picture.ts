/** A picture that stands alone: title, chart and legend, with the looks they have on the page. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 16;
const LINE = 20;
/** Width that a letter of a title takes, rather more than less. */
const LETTER = 9.5;
const LOOKS = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'opacity', 'display'],
  ...['font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'visibility'],
] as const;

/** The words of a title in lines of at most `width` characters; a longer word has a line of its own. */
export function linesOf(title: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of title.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Draws a chart of the page again, outside of it. */
export function pictureOf(chart: HTMLElement, title: string): Picture | null {
  const drawing = chart.querySelector<SVGSVGElement>('[role=img] svg');
  const { defaultView: view } = chart.ownerDocument;
  if (!drawing || !view) return null;
  const box = drawing.getBoundingClientRect();
  const width = Math.ceil(box.width) + 2 * MARGIN;
  const page = view.getComputedStyle(chart);
  const root = element(chart, 'svg', { 'font-family': page.fontFamily, fill: page.color });
  const ground = element(chart, 'rect', { width: '100%', height: '100%', fill: groundOf(chart, view) });
  root.append(ground);
  let y = MARGIN;
  for (const line of linesOf(title, Math.max(20, Math.floor((width - 2 * MARGIN) / LETTER)))) {
    y += LINE;
    const text = element(chart, 'text', { x: MARGIN, y: y - 5, 'font-size': 15, 'font-weight': 650 });
    text.textContent = line;
    root.append(text);
  }
  y += MARGIN / 2;
  const marks = chart.querySelector('.marks defs');
  if (marks) root.append(withLooks(marks, view));
  root.append(placed(drawing, MARGIN, y, view));
  y += Math.ceil(box.height) + MARGIN / 2;
  for (const item of chart.querySelectorAll<HTMLElement>('.legend li')) {
    const mark = item.querySelector('svg');
    if (mark) root.append(placed(mark, MARGIN, y, view));
    const text = element(chart, 'text', { x: MARGIN + 38, y: y + 13, 'font-size': 14 });
    text.textContent = item.textContent.trim();
    root.append(text);
    y += LINE + 4;
  }
  const height = y + MARGIN / 2;
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
    root.setAttribute(name, String(value));
  }
  return { svg: new XMLSerializer().serializeToString(root), width, height };
}

/** The picture in dots, twice as fine as on the page. */
export async function pngOf({ svg, width, height }: Picture, document: Document): Promise<Blob> {
  const image = document.createElement('img');
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no image'))), 'image/png');
  });
}

function element(near: HTMLElement, name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = near.ownerDocument.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  return made as SVGElement;
}

function placed(drawing: SVGSVGElement, x: number, y: number, view: Window): SVGElement {
  const { width, height } = drawing.getBoundingClientRect();
  const copy = withLooks(drawing, view);
  for (const [name, value] of Object.entries({ x, y, width, height })) copy.setAttribute(name, String(value));
  copy.setAttribute('overflow', 'visible');
  return copy as SVGElement;
}

/** A copy that carries the looks that the page’s style sheets give it. */
function withLooks(original: Element, view: Window): Element {
  const copy = original.cloneNode(true) as Element;
  const originals = [original, ...original.querySelectorAll('*')];
  for (const [index, one] of [copy, ...copy.querySelectorAll('*')].entries()) {
    const from = originals[index];
    if (!from) continue;
    const looks = view.getComputedStyle(from);
    const names = [...one.attributes].map(({ name }) => name);
    for (const name of names) if (/^(class|style|_ng|ng-|aria-)/.test(name)) one.removeAttribute(name);
    // Attributes, not a style: the site lets no style in, and every one of these may be said so.
    for (const name of LOOKS) one.setAttribute(name, looks.getPropertyValue(name));
  }
  return copy;
}

/** The colour behind the chart: the nearest that is one. */
function groundOf(chart: HTMLElement, view: Window): string {
  for (let at: HTMLElement | null = chart; at; at = at.parentElement) {
    const { backgroundColor } = view.getComputedStyle(at);
    if (backgroundColor !== 'transparent' && !/, 0\)$/.test(backgroundColor)) return backgroundColor;
  }
  return '#fff';
}
