import { launch, type Browser, type HTTPRequest, type Page } from 'puppeteer-core';
import { histogram } from '@portail/platform/telemetry/instruments.ts';
import { PrinterBusy, PrinterDown } from '../usecases/ports.ts';

/** A page to print. */
export interface Printable {
  /** The whole document; styles inside, no script, nothing to fetch. */
  readonly html: string;
  /** HTML at the foot of each page. */
  readonly footer: string;
}

/** What {@link createPrinter} needs. */
export interface PrinterOptions {
  /** Undefined where there is no browser: nothing can then be printed. */
  readonly executablePath: string | undefined;
  /** Documents made at the same time, one to a tab; others wait for their turn. */
  readonly tabs?: number;
  /** Documents that may wait for their turn: those beyond would come after the gateway has given up. */
  readonly mostWaiting?: number;
  /** A document that takes longer is stopped, with its browser. Milliseconds. */
  readonly limit?: number;
  /** Documents a tab makes before it is replaced. */
  readonly recycleAfter?: number;
  /** Address of each request that a document made and that was refused. */
  readonly onRefused?: (address: string) => void;
  /** Pid of each browser started. */
  readonly onStart?: (pid: number) => void;
}

/** Makes PDFs in a browser that stays warm. */
export interface Printer {
  /** @throws PrinterDown after three tries, each on a new browser; PrinterBusy when too many wait already */
  print(page: Printable, ticket?: string): Promise<Buffer>;
  /** Documents that wait for a tab. */
  waiting(): number;
  /** How many come before the document of a ticket: none once it is being made. Undefined for a ticket that is not here. */
  ahead(ticket: string): number | undefined;
  /** Ends the browser; what is under way fails. */
  close(): Promise<void>;
}

const printed = histogram('portail_pdf_seconds');
const tries = 3;
/** The only address a tab may ask for; it is answered here and never leaves the process. */
const documentUrl = 'https://synthese.invalid/';
const flags = [
  // In a container there is no second user to sandbox with; nothing but our own document is ever loaded, without scripts.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--no-default-browser-check',
  '--lang=fr-FR',
  // Behind the refusal of requests: no name resolves, no address is reached.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=127.0.0.1:1',
];
/** In a sandbox nothing goes on by itself either: no refresh, no form, no window. */
const contentPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

interface Tab {
  readonly page: Page;
  /** What the next request for {@link documentUrl} is answered with. */
  show(html: string): void;
  made: number;
  /** Pages it went to: one for each document, or it is not our document that is printed. */
  wentTo: number;
  /** Done once it holds nobody’s document; the next one waits for it, and fails with it. */
  emptied: Promise<unknown>;
}

interface Warm {
  readonly browser: Browser;
  readonly idle: Tab[];
}

/** Makes a printer; its browser starts at the first document. */
export function createPrinter(options: PrinterOptions): Printer {
  const {
    executablePath,
    tabs = 2,
    mostWaiting = 50,
    limit = 20_000,
    recycleAfter = 100,
    onStart,
    onRefused,
  } = options;
  let warm: Promise<Warm> | undefined;
  let closed = false;
  let free = tabs;
  const waiting: { readonly ticket: string | undefined; readonly go: () => void }[] = [];
  const inTabs = new Set<string>();

  async function turn(ticket: string | undefined): Promise<void> {
    if (free > 0) free -= 1;
    else if (waiting.length >= mostWaiting) throw new PrinterBusy(waiting.length + tabs);
    else await new Promise<void>((go) => waiting.push({ ticket, go }));
    if (ticket !== undefined) inTabs.add(ticket);
  }

  function endTurn(ticket: string | undefined): void {
    if (ticket !== undefined) inTabs.delete(ticket);
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next.go();
  }

  function started(): Promise<Warm> {
    if (closed) return Promise.reject(new Error('the printer is closed'));
    if (executablePath === undefined) return Promise.reject(new Error('CHROMIUM_PATH is not set'));
    warm ??= launch({
      executablePath,
      args: flags,
      pipe: true,
      headless: true,
      // Signals are the service’s to answer: it closes the printer.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    }).then((browser) => {
      const pid = browser.process()?.pid;
      if (pid !== undefined) onStart?.(pid);
      return { browser, idle: [] };
    });
    return warm;
  }

  /** Ends this browser, if it is still the one in use: whoever else prints in it tries again too. */
  async function discard(broken: Promise<Warm> | undefined): Promise<void> {
    if (warm === broken) warm = undefined;
    const found = await broken?.catch(() => undefined);
    if (found !== undefined) await kill(found.browser);
  }

  async function once(page: Printable): Promise<Buffer> {
    const using = started();
    try {
      return await withinLimit(limit, async () => {
        const { browser, idle } = await using;
        const tab = idle.pop() ?? (await openTab(browser, onRefused));
        const pdf = await printIn(tab, page);
        if (tab.made < recycleAfter) idle.push(tab);
        else await tab.page.close();
        return pdf;
      });
    } catch (error) {
      await discard(warm === using ? using : undefined);
      throw error;
    }
  }

  return {
    print: async (page, ticket) => {
      const asked = performance.now();
      const note = (outcome: string) => printed((performance.now() - asked) / 1_000, { outcome });
      await turn(ticket);
      try {
        for (let attempt = 1; ; attempt += 1) {
          try {
            const pdf = await once(page);
            note('made');
            return pdf;
          } catch (error) {
            if (attempt < tries && !closed) continue;
            note('failed');
            throw new PrinterDown(error);
          }
        }
      } finally {
        endTurn(ticket);
      }
    },
    waiting: () => waiting.length,
    ahead: (ticket) => {
      if (inTabs.has(ticket)) return 0;
      const place = waiting.findIndex((one) => one.ticket === ticket);
      return place === -1 ? undefined : place + tabs;
    },
    close: async () => {
      closed = true;
      await discard(warm);
    },
  };
}

