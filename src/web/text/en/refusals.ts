import type { RefusalCode } from '../../../core/refusal.ts'

/** What each refusal says: what is wrong and what to do. */
export const refusals: Readonly<Record<RefusalCode, string>> = {
  // every area
  INPUT_INVALID: 'Something in the request is missing or wrong; `errors` says what and where.',
  BODY_TOO_LARGE: 'The request is larger than this route takes.',
  BODY_NOT_JSON: 'The body is not JSON in UTF-8 with the content type application/json.',
  BODY_ENCODED: 'The body is compressed or otherwise encoded (Content-Encoding); please send it as it is.',
  NOT_FOUND: 'There is nothing under this id.',
  ROUTE_UNKNOWN: 'There is no such address here.',
  METHOD_NOT_ALLOWED: 'This address does not take that method.',
  SIGN_IN_REQUIRED: 'Sign in first.',
  NOT_YOUR_ROLE: 'Your role does not allow this.',
  NOT_YOUR_AREA: 'This lies outside your area.',
  ORIGIN_REFUSED: 'The request came from a page of another site.',
  ID_REUSED: 'Another request was already made under this id. Use a new one.',
  WRONG_STATUS: 'This cannot be done at the present stage.',
  BUSY_TRY_AGAIN: 'Too much happens at once. Nothing was changed; please try again.',
  // identity
  DAY_IN_FUTURE: 'This day is still to come: only what has happened is recorded here.',
  DAY_TOO_EARLY: 'This day lies before the step that came before it (earliest).',
  DAY_PASSED: 'This day is over: give today or a later one.',
  PASSWORD_CHANGE_REQUIRED: 'Change your first password before anything else.',
  LOGIN_TAKEN: 'This login name is taken.',
  SLUG_TAKEN: 'This short name is taken.',
  AREA_DOES_NOT_FIT: 'The area is not of the kind this needs.',
  LOGIN_WRONG:
    'Login name or password is wrong. After five wrong attempts in a row, an account cannot be used for a quarter of an hour.',
  TOO_MANY_ATTEMPTS: 'Too many wrong attempts. Wait a quarter of an hour.',
  PASSWORD_TOO_WEAK:
    'A password needs at least 12 characters, must not contain the login name, and must be more than usual words, keys in a row or digits.',
  CODE_WRONG: 'This code is wrong. Read it from the slip once more.',
  CODE_USED: 'This code was used on another device. Ask at the desk for a new one.',
  SESSION_ENDED: 'Your session has ended. Sign in again.',
  DEPARTMENT_DOES_NOT_FIT: 'An auditor needs a department, and nobody else has one.',
  NOT_YOURSELF: 'You cannot change your own account here.',
  // cycle
  RULES_INVALID: 'The rules do not hold together; `errors` says where.',
  NO_COMMUNITIES: 'The district has no communities yet.',
  // audit
  AUDIT_FRAME_EMPTY: 'No accepted project is waiting for a draw.',
  AUDIT_DEPARTMENTS_MISSING:
    'For some project fewer than two departments are left to inspect it. Appoint more auditors first.',
  AUDIT_ALREADY_COMMITTED: 'Your department has committed already; a commitment is never changed.',
  AUDIT_COMMITMENTS_MISSING:
    'Some departments have not committed. Wait, or name exactly those that stay away.',
  AUDIT_NOT_COMMITTED: 'Your department has committed to nothing that could be revealed.',
  AUDIT_ALREADY_REVEALED: 'Your department has revealed already.',
  AUDIT_REVEAL_WRONG: 'What you reveal is not what your department committed to.',
  AUDIT_REVEALS_MISSING: 'Some departments have not revealed. Wait, or name exactly those that do not.',
  FINDING_CONTRADICTS: 'A pass has nothing wrong on its checklist, questions no money and sets no deadline.',
  DEADLINE_MISSING: 'Set a deadline for mending it.',
  DEADLINE_TOO_EARLY: 'The deadline lies before the day of the inspection.',
  NOT_THE_INSPECTOR: 'You are not one of the two inspectors drawn for this project.',
  INSPECTION_ALREADY_SIGNED: 'You have signed already.',
  RECOVERY_OVER_QUESTIONED: 'Together more would be recovered than was questioned.',
  // tally
  CHOICE_UNKNOWN: 'A choice is no candidate of this round (`choice`).',
  CHOICE_REPEATED: 'A candidate is chosen twice on one ballot (`choice`).',
  RETURNED_OVER_ISSUED: 'More ballots came back than were issued; the round must be voided.',
  FIGURES_INCONSISTENT: 'The figures of the round do not fit together (`broken`).',
  // assembly
  SURPLUS_MISSING: 'There are too few candidates for a competitive vote.',
  SEATS_OVER_BUDGET:
    'The dearest candidates for all seats do not fit the fund. Choose fewer seats or a rule that watches the money.',
  QUORUM_NOT_REACHED: 'Too few delegates are present.',
  // rounds
  ROUND_OPEN: 'Another round of this assembly is still open.',
  SCRUTINEERS_NOT_CONFIRMED: 'The scrutineers are not confirmed yet. Confirm them first.',
  NO_ROUND_DUE: 'The rules ask for no further round.',
  DELEGATE_NOT_PRESENT: 'Some of these delegates are not checked in (`delegate_ids`). Check them in first.',
  BALLOT_ALREADY_ISSUED:
    'Some of these delegates hold an electronic ballot of this round (`delegate_ids`); it is one ballot each.',
  LABEL_TAKEN: 'This round has a batch of that label already.',
  BATCH_HAS_TWO_TELLERS: 'Two tellers key this batch; a third cannot.',
  BATCH_KEYED: 'Somebody has keyed this batch, so it cannot be removed.',
  RULING_DIFFERS:
    'The tellers keyed another number of unreadable sheets (`unreadable`). Look again before ruling.',
  BATCHES_MISSING: 'Paper ballots were issued, but there is no batch yet.',
  BATCHES_NOT_AGREED: 'Some batches are not agreed by both tellers yet (`open`).',
  LOT_DUE: 'A lot has to be drawn first.',
  LOT_NOT_DUE: 'No lot is to be drawn at this point.',
  TALLY_CHANGED: 'This is not the tally as it stands. Look at it again before signing.',
  SIGNATURES_MISSING:
    'The signature of the chief scrutineer or of a scrutineer under this very tally is missing (`missing`).',
  // electronic ballots
  NO_ELECTRONIC_BALLOTS: 'This round has no electronic ballots. Ask for a paper ballot at the desk.',
  BLINDED_MESSAGE_INVALID:
    'The request for a ballot is damaged. Open the round on your phone again and retry.',
  TOKEN_ISSUED:
    'Your electronic ballot of this round went to another device. It cannot be issued again in the same round.',
  VOTING_NOT_OPEN:
    'Voting is not open: it begins when issuing is closed, and no ballot is taken after it has ended.',
  BALLOT_FOREIGN_ROUND: 'This ballot belongs to another round.',
  TOKEN_INVALID: 'This ballot was not issued in this round: its token is not valid.',
  SIGNATURE_INVALID: 'The signature does not fit the ballot. Send it again from the voting page.',
  CHOICES_NOT_ASCENDING: 'The choices of a ballot must stand in the order of their ids.',
  OVER_VOTE: 'More projects are chosen than allowed. Choose fewer and cast again.',
  UNDER_VOTE: 'Fewer projects are chosen than demanded: choose exactly that many, or none to abstain.',
  BALLOT_DIFFERS: 'This ballot has been cast already, with other choices. It cannot be changed.',
  // project
  CONTRACT_OVER_BUDGET:
    'The contract is higher than the budget of the project (`contract_fen`, `budget_fen`).',
  CONTRACT_BELOW_PAID:
    'More is paid already than may be paid before acceptance under this contract (`cap_fen`, `paid_fen`).',
  AUDITOR_EXECUTES_NOTHING:
    'Accounts of auditors take no part in carrying projects out. Use another account.',
  PAYMENT_KIND_DOES_NOT_FIT:
    'This kind of payment does not belong to this stage (`allowed` names those that do).',
  PAYMENT_OVER_CAP:
    'This is more than may be paid (`cap_fen`, of which `paid_fen` is paid and `left_fen` left).',
  AUDIT_NOT_FINISHED:
    'The project is picked for an inspection that is not closed. Retention is paid after it.',
  REVERSAL_STAYS: 'A reversal cannot be reversed. Record the payment again instead.',
  PAYMENT_ALREADY_REVERSED: 'This payment was reversed before.',
  CHANGE_WITHOUT_EFFECT: 'The project has this budget already.',
  CHANGE_ALREADY_OPEN: 'Another change of this project waits for its decision.',
  BUDGET_BELOW_CONTRACT: 'The budget would be lower than the contract (`cost_fen`, `contract_fen`).',
  BUDGET_OVER_ALLOCATION:
    "The community's projects would exceed its fund; this one may cost at most `most_fen`.",
  PAID_NOT_REVERSED:
    'Money is paid for this project (`paid_fen`). Reverse the payments before cancelling it.',
  OWN_REQUEST: 'Nobody decides on a request of their own.',
  SETTLEMENT_OVER_CONTRACT: 'The settlement is higher than the contract (`settlement_fen`, `contract_fen`).',
  SETTLEMENT_BELOW_PAID: 'The settlement is lower than what is paid (`settlement_fen`, `paid_fen`).',
  RATED_ALREADY: 'You have rated this project. A rating stays.',
  RATINGS_MISSING: 'Nobody has rated this project yet.',
  SATISFACTION_PUBLISHED: 'The ratings of this project are published. No more are taken.',
  ARCHIVED: "The community's year is archived. Nothing of it changes but payments.",
  RESULT_MISSING: 'The assembly of this community has no certified result.',
  PROJECTS_UNFINISHED: 'Some projects are not finished or their audit is not over (`unfinished`).',
  // acceptance
  EXECUTED_BY_YOURSELF:
    'You took part in carrying this project out. Nobody accepts or inspects what they executed.',
  MEASUREMENTS_DO_NOT_FIT:
    'The measurements do not cover the contract: every item once, in its unit and quantity (`missing`, `unknown`, `differing`).',
  CONCLUSION_CONTRADICTS: 'Something contradicts the conclusion that all is well (`contradicting`).',
  SHORTFALL_UNEXPLAINED: 'Less was measured than contracted (`items`). Say in the note why it is accepted.',
  ACCEPTANCE_ALREADY_DRAFTED:
    'An acceptance of this project is drafted already. Sign, decide or withdraw it.',
  ACCEPTANCE_ALREADY_SIGNED: 'You have signed this acceptance.',
  ACCEPTANCE_SIGNATURES_MISSING: 'An acceptance needs more signatures (`signed`, `need`).',
  // draws and inspections
  NOT_YOUR_DEPARTMENT: 'You act for another department.',
  DRAW_ALREADY_OPEN: 'Another draw of this cycle is not finished.',
  COMMITMENT_COPIED: 'Another department committed to the same value. Commit to a secret of your own.',
  PROJECT_ALREADY_PICKED: 'This project is drawn or picked already.',
  INSPECTORS_DO_NOT_FIT:
    'Two auditors of different departments are needed who neither executed nor accepted the project (`unfit`).',
  ALREADY_INSPECTED: 'Your inspection of this project is written already.',
  QUESTIONED_OVER_SETTLEMENT: 'More is questioned than the project was settled at (`settlement_fen`).',
  RECOVERY_OUTSTANDING: 'Questioned money has not come back yet (`left_fen`). Set a new deadline.',
  NO_INSPECTOR_LEFT:
    'Nobody on the list of this draw is left who could take over. The list was fixed before the draw, and nobody is added to it afterwards.',
  // proposal
  CONTACT_REQUIRED:
    'Leave a name and a telephone number, so that the community can reach you. They are not published.',
  PROPOSER_UNFIT: 'This person cannot be named as the proposer here.',
  LIST_CONFIRMED:
    'The street has confirmed the list of this community; nothing is added or screened any more.',
  NOT_AFFORDABLE: 'The estimated cost is above the fund of the community, so it is not affordable.',
  CHECKLIST_FAILS:
    'A proposal that fails an item of the checklist (`failing`) cannot pass the screening. Reject it or merge it.',
  REASON_REQUIRED: 'A rejection needs a reason.',
  MERGE_TARGET_UNFIT: 'Merge into another proposal of the same list that is submitted or screened.',
  SCREENING_UNFINISHED: 'Some submitted proposals are not decided yet (`undecided`). Decide them first.',
  NOTHING_SCREENED: 'No proposal has passed the screening yet.',
  TOO_MANY_PROPOSALS:
    'This community has taken as many proposals as it can within an hour. Try again later, or ask the community’s staff to enter yours.',
  // assembly (to check-in)
  ASSEMBLY_EXISTS: 'The community already has an assembly in this cycle.',
  LIST_NOT_CONFIRMED:
    'The street has not confirmed the list of this community yet. Ask the street office to confirm it.',
  CANDIDATES_PUBLISHED: 'The candidates are published already and stay as they are.',
  CANDIDATES_NOT_PUBLISHED: 'The candidates are not published yet. Publish them first.',
  CANDIDATE_UNFIT: 'A candidate is named twice or has not passed the screening of this community.',
  NOTICE_RUNNING: 'The notice of the candidates is still running. Wait until it ends (`ends_at`).',
  OBJECTIONS_UNANSWERED:
    'Some objections to the candidates have no answer yet (`unanswered`). Answer them first.',
  QUORUM_REACHED: 'Enough delegates are in the hall (`need`): the assembly cannot be voided.',
  BALLOTS_PUBLISHED: 'Ballots of this assembly are published: it cannot be voided any more.',
  DUTIES_INCOMPLETE: 'One chief scrutineer, at least one scrutineer and at least two tellers are needed.',
  DUTIES_CONFIRMED: 'The scrutineers are confirmed already.',
  DUTY_HOLDERS_ABSENT: 'Chief scrutineer, a scrutineer and two tellers must be present.',
  DUTY_HELD: 'Whoever takes over has a duty already. Choose somebody else.',
  DUTY_NOT_HELD: 'This person has no duty any more.',
  PROPOSER_HAS_DUTY:
    'Whoever proposed a candidate cannot be scrutineer or teller (`delegate_id`). Give the duty to somebody else.',
  // roster
  ROSTER_FROZEN: 'The roster is frozen; nothing about it changes any more.',
  ROSTER_NOT_FROZEN: 'The roster is not frozen yet. Freeze it first.',
  ROSTER_EMPTY: 'There is nobody on the roster.',
  DELEGATE_REPEATED: 'A delegate is named twice (`delegate_id`). Name everybody once.',
  DELEGATE_UNKNOWN: 'A delegate is not on the roster of this assembly (`delegate_id`).',
  DELEGATE_IN_USE: 'The delegate has a duty or is named as a proposer; change that first.',
  CHECKED_IN_OTHERWISE: 'The delegate is present already, with another kind of ballot.',
  CODE_REPLACED: 'This slip has been replaced already; the valid one has the number `generation`.',
  // photos
  PHOTO_TOO_LARGE:
    'The photo is larger than 12 MB. Choose a smaller one, or take it again at a lower quality.',
  PHOTO_TYPE_UNKNOWN:
    'This file is no JPEG, PNG or WebP photo. On an iPhone, choose “Most Compatible” for the camera’s format.',
  PHOTO_TOO_MANY_PIXELS:
    'The photo has too many pixels. Take it at a lower resolution, or make it smaller first.',
  PHOTO_UNREADABLE: 'The photo is damaged and cannot be opened. Take it again or choose another.',
  PHOTOS_TOO_MANY:
    'There are as many photos as there may be (most). Take away those that are not needed first.',
  // objections
  OBJECTIONS_CLOSED: 'Objections are not taken at present.',
  OBJECTION_ANSWERED: 'This objection has its answer already.',
  TOO_MANY_OBJECTIONS:
    'As many objections as can be taken within an hour have come in. Try again later, or object at the community’s office.',
}
