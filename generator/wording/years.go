package wording

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
)

// period is what stands behind 사업기간 : a year, and where it ends. 2023.1~12. ends in its
// own year; 2012. ~ and 2012년부터 do not end.
var period = regexp.MustCompile(`^(?:\([^()]*\) ?)?사업\s?기간\s*[:：]?\s*(?:((?:19|20)[0-9]{2})|['’‘]([0-9]{2}))\s*[.년]?도?[0-9. 월일]*(?:([~∼～〜-]|부터|이후)\s*(?:(?:((?:19|20)[0-9]{2})|['’‘]([0-9]{2}))|([0-9]{1,2}))?)?`)

// again is a word for a project that goes on.
var again = regexp.MustCompile(`매년|해마다|계속|반복|지속`)

// staleYears finds a 사업기간 in the text of a project of every year that does not hold the
// fiscal year: last year's text was copied.
func staleYears(book *budget.Book, s *calc.Sheet, t *text) (ds []diag.Diagnostic) {
	if t.kind != plan && t.kind != summary || len(s.Project.Overview.Cycle) != 1 || s.Project.Overview.Cycle[0].Value != recurring {
		return nil
	}
	t.each(func(it *item) {
		if !strings.Contains(it.text, "기간") {
			return
		}
		m := period.FindStringSubmatchIndex(it.text)
		if m == nil {
			return
		}
		year := func(full, short int) (int64, bool) {
			group, century := full, int64(0)
			if m[2*full] < 0 {
				group, century = short, 2000
			}
			if m[2*group] < 0 {
				return 0, false
			}
			n, err := strconv.ParseInt(it.text[m[2*group]:m[2*group+1]], 10, 64)
			return n + century, err == nil
		}
		first, ok := year(1, 2)
		if !ok {
			return
		}
		last, open := first, m[6] >= 0
		if y, ok := year(4, 5); ok {
			last, open = y, false
		}
		rest := it.text[m[1]:]
		if m[6] < 0 && strings.TrimLeft(rest, ".년월일 ") != "" || again.MatchString(rest) {
			return // 2012년에 처음, 2012.1~12월(매년)
		}
		open = open && m[12] < 0 // no month behind ~
		if wanted := book.FiscalYear.Value; wanted < first || wanted > last && !open {
			from := max(m[2], m[4])
			ds = append(ds, diag.Diagnostic{Code: "W373", Span: it.at(from, m[1]),
				Message: fmt.Sprintf("사업기간의 연도가 회계연도와 다릅니다: 적힌 값 %s, 회계연도 %d", it.text[from:m[1]], wanted),
				Hints:   []string{"지난해 글을 옮겨 적었으면 연도를 고치십시오. 여러 해에 걸친 사업이면 overview의 cycle을 고치십시오"}})
		}
	})
	return ds
}
