/** Who sends a request or holds a socket. */
export type AccountWho = { kind: 'account'; accountId: string; name: string; loginHash: string };
export type DeviceWho = { kind: 'device'; accountId: string; deviceId: string };
export type Who = AccountWho | DeviceWho;
