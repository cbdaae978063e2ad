import type { overview as zh } from '../zh/overview.ts'

export const overview: typeof zh = {
  front: {
    title: 'Community money, decided together',
    districts: 'Choose your district',
    none: 'There is no district here yet.',
  },
  heading: year => `Community funds of ${year}`,
  intro:
    'Every community has a fund of its own each year. Delegates vote on what it is spent on; the street accepts the work and the district spot-checks it. Every step is public here.',
  findHint: 'On the page of your community you can propose a project and see the candidates and the result.',
  notPublished:
    'The rules of the year are not published yet. Once they are, the progress of every community is shown here.',
  years: 'Choose the year',
  yearName: (year, name) => (name.includes(String(year)) ? name : `${year} (${name})`),
  money: {
    title: 'Money',
    caption: 'How the money is used',
    what: 'Item',
    amount: 'Amount',
    share: 'Share',
    allocation: 'Allocated',
    selected: 'Committed by vote',
    contracted: 'Contracted',
    paid: 'Paid',
    settled: 'Settled and accepted',
    explained:
      'Committed: the budgets of the projects that were chosen. Contracted and paid: the sums of contracts and payments. Settled: what the accepted projects really cost.',
  },
  notices: {
    title: 'On notice now',
    none: 'Nothing is on notice at the moment.',
    all: count => `All notices (${count} running)`,
    allPast: 'All notices',
  },
  progress: {
    title: 'Where the communities stand',
    byStage: 'Communities at each stage',
    stage: 'Stage',
    communities: 'Communities',
    legend: 'Legend',
    caption: (shown, total) =>
      shown === total ? `${total} communities` : `${shown} of ${total} communities`,
    community: 'Community',
    current: 'Stage now',
    step: (place, total) => `step ${place} of ${total}`,
    over: 'The year is over',
    nobody: 'No community fits. Ask for less, or show all of them.',
    showAll: 'Show all communities',
    street: 'Street',
    name: 'Name of the community',
    allStreets: 'All streets',
    allStages: 'All stages',
    filter: 'Filter',
    figures:
      'The figures: proposals; screened of all proposals; candidates; delegates present of those eligible; projects chosen; projects completed, accepted and rated of all projects; inspected of those drawn.',
    count: (count, of) => (of === null ? String(count) : `${count}/${of}`),
  },
}
