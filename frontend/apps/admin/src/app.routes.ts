import type { Routes } from '@angular/router';

export const routes = [
  { path: '**', loadComponent: async () => (await import('@ui/pages/not-found-page')).NotFoundPage },
] satisfies Routes;
