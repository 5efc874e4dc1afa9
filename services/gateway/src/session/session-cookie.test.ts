import { expect, test } from '@jest/globals';
import { sites } from '../site.ts';
import { cookiesOf, randomValueOf } from './session-cookie.ts';

test('each site has cookies of its own, pinned to its host', () => {
  const portal = cookiesOf(sites.portal, false, 600);
  const admin = cookiesOf(sites.admin, false, 600);
  expect(portal.session).toEqual({
    name: '__Host-portail',
    attributes: { httpOnly: true, secure: true, sameSite: 'lax', path: '/' },
  });
  expect(admin.session.name).toBe('__Host-admin');
  expect(new Set([portal.session.name, portal.signIn.name, admin.session.name, admin.signIn.name]).size).toBe(4);
  expect(portal.signIn.attributes).toEqual({ ...portal.session.attributes, maxAge: 600 });
});

test('plain http under another name than localhost drops what a browser would refuse there', () => {
  expect(cookiesOf(sites.admin, true, 600).session).toMatchObject({ name: 'admin', attributes: { secure: false } });
});

test('only the form of our own values is looked up', () => {
  const value = Buffer.alloc(32, 7).toString('base64url');
  expect(randomValueOf(value)).toBe(value);
  expect(randomValueOf(`${value}=`)).toBeUndefined();
  expect(randomValueOf(value.slice(1))).toBeUndefined();
  expect(randomValueOf('*'.repeat(43))).toBeUndefined();
  expect(randomValueOf(undefined)).toBeUndefined();
});
