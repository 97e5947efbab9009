import { describe, expect, test } from '@jest/globals';
import { render } from 'preact-render-to-string';
import { EVENT_KINDS } from '../../../../server/src/accounts/audit/events.js';
import { SCOPES as SERVER_SCOPES } from '../../../../server/src/accounts/keys/scopes.js';
import { eventWords, serverEventWords, whoseWords } from './events/event-words.js';
import { Events } from './events/events-part.js';
import { KeyForm } from './keys/key-form.js';
import { KeyList } from './keys/key-list.js';
import { SCOPES } from './keys/key-words.js';
import { PasswordForm } from './password/password-part.js';
import { factorWords, inFours } from './second-factor/factor-words.js';
import { darkPath, QrCode } from './second-factor/qr-code.js';
import { RecoveryCodes } from './second-factor/recovery-codes.js';
import { ConfirmCode } from './second-factor/turn-on.js';
import { SignInList } from './sign-ins/sign-in-list.js';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-04T12:00:00Z');
/** What a reader gets: the words of the page without its tags. */
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const nothing = () => {};

describe('the sign-ins', () => {
  const other = {
    ...{ id: '1', agent: 'Firefox on Linux', current: false },
    ...{ createdAt: NOW - 50 * HOUR, lastSeenAt: NOW - 26 * HOUR },
  };
  const mine = { ...other, id: '2', agent: 'Chrome on Android', current: true };
  const list = (signIns: (typeof other)[]) =>
    render(<SignInList signIns={signIns} now={NOW} isBusy={false} onEnd={nothing} />);

  test('have this browser first, and no button that ends it', () => {
    const html = list([other, mine]);
    expect(html.indexOf('Chrome on Android')).toBeLessThan(html.indexOf('Firefox on Linux'));
    expect(words(html)).toContain('Since 2 Mar 2026 · seen 1 day ago');
    expect(html.match(/<button/g)).toHaveLength(1);
    expect(words(html)).toContain('End the sign-in of Firefox on Linux');
  });

  test('say no more of when they were seen than the server notes', () => {
    expect(words(list([{ ...other, lastSeenAt: NOW - 60_000 }]))).toContain('seen within the last hour');
  });

  test('of one browser alone say so', () => {
    expect(words(list([mine]))).toContain('No other browser is signed in.');
  });
});

test('the form for a new password tells a password manager whose it is', () => {
  const html = render(<PasswordForm name="Ida" onDone={nothing} onClose={nothing} />);
  expect(html).toMatch(/<input[^>]*value="Ida"[^>]*autocomplete="username"/);
  expect(html).toContain('autocomplete="current-password"');
  expect(html).toContain('autocomplete="new-password"');
});

describe('what happened', () => {
  test.each(Object.keys(EVENT_KINDS))('has a sentence for %s, with a name and without', (kind) => {
    for (const detail of [{}, { detail: 'Uma' }]) {
      const sentence = eventWords({ kind, at: NOW, ...detail });
      expect(sentence).toMatch(/^[A-Z“].*\.$/);
      expect(sentence).not.toMatch(/Something else| {2}|“”|undefined/);
    }
  });

  test.each([
    [{ kind: 'sign-in-failed', count: 12 }, '12 sign-ins failed: wrong password or code.'],
    [{ kind: 'key-made', detail: 'Kitchen' }, 'The API key “Kitchen” was made.'],
    [{ kind: 'member-disabled' }, 'Your account was switched off.'],
    [{ kind: 'member-disabled', detail: 'Uma' }, 'The account of Uma was switched off.'],
    [
      { kind: 'second-factor-off', detail: 'by the keeper of the server' },
      'The second factor was turned off by the keeper of the server.',
    ],
    [{ kind: 'moon-landed' }, 'Something else happened (moon-landed).'],
  ])('%j is told as: %s', (event, sentence) => {
    expect(eventWords({ at: NOW, ...event })).toBe(sentence);
  });

  test('shows the last ones first, and all of them when asked', () => {
    const events = Array.from({ length: 9 }, (_, index) => ({ kind: 'signed-out', at: NOW - index * HOUR }));
    const html = render(<Events events={events} words={eventWords} />);
    expect(html.match(/<li/g)).toHaveLength(8);
    expect(words(html)).toContain('Show all 9');
    expect(render(<Events events={events.slice(1)} words={eventWords} />)).not.toContain('<button');
  });

  test('is calm where nothing did', () => {
    expect(words(render(<Events events={[]} words={eventWords} />))).toContain('Nothing has happened yet.');
  });
});

