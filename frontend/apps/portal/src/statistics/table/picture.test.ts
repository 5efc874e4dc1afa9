import { describe, expect, test } from '@jest/globals';
import { linesOf, pictureOf } from './picture';

describe('a picture that stands alone', () => {
  test('its title is cut between words', () => {
    expect(linesOf('Taux d’occupation réel : 67,94 %', 18)).toEqual(['Taux d’occupation', 'réel : 67,94 %']);
    expect(linesOf('anticonstitutionnellement', 5)).toEqual(['anticonstitutionnellement']);
  });

  test('carries chart, marks, legend and looks; nothing of the page’s classes', () => {
    const chart = document.createElement('div');
    chart.innerHTML = `
      <svg class="marks"><defs><pattern id="trame"></pattern></defs></svg>
      <div role="img"><svg class="ngx-charts"><rect class="bar" style="fill: red" _ngcontent-x></rect></svg></div>
      <ul class="legend"><li><svg></svg> Les Lucioles &amp; cie</li></ul>`;
    document.body.append(chart);
    const { svg } = pictureOf(chart, 'Où <en> êtes-vous ?')!;
    const read = new DOMParser().parseFromString(svg, 'image/svg+xml');
    expect(read.querySelector('parsererror')).toBeNull();
    expect([...read.querySelectorAll('text')].map(({ textContent }) => textContent)).toEqual([
      'Où <en> êtes-vous ?',
      'Les Lucioles & cie',
    ]);
    expect(read.querySelector('pattern')?.id).toBe('trame');
    expect(svg).toContain('fill="red"');
    expect(svg).not.toMatch(/class=|style=|_ngcontent/);
    chart.remove();
  });

  test('is not there without a chart', () => {
    expect(pictureOf(document.createElement('div'), '')).toBeNull();
  });
});
