import { NgTemplateOutlet } from '@angular/common';
import { Component, input, viewChildren } from '@angular/core';
import { type IsActiveMatchOptions, RouterLink, RouterLinkActive } from '@angular/router';
import { Disclosure } from '@ui/frame/disclosure';
import { Icon } from '@ui/icon/icon';

/** A page of the menu. */
export interface MenuLink {
  readonly label: string;
  readonly link: string;
  /** Active on this very path only (the home page), whatever its query. */
  readonly exact?: boolean;
}

/** Pages under one word of the menu. */
export interface MenuGroup {
  readonly label: string;
  readonly links: readonly MenuLink[];
}

/** What stands in the menu. */
export type MenuEntry = MenuLink | MenuGroup;

/** The menu of a site: on one line with groups that unfold; on a phone, behind a button. */
@Component({
  selector: 'ui-main-menu',
  imports: [NgTemplateOutlet, RouterLink, RouterLinkActive, Disclosure, Icon],
  templateUrl: './main-menu.html',
  styleUrl: './main-menu.scss',
})
export class MainMenu {
  readonly entries = input.required<readonly MenuEntry[]>();

  protected readonly below = { exact: false };
  protected readonly samePath: IsActiveMatchOptions = {
    paths: 'exact',
    queryParams: 'ignored',
    fragment: 'ignored',
    matrixParams: 'ignored',
  };

  private readonly panels = viewChildren(Disclosure);

  protected fold(): void {
    for (const panel of this.panels()) panel.open.set(false);
  }

  protected linksOf(entry: MenuEntry): readonly MenuLink[] | null {
    return 'links' in entry ? entry.links : null;
  }
}
