import type { signIn as zh } from '../zh/sign-in.ts'

export const signIn: typeof zh = {
  title: 'Staff sign-in',
  login: 'Login',
  password: 'Password',
  submit: 'Sign in',
  delegates: 'Delegates enter with the code on their slip; they need no password.',
  delegatesLink: 'For delegates',
  demoTitle: 'Demo: sign in as one of these',
  demoHint: 'Accounts of the demo district. One click signs you in, to see what each role does.',
  demoAs: (role, where) => (where === '' ? role : `${role} · ${where}`),
  demoDelegates: 'Demo: enter the hall as a delegate',
  demoDelegatesHint:
    'This community’s assembly is voting: electronic ballots wait for these delegates. Each code works once; use several browser windows to be several delegates.',
  demoDelegate: number => `Delegate ${number}`,
  passwordTitle: 'Change password',
  first: 'This is your first sign-in. Choose a password of your own.',
  current: 'Current password',
  next: 'New password',
  nextHint:
    'At least 12 characters, without your login, and more than usual words or digits. A sentence is easiest to remember.',
  changed: 'The password is changed. All other devices were signed out.',
  slipIsUsed: 'The same slip does not let you in again. To come back, ask the desk for a new code.',
  everywhere: 'Sign out on all devices',
  everywhereHint:
    'Signed in on another computer or phone and forgot to sign out? This ends it everywhere, here too.',
  insecure:
    'This address is not encrypted (it begins with http), so browsers will not keep you signed in and lead you back here. Use the address that begins with https, or ask the administrator.',
  again: {
    title: 'Your session has ended: sign in again',
    kept: 'What you filled in has not been sent yet. It is kept in this page, so leave it open: sign in in a new window, then come back and send it.',
    files: 'Chosen photos and files were not kept; choose them again afterwards.',
    signIn: 'Sign in in a new window',
    send: 'I have signed in: send it now',
  },
  unsent:
    'This device holds a form or photos that were not sent. Signing out deletes them from this device: send them first.',
  signedOut: 'You are signed out.',
}
