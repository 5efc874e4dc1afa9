import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { expect, test } from '@jest/globals';
import { NoticeBell } from './notice-bell';
import { NoticeCount } from './notice-count';

test.each([
  [null, 'Notifications', ''],
  [0, 'Notifications, aucune non lue', ''],
  [1, 'Notifications, 1\u00a0non lue', '1'],
  [120, 'Notifications, 120\u00a0non lues', '99+'],
])('%s not read', async (unread, label, shown) => {
  TestBed.configureTestingModule({
    providers: [provideRouter([]), { provide: NoticeCount, useValue: { unread: signal(unread) } }],
  });
  const fixture = TestBed.createComponent(NoticeBell);
  await fixture.whenStable();
  const link = (fixture.nativeElement as HTMLElement).querySelector('a');
  expect(link?.getAttribute('aria-label')).toBe(label);
  expect(link?.textContent?.trim()).toBe(shown);
});
