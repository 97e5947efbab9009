/**
 * What the platform's reference describes and the declarations leave out, read from docs/reference/device-app-api/newAPI of
 * zepp-health/zeppos-docs (17 July 2026): module, API level, what a program meets there first.
 */
export const DOCUMENTED: readonly [module: string, level: string, members: string][] = [
  ['@zos/ble/TransferFile', '3.0', 'getInbox getOutbox'],
  ['@zos/media', '3.0', 'create id codec'],
  ['@zos/storage', '3.0', 'TypedStorage ShareLocalStorage ShareTypedStorage'],
  ['@zos/share-storage', '3.0', 'LocalStorage TypedStorage FileSystem'],
  ['@zos/crypto', '3.0', 'createCrypto encryptKey alg ecp_dp'],
];