describe('what happened on the server', () => {
  test.each([
    [{ kind: 'member-disabled', member: 'Ida' }, 'An account was switched off.', 'Ida'],
    [
      { kind: 'member-disabled', member: 'Ida', detail: 'Uma' },
      'The account of Uma was switched off.',
      'Ida',
    ],
    [{ kind: 'sign-in-failed' }, 'A sign-in failed: wrong password or code.', 'A name nobody has'],
    [{ kind: 'second-factor-on', member: 'Uma' }, 'The second factor was turned on.', 'Uma'],
  ])('%j is told as: %s, of: %s', (event, sentence, whose) => {
    expect(serverEventWords({ at: NOW, ...event })).toBe(sentence);
    expect(whoseWords({ at: NOW, ...event })).toBe(whose);
  });
});

describe('the API keys', () => {
  const key = {
    ...{ id: '1', name: 'Kitchen', scopes: ['history:read' as const, 'live:read' as const] },
    ...{ createdAt: NOW - 48 * HOUR, lastUsedAt: null },
  };
  const list = (keys: Parameters<typeof KeyList>[0]['keys']) =>
    render(<KeyList keys={keys} now={NOW} onRevoke={nothing} />);

  test('say what they may, when they were used and when they end', () => {
    const text = words(list([key]));
    expect(text).toContain('Read sessions, weeks and progress · Follow a running session');
    expect(text).toContain('Made 3 Mar 2026 · never used');
    const used = { ...key, lastUsedAt: NOW - 2 * HOUR, expiresAt: NOW + 48 * HOUR };
    expect(words(list([used]))).toContain('last used 2 hours ago · ends 7 Mar 2026');
  });

  test('that no longer work come last and cannot be revoked again', () => {
    const revoked = { ...key, id: '2', name: 'Old', revokedAt: NOW - HOUR };
    const over = { ...key, id: '3', name: 'Over', expiresAt: NOW - HOUR };
    const html = list([revoked, over, key]);
    expect(html.indexOf('Kitchen')).toBeLessThan(html.indexOf('Old'));
    expect(html.match(/<button/g)).toHaveLength(1);
    expect(words(html)).toContain('revoked 5 Mar 2026');
    expect(words(html)).toContain('ended 5 Mar 2026');
  });

  test('are invited where there is none', () => {
    expect(words(list([]))).toContain('There is no key yet.');
  });

  test('may be given every scope that the server knows, none of them by itself', () => {
    expect(SCOPES).toEqual(Object.keys(SERVER_SCOPES));
    const html = render(<KeyForm onMade={nothing} onClose={nothing} />);
    expect(html.match(/type="checkbox"/g)).toHaveLength(SCOPES.length);
    expect(html).not.toContain('checked');
  });
});

describe('the second factor', () => {
  test.each([
    [10, 'On since 5 Mar 2026. 10 recovery codes are left.'],
    [1, 'On since 5 Mar 2026. 1 recovery code is left. Turn it off and on again, and you get ten new ones.'],
    [
      0,
      'On since 5 Mar 2026. No recovery codes are left. Turn it off and on again, and you get ten new ones.',
    ],
  ])('with %d recovery codes left is told as: %s', (recoveryCodesLeft, sentence) => {
    expect(factorWords({ on: true, since: NOW, recoveryCodesLeft })).toBe(sentence);
  });

  test('shows its secret as a link and in groups of four', () => {
    expect(inFours('ABCDEFGHIJ')).toBe('ABCD EFGH IJ');
    const begun = { secret: 'XCSHKHS4', uri: 'otpauth://totp/Plumbline:Ida?secret=XCSHKHS4' };
    const html = render(<ConfirmCode begun={begun} onConfirmed={nothing} onClose={nothing} />);
    expect(html).toContain('href="otpauth://totp/Plumbline:Ida?secret=XCSHKHS4"');
    expect(words(html)).toContain('XCSH KHS4');
    expect(html).toContain('autocomplete="one-time-code"');
  });

  test('is drawn to be scanned, with the light margin that readers look for', () => {
    const html = render(<QrCode text="otpauth://totp/Plumbline:Ida?secret=XCSHKHS4" label="A code" />);
    expect(html).toContain('aria-label="A code"');
    const starts = [...html.matchAll(/M(\d+) (\d+)h/g)].slice(1).map(([, x, y]) => [Number(x), Number(y)]);
    expect(Math.min(...starts.flat())).toBe(4);
    expect(darkPath([[true, true, false, true], [false], [true]])).toBe(
      'M0 0h2v1h-2zM3 0h1v1h-1zM0 2h1v1h-1z',
    );
  });

  test('has recovery codes that say what they are for', () => {
    const html = render(<RecoveryCodes codes={['AAAA-1', 'BBBB-2']} whose="Ida at home" onDone={nothing} />);
    expect(words(html)).toContain('AAAA-1 BBBB-2 For Plumbline, Ida at home');
    expect(words(html)).toMatch(/Copy Print I have kept them/);
  });
});
