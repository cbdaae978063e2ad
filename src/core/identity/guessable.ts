/** What the letters of the most used passwords are: words, names of things here, runs over a keyboard. */
const usual = [
  ...[
    'password',
    'passwort',
    'passwrd',
    'pssword',
    'psswrd',
    'letmein',
    'welcome',
    'iloveyou',
    'administrator',
    'admin',
  ],
  ...[
    'root',
    'monkey',
    'dragon',
    'football',
    'baseball',
    'princess',
    'sunshine',
    'superman',
    'hello',
    'world',
    'test',
  ],
  ...[
    'qwertyuiop',
    'qwerty',
    'qwert',
    'qwer',
    'qw',
    'asdfghjkl',
    'asdfgh',
    'asdf',
    'asd',
    'zxcvbnm',
    'zxcv',
    'zxc',
  ],
  ...[
    'qazwsx',
    'qaz',
    'wsx',
    'edc',
    'rfv',
    'zaq',
    'xsw',
    'abcdefg',
    'abcdef',
    'abcd',
    'abc',
    'aaa',
    'qqq',
    'xxx',
  ],
  ...['woaini', 'mima', 'zhongguo', 'beijing', 'shehui', 'shequ', 'jiedao', 'piaojue', 'shifeng'],
  ...['密码', '我爱你', '中国', '社区', '街道', '票决', '管理员', '石峰区'],
].toSorted((a, b) => b.length - a.length)

/**
 * Whether a password is among those that are tried first, however long it is (OWASP ASVS 5, 6.2.4): few different characters, or
 * no letters but those of usual words and runs over a keyboard, whatever digits and signs stand between them.
 */
export function isGuessable(password: string): boolean {
  const typed = password.normalize('NFKC').toLowerCase()
  let letters = typed.replaceAll(/\P{L}/gu, '')
  for (const word of usual) letters = letters.replaceAll(word, ' ')
  return new Set(typed).size < 5 || letters.trim() === ''
}
