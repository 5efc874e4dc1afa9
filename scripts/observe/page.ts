const style = `
  body { font: 14px/1.4 system-ui, sans-serif; margin: 1.5rem; color: #1b1f24 }
  table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .15rem .6rem; white-space: nowrap }
  tr:nth-child(even) { background: #f4f6f8 } .line { width: 60%; position: relative; height: 1.1rem }
  .bar { position: absolute; top: .2rem; height: .7rem; background: #2a63a8; min-width: 2px } td.number { text-align: right }
  .panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(34rem, 1fr)); gap: 1rem }
  .panels section { border: 1px solid #d5dae0; padding: .6rem } h2 { font-size: 1rem; margin: 0 0 .3rem }
  .panels ul { list-style: none; margin: .3rem 0 0; padding: 0; columns: 2; font-size: 12px } .panels svg { width: 100% }`;

/** A page of this machine’s observers. @param body already escaped */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${style}</style><h1>${title}</h1>${body}</html>`;
}
