import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { provideRouter } from '@angular/router';
import { expect, test } from '@jest/globals';
import { firstValueFrom } from 'rxjs';
import { SignIn } from '@api/session/sign-in';
import { SessionCheck } from '@ui/session/session-check';
import { SignedIn } from '@ui/session/signed-in';

test('a session that ended elsewhere is said, with what becomes of what was typed, before anything is left', async () => {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
    animationsEnabled: false,
  });
  TestBed.inject(SignedIn);
  const opened = firstValueFrom(TestBed.inject(MatDialog).afterOpened);
  TestBed.inject(SignIn).known();
  const checked = TestBed.inject(SessionCheck).look();
  TestBed.inject(HttpTestingController).expectOne('/auth/session').flush({ signedIn: false });
  await checked;
  await opened;
  await TestBed.inject(ApplicationRef).whenStable();
  const told = document.querySelector('mat-dialog-container')?.textContent ?? '';
  expect(told).toContain('Votre session est fermée');
  expect(told).toContain('Ce que vous avez tapé est gardé');
  expect(told).toContain('Se reconnecter');
  expect(TestBed.inject(SignIn).leaving()).toBe(false);
});
