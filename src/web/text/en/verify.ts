import type { verify as zh } from '../zh/verify.ts'

export const verify: typeof zh = {
  title: 'Verify the public record',
  intro:
    'This verification runs in your own browser. It downloads the whole public record and computes everything again: signatures, every ballot, every tally, the audit draws and the money, with the same program as the command-line tool. Nothing is sent to anybody but the request for the record.',
  noScript: 'To verify here the browser must run scripts. You can check without: see “Check by hand” below.',
  start: 'Start',
  options: 'Verify more strictly',
  optionsHow:
    'You can verify without these. With them the server cannot have changed its key, nor old entries behind your back.',
  key: 'Key of the public record',
  keyHint: 'It is on the delegates’ slips and on the tally report, and begins with “{origin}”.',
  seen: 'An earlier checkpoint',
  seenHint:
    'It is on the tally report: from “{origin}” to the last line of the signature, exactly as it stands.',
  file: 'Verify a record file of your own',
  fileHint: 'When you choose a file it is verified instead of the server’s record.',
  progress: 'Progress of the verification',
  result: 'What was found',
  own: 'Find your own electronic ballot',
  ownHow:
    'Paste the receipt that you saved after voting (or the hash of your ballot) to see whether your ballot is among those published. It is looked for in your browser only, and the server is not told. Mind who is beside you.',
  pasted: 'Receipt',
  pastedHint: 'All of the receipt; the 64 characters of the ballot’s hash are enough, too.',
  find: 'Find',
  findKept: 'Find the ballots that this device keeps',
  byHand: 'Check by hand',
  byHandIntro: 'If you do not trust the program of this site, you can still check:',
  steps: {
    download:
      'Download the public record and keep it. Two people who download it at the same time in different places must get the same file to the letter.',
    recount:
      'Open “All ballots” of an assembly, add up the ✓ column by column, and compare with the tally report.',
    recountLink: 'Choose an assembly',
    command:
      'Check with this software’s own verifier on your own computer. The software is open source; whoever runs this site gives you its source code, and a copy from somebody else is better still. With Node.js (20 or newer), put the record into the folder of the source code and run there:',
    commandNote:
      'A line for each check says what it covered; the last line is the verdict: “The record holds.” A line that begins with “NO” names the entry that does not. If you have an earlier checkpoint, save it to a file and add --seen and the file’s name: that finds out whether old entries were changed.',
    jq: 'Or count every candidate’s votes in every round from the record with jq, a common tool, and compare with the tally reports:',
    another:
      'The format of the record is described in full: anybody can write another verifier in any language.',
    format: 'The format of the public record',
  },
  record: 'Public record (JSON)',
  checkpoint: 'Checkpoint as it stands',
  data: 'All open data',
  verifierKey: 'Key of the public record',
  size: entries =>
    entries === 0 ? 'No entries yet' : `${entries} entries so far, numbered from 0 to ${entries - 1}`,
  client: {
    steps: {
      reading: 'Downloading the record …',
      checking: 'Checking the signature and the tree …',
      entries: 'Checking every entry …',
      ballots: 'Checking every electronic ballot …',
    },
    reached: {
      bytes: '{size} downloaded',
      bytesOf: '{size} of {total} downloaded',
      entries: 'Entry {done} of {of}',
      ballots: 'Ballot {done} of {of}',
    },
    good: 'Verified: everything holds',
    goodText: '{entries} entries ({size}) were computed again in {seconds} s.',
    bad: 'Verification failed!',
    badText:
      'Checks that do not hold: {failed}. See those marked “✗ does not hold”. Keep this record file, tell the chief scrutineer, the street office or the district, and let others verify it, too.',
    marks: {
      ok: '✓ holds',
      fail: '✗ does not hold',
      note: '✓ holds, something unfinished',
      skipped: '— not checked',
    },
    skipped: 'An earlier check failed, so that this one was not come to.',
    detail: 'Technical details',
    checks: {
      file: {
        name: 'File',
        ok: '{bytes} bytes in the one form that a record has, not a letter more or less.',
        fail: 'The file is not of the form that a public record has: it is none, or was changed.',
        note: '',
      },
      checkpoint: {
        name: 'Signature and root',
        ok: 'The signature is valid, and the root computed from {entries} entries is the one that was signed.',
        fail: 'The signature or the root is wrong: the record was changed, or is not of this district.',
        note: '',
      },
      key: {
        name: 'Key',
        ok: 'It is signed by the key that you typed.',
        fail: 'It is not signed by the key that you typed. Look first whether you typed it right.',
        note: '',
      },
      seen: {
        name: 'Earlier checkpoints',
        ok: 'The earlier checkpoints are of this very record: since then it only grew, and nothing was changed.',
        fail: 'An earlier checkpoint does not fit this record. If you typed it, look first whether you typed it right; if so, old entries were changed or removed.',
        note: '',
      },
      entries: {
        name: 'Every entry',
        ok: '{entries} entries are of the right form, in order of time, and none is there twice.',
        fail: 'Some entries are of a wrong form, out of order, or there twice.',
        note: '',
      },
      assemblies: {
        name: 'Rules, candidates and rosters',
        ok: 'Rules of cycles ({cycles}), candidates of assemblies ({assemblies}) and rosters ({rosters}) are consistent.',
        fail: 'Some rules, candidates or rosters are not consistent.',
        note: '',
      },
      rounds: {
        name: 'Rounds',
        ok: 'All rounds ({rounds}, of them voided: {voided_rounds}) follow the rules: quorum, surplus, order, ballots issued and returned.',
        fail: 'Some rounds do not follow the rules, or their figures are wrong.',
        note: 'Unfinished, or due and not opened: {notes}. They can be checked when they are over; this is no error.',
      },
      ballots: {
        name: 'Every ballot',
        ok: 'Electronic ballots ({electronic_ballots}), one by one: each was issued, none changed, none there twice. Paper ballots ({paper_ballots}) agree with the batches ({paper_batches}) that two tellers keyed.',
        fail: 'Some ballots were not issued, were changed, are there twice, or do not agree with the batches.',
        note: '',
      },
      tallies: {
        name: 'Tallies',
        ok: 'Tallies ({tallies}) computed again from the ballots: every figure, outcome and reason is the same. Lots ({lots}) follow from their dice.',
        fail: 'Some tallies are not what the ballots come to.',
        note: '',
      },
      draws: {
        name: 'Audit draws',
        ok: 'Draws ({draws}) computed again: frames, quotas, commitments, dice, projects drawn ({drawn_projects}) and inspectors are the same.',
        fail: 'Some audit draws are not what they should have been.',
        note: 'Unfinished draws: {notes}. This is no error.',
      },
      money: {
        name: 'Money',
        ok: 'Selected projects ({projects}) stay within the funds of their communities, payments ({payments}) within the contracts.',
        fail: 'Some selected projects exceed a fund, or payments exceed a contract.',
        note: '',
      },
    },
    remembered:
      'This device remembers the checkpoint that it has verified. The next verification here sees whether the record only grew since.',
    forget: 'Do not remember',
    failedTitle: 'That did not work',
    failed: {
      too_old:
        'This browser lacks the cryptography for verifying (or the address does not begin with https). Take a newer browser, or check by hand as below.',
      not_loaded:
        'The record could not be downloaded or was not verified. Check the connection and try again.',
      unreadable: 'This is not a receipt. Paste all of it, from the beginning to the end.',
      none_kept:
        'This device keeps no ballot of this record. Take the device with which you voted, or paste the receipt.',
    },
    standing: {
      counted: 'Found: your ballot is number {place} of those published in round {number}, to the letter.',
      differs:
        'Number {place} of those published in round {number} has your ballot’s key and other contents! Keep the receipt and tell a scrutineer at once.',
      missing:
        'Your ballot is not among those published in round {number}! Keep the receipt and tell a scrutineer, the street office or the district at once.',
      not_yet: 'The ballots of round {number} are not published yet. Come back when they are.',
      no_round: 'This record has no such round. Is it the record of your district?',
      unknown:
        'No published ballot has this hash or key. Look for a slip of the pen; if you have a receipt, paste all of it.',
    },
    receiptGood: 'The receipt is genuine: it bears the signature of the public record.',
    receiptBad: 'But the receipt is not signed by this public record, and proves nothing.',
    seeRound: 'See all ballots of this round',
  },
}
