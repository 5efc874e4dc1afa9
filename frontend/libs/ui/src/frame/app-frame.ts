import { Component, ElementRef, inject, input, output, viewChild } from '@angular/core';
import { type IsActiveMatchOptions, RouterLink, RouterLinkActive } from '@angular/router';
import { PersonMenu } from '@ui/frame/person-menu';
import { SITE_NAME } from '@ui/frame/site-name';
import { LiveRegion } from '@ui/messages/live-region';
import { MessageBar } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { PrintFoot } from '@ui/print/print-foot';

export interface MenuLink {
  readonly label: string;
  readonly link: string;
  /** Active on this very path only (the home page), whatever its query. */
  readonly exact?: boolean;
}

/** Skip links, header, menu, the person's menu, main and footer: the same on each screen of a site. */
@Component({
  selector: 'ui-app-frame',
  imports: [RouterLink, RouterLinkActive, LiveRegion, MessageBar, Notice, PersonMenu, PrintFoot],
  templateUrl: './app-frame.html',
  styleUrl: './app-frame.scss',
})
export class AppFrame {
  readonly links = input.required<readonly MenuLink[]>();
  /** Empty until the person is known: the frame is there first. */
  readonly personName = input('');
  /** For whom: « Association Les Moufles », « Caf 751 ». */
  readonly personContext = input('');
  readonly offline = input(false);
  /** Name of the year-round office or the like; only what exists is named in the footer. */
  readonly footer = input('');
  readonly signOut = output<void>();

  protected readonly below = { exact: false };
  protected readonly samePath: IsActiveMatchOptions = {
    paths: 'exact',
    queryParams: 'ignored',
    fragment: 'ignored',
    matrixParams: 'ignored',
  };
  protected readonly site = inject(SITE_NAME);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  protected skipTo(event: Event, id: string): void {
    event.preventDefault();
    const target = id === 'contenu' ? this.main().nativeElement : document.getElementById(id);
    target?.focus();
    target?.scrollIntoView?.();
  }
}
