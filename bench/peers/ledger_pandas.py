"""The figures of the ledger with pandas: grouped sums over columns, after every edit."""

import json
import sys
import time

import pandas as pd

WON, LOST, TODAY, FROM = 2, 3, 1096, 731
# Forty hours at 150 and 500 in money, in cents.
INVESTED = 40 * 150_00 + 500_00

table = pd.read_csv(sys.argv[1])


def figures():
    theirs = table[table["by_them"] == 1]
    kept = theirs["paid"] - theirs["refunded"]
    is_paid = theirs["paid_day"] >= 0
    due = is_paid & (theirs["paid_day"] <= TODAY)
    known = kept.where(theirs["refund_day"] <= TODAY, theirs["paid"])
    owed = (known[due].groupby(theirs["contact"]).sum() + 5) // 10
    in_review = is_paid & (theirs["contact"] == 0) & theirs["paid_day"].between(FROM, TODAY - 1)
    is_won, is_lost = theirs["stage"] == WON, theirs["stage"] == LOST
    worth = kept.where(is_paid, theirs["expected"])
    is_valued = is_won & (worth >= 0)
    columns = {
        "all": 1,
        "qualified": theirs["qualified"],
        "won": is_won,
        "lost": is_lost,
        "value": worth.where(is_valued, 0),
        "valued": is_valued,
    }
    sources = pd.DataFrame(columns, index=theirs.index).groupby(theirs["kind"]).sum()
    per = kept[in_review].sum() / (INVESTED + owed[0])
    return owed, sources, per


for line in sys.stdin:
    row, cents = map(int, line.split())
    start = time.perf_counter()
    table.loc[row, "paid"] = cents
    owed, sources, per = figures()
    ms = (time.perf_counter() - start) * 1_000
    told = {
        "owed": owed.reindex(range(50), fill_value=0).tolist(),
        "per": round(per * 1e6),
        "sources": [[int(kind), *map(int, row)] for kind, row in zip(sources.index, sources.to_numpy().tolist())],
    }
    print(json.dumps({"ms": ms, "figures": told}), flush=True)
