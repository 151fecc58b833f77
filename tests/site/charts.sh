#!/bin/sh
# Charts in a browser, as it shows them on a wide screen and on a telephone, dark, on paper, in forced colours and in grey: axe has
# nothing to say of them, their lines are seen, their labels are read, and what they show are the numbers of the table.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

make_reader r
cat >r/content/essays/charts.md <<'END'
---
title: Tables that can be seen
date: 2024-05-06
---

| | China | United States | Japan | Germany | Republic of Korea |
|---|---:|---:|---:|---:|---:|
| 2000 | 0.89 % | 2.62 % | 2.86 % | 2.41 % | 2.13 % |
| 2003 | 1.12 % | 2.55 % | 2.99 % | 2.47 % | 2.28 % |
| 2009 | 1.66 % | 2.79 % | – | 2.74 % | 3.15 % |
| 2015 | 2.06 % | 2.79 % | 3.24 % | 2.93 % | 3.98 % |
| 2021 | 2.43 % | 3.46 % | 3.28 % | 3.13 % | 4.93 % |

[chart: lines] Research, per cent of the gross domestic product. Numbers made for this test.

| | China | United States | Japan |
|---|---:|---:|---:|
| 2000 | 0.89 | 2.62 | 2.86 |
| 2010 | −1.66 | 2.79 | 3.20 |
| 2020 | 2.43 | 3.46 | 3.28 |

[chart: lines, small] A panel for each.

| Country | 1995 | 2020 |
|---|---:|---:|
| China | 3 % | 15 % |
| United States | 11.3 % | 8.4 % |
| Germany | 10.1 % | 8.1 % |
| Japan | 8.6 % | 3.7 % |
| United Kingdom of Great Britain and Northern Ireland | 4.6 % | 2.3 % |
| France | 5.6 % | 2.8 % |

[chart: slopes] Shares.

| Field | 2000 | 2020 |
|---|---:|---:|
| Chemistry | 12.1 | 31.4 |
| Computer science and engineering | 5.5 | 27.9 |
| Medicine | 3.2 | 19.6 |

[chart: dots] Articles.

| Field | 2000 | 2020 |
|---|---:|---:|
| Chemistry | 12.1 | 31.4 |
| Medicine | 3.2 | 19.6 |

[chart: dots, small] Articles, a panel for each year.

| Country | Change (points) |
|---|---:|
| Canada | −9.6 |
| India | −5.0 |
| Nowhere | 2.1 |
| Japan | (about the same) |

[chart: bars] Change.

| Country | 2000 | 2005 | 2010 | 2020 |
|---|---:|---:|---:|---:|
| China | 0.89 | 1.31 | 1.71 | 2.41 |
| Korea | 2.13 | 2.52 | – | 4.80 |

[chart: bars] Four columns.
END
cat >r/content/essays/wide.md <<'END'
---
title: Wide tables
date: 2024-05-06
---

Table: A wide one, whose caption stands before it and says where its numbers are from.

| Country | Expenditure on research | Researchers | Publications | Applications |
|---|---:|---:|---:|---:|
| Switzerland | 22,800 | 47,000 | 46,000 | 9,100 |

| Country | Expenditure on research | Researchers | Publications | Applications |
|---|---:|---:|---:|---:|
| Switzerland | 22,800 | 47,000 | 46,000 | 9,100 |
| Netherlands | 19,400 | 99,000 | 62,000 | 8,400 |

[chart: bars] A wide one whose numbers are drawn.

| Country | Expenditure on research | Researchers | Publications | Applications |
|---|---:|---:|---:|---:|
| Switzerland | 22,800 | 47,000 | 46,000 | 9,100 |
| Netherlands | 19,400 | 99,000 | 62,000 | 8,400 |

[chart: dots] A wide one that stands behind a drawing.
END
cat >r/content/essays/long.md <<'END'
---
title: Long names and numbers
date: 2024-05-07
---

| | A word of Donaudampfschifffahrtsgesellschaftskapitänswitwe | B |
|---|---:|---:|
| Under the rules of the First Republic, step 1 | 1,000,000 percentage points | 2,000,000 percentage points |
| Under the rules of the Second Republic, step 2 | 1,300,000 percentage points | 1,700,000 percentage points |
| Under the rules of the Third Republic, step 3 | 2,300,000 percentage points | 900,000 percentage points |

[chart: lines] Words.

| | Before the reform of the year 1999 | After the reform of the year 1999 |
|---|---:|---:|
| Donaudampfschifffahrtsgesellschaftskapitänswitwe | 1 | 2 |
| B | 1.5 | 1 |

[chart: slopes] Words.

| | Donaudampfschifffahrtsgesellschaftskapitänswitwe | After the reform of the year 1999 |
|---|---:|---:|
| Donaudampfschifffahrtsgesellschaftskapitänswitwe | 1 | 2,000,000 |
| B | 1.5 | 1 |

[chart: dots] Words.

| | A |
|---|---:|
| 2024-01-03 | 1 |
| 2024-01-10 | 2 |
| 2024-01-17 | 3 |
| 2024-01-24 | 3 |
| 2024-01-31 | 4 |

[chart: lines] Weeks.

| Country | The year 2000 | The year 2020 |
|---|---:|---:|
| Donaudampfschifffahrtsgesellschaftskapitänswitwe | 1,000,000,000 | −2,000,000,000 |

[chart: bars] Words.
END
cat >r/content/essays/narrow.md <<'END'
---
title: Bars that have room
date: 2024-05-08
---

| | Economies affected |
|---|---:|
| 2022 | 162 |
| 2024 | (slightly fewer) |
| First four months of 2025 | 215 |

[chart: bars] One column.

| Country | Articles of 2003 | Articles of 2023 |
|---|---:|---:|
| United States of America | 1,231,900 | 1,624,300 |
| United Kingdom | – | 94,200 |
| Germany | 88,100 | (about the same) |

[chart: bars] Two columns.

| Country | Before | After |
|---|---:|---:|
| Canada | −12.5 % | 8.1 % |
| Switzerland | 3.2 % | −9.6 % |

[chart: bars] Two columns of either sign.
END
run 0 "$COLOPHON" build --strict -q -s r -o site

need_browser
axe=${AXE:-$root/tests/node_modules/axe-core/axe.min.js}
[ -f "$axe" ] || { skip "axe-core is not installed: it has not judged the charts"; axe=; }

serve site "$page_policy"
node "$here/charts.mjs" "$browser" "$axe" "$host/essays/" >seen 2>&1
pass_on seen
expect "the browser has looked at everything" test "$(grep -c . seen)" -ge 32
finish
