import type { SummaryMaterial } from '../domain/summary.ts';
import type { Stamp } from '../domain/sheet.ts';

/** What somebody could type to make a page of ours ask, run, read or break something. @param origin listens, and must hear nothing */
export function hostileTexts(origin: string, file: string): readonly string[] {
  const there = `${origin}/asked`;
  return [
    `<script>fetch('${there}')</script>`,
    `<script src="${there}"></script>`,
    `<img src="${there}">`,
    `<img src=x onerror="location='${there}'">`,
    `<svg onload="fetch('${there}')"><image href="${there}"/></svg>`,
    `<svg><use href="${there}#a"/></svg>`,
    `<svg><foreignObject><iframe src="${there}"></iframe></foreignObject></svg>`,
    `<iframe src="${there}"></iframe>`,
    `<iframe src="file://${file}"></iframe>`,
    `<iframe srcdoc="<img src='${there}'>"></iframe>`,
    `<object data="${there}"></object>`,
    `<object data="file://${file}"></object>`,
    `<embed src="${there}">`,
    `<link rel="stylesheet" href="${there}">`,
    `<link rel="prefetch" href="${there}">`,
    `<link rel="attachment" href="file://${file}">`,
    `<style>@import url(${there});</style>`,
    `<style>body{background:url(${there})}</style>`,
    `</style><style>*{display:none}</style>`,
    `</title></head><body><img src="${there}">`,
    `</p></section></body></html><img src="${there}">`,
    `<meta http-equiv="refresh" content="0;url=${there}">`,
    `<meta http-equiv="refresh" content="0;url=file://${file}">`,
    `<base href="${there}/">`,
    `<form action="${there}"><input autofocus onfocus="this.form.submit()"></form>`,
    `<video src="${there}" poster="${there}"></video>`,
    `<audio src="${there}" autoplay></audio>`,
    `<source srcset="${there}">`,
    `<input type="image" src="${there}">`,
    `<body background="${there}">`,
    `<table background="${there}"><tr><td>`,
    `<a href="${there}" ping="${there}">lien</a>`,
    `<a href="javascript:fetch('${there}')">lien</a>`,
    `<math><mtext><img src="${there}"></mtext></math>`,
    `<template><img src="${there}"></template>`,
    `<noscript><img src="${there}"></noscript>`,
    `<!-- --><img src="${there}"><!--`,
    `<![CDATA[<img src="${there}">]]>`,
    `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file://${file}">]><a>&b;</a>`,
    `&lt;img src=${there}&gt;`,
    `&#60;img src=${there}&#62;`,
    `&amp;lt;script&amp;gt;`,
    `" onmouseover="fetch('${there}')" style="background:url(${there})`,
    `' onload='fetch("${there}")`,
    '`${1}` ${constructor.constructor("return process")()}',
    '{{constructor.constructor("return process")()}}',
    '<%= process.env %>',
    `url(${there})`,
    `\\3c img src=${there}\\3e`,
    `expression(fetch('${there}'))`,
    `javascript:fetch('${there}')`,
    `data:text/html,<img src="${there}">`,
    `file://${file}`,
    `//${new URL(origin).host}/asked`,
    '\u0000<img\u0000 src=x>',
    '\u0001\u0008\u001b[31m\u007f',
    '\u202Egnp.tnemucod\u202C',
    '\u2066\u2067\u2068 مرحبا بالعالم \u2069',
    'שלום עולם',
    '👩‍👩‍👧‍👦🏳️‍🌈🇫🇷',
    'Z\u0351\u036B\u0343\u036A\u0302a\u0303\u0320l\u0307\u0311go',
    '\uD800 seul \uDC00',
    '\uFFFE\uFFFF\uFEFF',
    'Donaudampfschifffahrtsgesellschaft'.repeat(6),
    '\n'.repeat(30),
    `=HYPERLINK("${there}")`,
    '+33 -1 @SUM(A1)',
    '%3Cimg%20src%3D%22x%22%3E',
    '+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
  ];
}

/** The material with every text that somebody typed, a partner, an agent or an administrator, replaced. */
export function typedEverywhere(material: SummaryMaterial, text: string): SummaryMaterial {
  const { sheet, equipment, verdict } = material;
  const stamp: Stamp = { by: text, at: '2016-03-10T09:00:00.000Z' };
  const progress = { state: 'LOCKED', saved: stamp, locked: stamp };
  const words = { label: text, source: text, operation: text };
  return {
    ...material,
    sheet: {
      ...sheet,
      header: sheet.header && { ...sheet.header, openingHours: text },
      lines: sheet.lines.map((line) => ({
        ...line,
        ...{ code: text, label: text, group: text },
        value: typeof line.value === 'string' ? text : line.value,
      })),
      activity: progress,
      financial: sheet.financial && progress,
      explanations: sheet.explanations.map((each) => ({ ...each, text, given: stamp })),
      comment: text,
      transmission: sheet.transmission && { ...sheet.transmission, given: stamp, termsVersion: text },
    },
    equipment: {
      ...equipment,
      ...{ name: text, partnerName: text, cafCode: text, address: text, postalCode: text, commune: text },
      ...{ idequ: text, afcFileNumber: text },
    },
    verdict: verdict && {
      ...verdict,
      results: verdict.results.map((each) => ({ ...each, label: text, message: text, requiredActions: text })),
      indicators: verdict.indicators.map((each) => ({ ...each, ...words })),
      estimate: verdict.estimate && {
        ...verdict.estimate,
        scaleRowId: text,
        scaleStatus: text,
        lines: verdict.estimate.lines.map((each) => ({ ...each, ...words })),
        information: verdict.estimate.information.map((each) => ({ ...each, ...words })),
      },
    },
  };
}
