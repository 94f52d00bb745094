package judge

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// The identities of a sheet, re-added from the figures that stand in the finished file:
// no figure of the core is at hand here (I02, I03, I04, I09, I11, I12).

// amountIn reads a printed amount: the last number of a cell, △ as a minus. ok is false
// for a blank cell and for a word (순증).
func amountIn(cell string) (n int64, ok bool) {
	cell = strings.Trim(cell, "*")
	if i := strings.LastIndex(cell, ") "); i >= 0 && strings.HasPrefix(cell, "(x") {
		cell = cell[i+2:] // behind the (x…) part
	}
	cell = strings.TrimSuffix(cell, "천원")
	digits := strings.NewReplacer(",", "", "△", "-").Replace(cell)
	n, err := strconv.ParseInt(digits, 10, 64)
	return n, err == nil
}

// readd re-adds a sheet and names what does not add up; compared counts the sums.
func readd(md []section) (wrong []string, compared int) {
	want := func(what string, printed, sum int64) {
		compared++
		if printed != sum {
			wrong = append(wrong, fmt.Sprintf("%s: printed %d, the parts give %d", what, printed, sum))
		}
	}
	// firstIsTotal holds the row below the head against the rows under it, column by column.
	firstIsTotal := func(what string, table [][]string, columns ...int) {
		for _, c := range columns {
			total, ok := amountIn(table[1][c])
			sum := int64(0)
			for _, row := range table[2:] {
				n, given := amountIn(row[c])
				ok = ok && (given || row[c] == "")
				sum += n
			}
			if ok {
				want(fmt.Sprintf("%s, %s", what, table[0][c]), total, sum)
			}
		}
	}
	column := func(row []string, c int) int64 { n, _ := amountIn(row[c]); return n }
	for _, s := range md {
		for _, table := range s.tables {
			switch {
			case strings.Contains(s.heading, "예산 총괄"):
				firstIsTotal("계", table, 1, 2, 3)
				supplement := strings.Contains(table[0][3], "A-B")
				for _, row := range table[1:] {
					_, ok1 := amountIn(row[1])
					_, ok2 := amountIn(row[2])
					if change, ok3 := amountIn(row[3]); ok1 && ok2 && ok3 && supplement {
						want(row[0]+" 증감", change, column(row, 1)-column(row, 2))
					} else if ok1 && ok2 && ok3 {
						want(row[0]+" 증감", change, column(row, 2)-column(row, 1))
					}
				}
			case strings.Contains(s.heading, "산출근거"):
				for i, row := range table {
					if !strings.HasPrefix(row[1], "○") || row[2] != "" {
						continue
					}
					sum, items := int64(0), 0
					for _, item := range table[i+1:] {
						if !strings.HasPrefix(item[1], "-") {
							break
						}
						sum, items = sum+column(item, 4), items+1
					}
					if items > 0 {
						want(row[1], column(row, 4), sum)
					}
				}
			case strings.Contains(s.heading, "추진일정"):
				firstIsTotal("추진일정", table, 2)
			case strings.Contains(s.heading, "결산"):
				for _, row := range table[1:] {
					if _, ok := amountIn(row[4]); ok {
						want(row[0]+" 예산현액", column(row, 4), column(row, 1)+column(row, 2)+column(row, 3))
						want(row[0]+" 집행잔액", column(row, 7), column(row, 4)-column(row, 5)-column(row, 6))
					}
				}
			}
		}
	}
	return wrong, compared
}

// TestPrintedSums: every sheet adds up as printed. The figures of the Markdown are held
// equal to those of the PDF and the workbook by the tests beside this one.
func TestPrintedSums(t *testing.T) {
	total := 0
	for _, name := range sheetFiles(t) {
		text := read(t, name+".md")
		wrong, compared := readd(sections(text))
		for _, w := range wrong {
			t.Errorf("%s.md: %s", short(name), w)
		}
		total += compared
		if compared == 0 {
			t.Errorf("%s.md: nothing to add up", short(name))
		}
	}
	t.Logf("%d sheets, %d sums", len(sheetFiles(t)), total)

	// The adding itself: a changed figure is noticed wherever it stands in a sum.
	seed := read(t, seed(t)+"/sheets/social-economy-centers.md")
	for _, damage := range [][2]string{
		{"| 계 | (x-) 651,000 |", "| 계 | (x-) 651,001 |"},
		{"(x-) △84,400 |", "(x-) 84,400 |"},
		{"= | 119,000천원", "= | 119,001천원"},
		{"= | 563,000천원", "= | 563,010천원"},
		{"| 566,600 |", "| 566,601 |"},
		{"(x-) 510,786", "(x-) 510,785"},
		{"(x-) 4,719,600", "(x-) 4,719,601"},
	} {
		damaged := strings.Replace(seed, damage[0], damage[1], 1)
		if damaged == seed {
			t.Errorf("%q is not in the sheet", damage[0])
		}
		if wrong, _ := readd(sections(damaged)); len(wrong) == 0 {
			t.Errorf("%s instead of %s was not noticed", damage[1], damage[0])
		}
	}
}
