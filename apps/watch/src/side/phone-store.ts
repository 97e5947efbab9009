/** The phone's settings storage: strings under keys, shared with the settings page. */
export type PhoneKey =
  | 'server'
  | 'code'
  | 'token'
  | 'accountName'
  | 'accountId'
  | 'journalId'
  | 'deviceName'
  | 'status'
  | 'lastSyncAt'
  | 'test'
  | 'disconnect';

export type PhoneStore = {
  read(key: PhoneKey): string;
  /** Writes only what differs: every write builds the settings page anew. */
  write(key: PhoneKey, value: string): void;
  forget(...keys: PhoneKey[]): void;
};

export function openPhoneStore(storage: SettingsStorage): PhoneStore {
  const read = (key: PhoneKey): string => storage.getItem(key) ?? '';
  return {
    read,
    write(key, value) {
      if (read(key) !== value) storage.setItem(key, value);
    },
    forget(...keys) {
      for (const key of keys) if (read(key) !== '') storage.removeItem(key);
    },
  };
}