async function openTab(browser: Browser, onRefused?: (address: string) => void): Promise<Tab> {
  // A profile of its own in memory: nothing is shared with another tab.
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  let html = '';
  page.on('request', (request) => void answer(request, html, onRefused));
  const tab: Tab = { page, made: 0, wentTo: 0, emptied: Promise.resolve(), show: (shown) => (html = shown) };
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) tab.wentTo += 1;
  });
  return tab;
}

/** The document itself is answered; whatever it would fetch is refused. */
async function answer(request: HTTPRequest, html: string, onRefused?: (address: string) => void): Promise<void> {
  const isDocument =
    request.isNavigationRequest() && request.url() === documentUrl && request.redirectChain().length === 0;
  try {
    if (!isDocument) {
      onRefused?.(request.url());
      await request.abort('accessdenied');
    } else {
      const headers = { 'content-security-policy': contentPolicy };
      await request.respond({ contentType: 'text/html; charset=utf-8', headers, body: html });
    }
  } catch (error) {
    // The tab went away with its browser: printing in it fails and is tried again.
    if (!/closed|detached|Target|Session/i.test(String(error))) throw error;
  }
}

async function printIn(tab: Tab, { html, footer }: Printable): Promise<Buffer> {
  await tab.emptied;
  tab.show(html);
  tab.made += 1;
  const before = tab.wentTo;
  await tab.page.goto(documentUrl, { waitUntil: 'load' });
  const pdf = await tab.page.pdf({
    format: 'A4',
    tagged: true,
    outline: true,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: footer,
    margin: { top: '14mm', bottom: '18mm', left: '15mm', right: '15mm' },
    waitForFonts: false,
    timeout: 0,
  });
  // A page that was left late (a refresh it had asked for) would be printed in place of the document: empty.
  if (tab.wentTo !== before + 1) throw new Error('the tab went to another page while it printed');
  empty(tab);
  return Buffer.from(pdf);
}

/**
 * Nobody’s document stays in a tab that waits; who asked for it does not wait for that. An empty one at the same address: going
 * to another one would start a new process.
 */
function empty(tab: Tab): void {
  tab.show('');
  tab.emptied = tab.page.goto(documentUrl);
  // Whoever prints there next hears of its failure; until then it has no other listener.
  tab.emptied.catch(() => undefined);
}

async function withinLimit<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no PDF within ${milliseconds} ms`)), milliseconds);
  });
  const working = work();
  // When the limit wins, the work fails later, with its browser: that is no news.
  working.catch(() => undefined);
  try {
    return await Promise.race([working, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Ends a browser with every process of its group, without asking it: it may hang. */
async function kill(browser: Browser): Promise<void> {
  const child = browser.process();
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    child.kill('SIGKILL');
  }
  await gone;
}
