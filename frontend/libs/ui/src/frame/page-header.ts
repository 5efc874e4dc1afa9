import { afterRenderEffect, Component, computed, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { RouteFocus } from '@ui/frame/route-focus';
import { SITE_NAME } from '@ui/frame/site-name';
import { Icon } from '@ui/icon/icon';

export interface Crumb {
  readonly label: string;
  readonly link: readonly string[];
  /** Criteria of a list one comes back to. */
  readonly criteria?: Readonly<Record<string, string>>;
}

/** Breadcrumb, the one h1 of the page, and at its side what concerns the whole page (save state). Sets the window's title. */
@Component({
  selector: 'ui-page-header',
  imports: [RouterLink, Icon],
  template: `
    @if (crumbs().length > 0) {
      <nav aria-label="Fil d’Ariane" class="trail">
        <ol>
          @for (crumb of crumbs(); track crumb.label) {
            <li>
              <ui-icon name="chevron-left" class="back" /><a [routerLink]="crumb.link" [queryParams]="crumb.criteria">{{
                crumb.label
              }}</a>
            </li>
          }
          <li class="here" aria-current="page">{{ heading() }}</li>
        </ol>
      </nav>
    }
    <div class="above"><ng-content select="[above]" /></div>
    <div class="line">
      <h1 #title tabindex="-1">{{ heading() }}</h1>
      <div class="aside"><ng-content /></div>
    </div>
    @if (context()) {
      <p class="secondary">{{ context() }}</p>
    }
  `,
  styleUrl: './page-header.scss',
})
export class PageHeader {
  readonly heading = input.required<string>();
  /** What the page is about, under the title: « Moufletterie — réelle 2015 ». Also in the window's title. */
  readonly context = input('');
  readonly crumbs = input<readonly Crumb[]>([]);

  private readonly site = inject(SITE_NAME);
  private readonly windowTitle = inject(Title);
  private readonly routeFocus = inject(RouteFocus);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');
  private readonly fullTitle = computed(() =>
    [this.heading(), this.context(), this.site].filter((part) => part !== '').join(' – '),
  );

  constructor() {
    effect(() => this.windowTitle.setTitle(this.fullTitle()));
    afterRenderEffect(() => {
      this.routeFocus.arrivals();
      if (this.routeFocus.take()) this.title().nativeElement.focus();
    });
  }
}
