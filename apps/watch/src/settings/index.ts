AppSettingsPage({
  build() {
    return View({}, [Text({}, 'Plumbline')]);
  },
});

export {};
