import { Component, ElementRef, inject, input, output, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MainMenu, type MenuEntry } from '@ui/frame/main-menu';
import { PersonMenu } from '@ui/frame/person-menu';
import { SITE_NAME } from '@ui/frame/site-name';
import { LiveRegion } from '@ui/messages/live-region';
import { MessageBar } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { PrintFoot } from '@ui/print/print-foot';

/** Skip links, header, menu, the person's menu, main and footer: the same on each screen of a site. */
@Component({
  selector: 'ui-app-frame',
  imports: [RouterLink, LiveRegion, MainMenu, MessageBar, Notice, PersonMenu, PrintFoot],
  templateUrl: './app-frame.html',
  styleUrl: './app-frame.scss',
})
export class AppFrame {
  readonly menu = input.required<readonly MenuEntry[]>();
  /** Empty until the person is known: the frame is there first. */
  readonly personName = input('');
  /** For whom: « Association Les Moufles », « Caf 751 ». */
  readonly personContext = input('');
  /** Page of the person’s own account, when the site has one. */
  readonly accountLink = input('');
  readonly offline = input(false);
  /** Name of the year-round office or the like; only what exists is named in the footer. */
  readonly footer = input('');
  readonly footerLinks = input<readonly { readonly label: string; readonly link: string }[]>([]);
  readonly signOut = output<void>();

  protected readonly site = inject(SITE_NAME);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  protected skipTo(event: Event, id: string): void {
    event.preventDefault();
    const target = id === 'contenu' ? this.main().nativeElement : document.getElementById(id);
    target?.focus();
    target?.scrollIntoView?.();
  }
}
