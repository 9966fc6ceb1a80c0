/** What a kind of device is called. */
export const profileWords = {
  trusted: 'settingsProfileTrusted',
  standard: 'settingsProfileStandard',
  public: 'settingsProfilePublic',
} as const;
