const INK = '#f5f2e9';
const QUIET = '#9fa7a3';

const styles = {
  page: { padding: '16px', background: '#0d1413', minHeight: '100vh' },
  title: { color: INK, fontSize: '22px', fontWeight: '600', paddingBottom: '4px' },
  quiet: { color: QUIET, fontSize: '14px', lineHeight: '20px', paddingBottom: '12px' },
  status: { color: INK, fontSize: '16px', lineHeight: '22px', padding: '12px 0' },
  field: {
    background: '#17201f',
    color: INK,
    borderRadius: '12px',
    padding: '8px 12px',
    marginBottom: '12px',
  },
  label: { color: QUIET, fontSize: '13px' },
  button: {
    background: '#1f6f5c',
    color: INK,
    borderRadius: '24px',
    fontSize: '16px',
    height: '44px',
    marginBottom: '12px',
  },
} as const;

const words = {
  intro: 'Sessions stay on the watch. With a server of your own they also reach your dashboard.',
  code: 'In the dashboard, open Devices and make a code. It is valid for ten minutes.',
  unconnected: 'Not connected.',
} as const;

const field = (label: string, settingsKey: string, placeholder: string) =>
  TextInput({ label, settingsKey, placeholder, labelStyle: styles.label, subStyle: styles.field });

const button = (label: string, onClick: () => void) => Button({ label, style: styles.button, onClick });

/** A wish is a key with an instant in it; the side service takes it away when it is fulfilled. */
AppSettingsPage({
  build({ settingsStorage }) {
    const wish = (key: string) => () => settingsStorage.setItem(key, String(Date.now()));
    const read = (key: string) => settingsStorage.getItem(key) ?? '';
    const paired = read('token') !== '';
    return View({ style: styles.page }, [
      Text({ style: styles.title, paragraph: true }, ['Plumbline']),
      Text({ style: styles.quiet, paragraph: true }, [words.intro]),
      field('Server address', 'server', 'http://192.168.1.20:4180'),
      ...(paired
        ? []
        : [
            Text({ style: styles.quiet, paragraph: true }, [words.code]),
            field('Pairing code', 'code', '8 letters and digits'),
          ]),
      Text({ style: styles.status, paragraph: true }, [read('status') || words.unconnected]),
      button('Test connection', wish('test')),
      ...(paired ? [button('Disconnect', wish('disconnect'))] : []),
    ]);
  },
});

export {};
