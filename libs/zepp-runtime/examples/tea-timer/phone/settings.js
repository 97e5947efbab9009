AppSettingsPage({
  build({ settingsStorage }) {
    return TextInput({
      label: 'Favourite minutes',
      value: settingsStorage.getItem('minutes') || '4',
      onChange: (words) => settingsStorage.setItem('minutes', words),
    });
  },
});
