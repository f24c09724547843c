/** Four rows as a spreadsheet copies them: tabs, quoted cells, thousands; the third has a day that does not exist. */
export const paste = [
  'Client\tPaid on\tAmount',
  'Acme\t2026-01-15\t"4,000.00"',
  '"Bolt ""and"" Sons"\t2026-02-03\t"1,250.40"',
  'Cedar\t2026-02-30\t100.00',
  'Fjord\t2026-03-31\t333.40',
  '',
].join('\n');
