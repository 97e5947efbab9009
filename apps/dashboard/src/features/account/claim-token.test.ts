import { describe, expect, jest, test } from '@jest/globals';
import { takeClaimToken } from './claim-token.js';

describe('takeClaimToken', () => {
  test('takes the token out of the address and leaves the path', () => {
    const forget = jest.fn();
    expect(takeClaimToken({ hash: '#plb_c_abc', pathname: '/claim' }, forget)).toBe('plb_c_abc');
    expect(forget).toHaveBeenCalledWith('/claim');
  });

  test('leaves an address without a token alone', () => {
    const forget = jest.fn();
    expect(takeClaimToken({ hash: '', pathname: '/claim' }, forget)).toBe('');
    expect(forget).not.toHaveBeenCalled();
  });

  test('takes a torn escape as it stands', () => {
    expect(takeClaimToken({ hash: '#a%', pathname: '/claim' }, () => {})).toBe('a%');
  });
});
