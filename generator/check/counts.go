package check

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
)

var (
	inBrackets = regexp.MustCompile(`\(([^()]*)\)`)
	counted    = regexp.MustCompile(`^(.*?)([0-9]+)(개소|개교|개관|개국|명|가구|대|곳)$`)
)

// scheduleCounts holds a list of counts in 추진세부내용 — (8년차 5개소, 7년차 1개소, …) — against
// the quantities of the 산출근거 that the step spends (I10): the 통계목 or 부기 with the very
// same amount. Where none has it, there is nothing to compare with.
func scheduleCounts(_ *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	for i, step := range s.Project.Schedule {
		amount := s.Schedule[i]
		if amount == nil {
			continue
		}
		for _, at := range inBrackets.FindAllStringSubmatchIndex(step.Detail.Value, -1) {
			list, ok := readCounts(step.Detail.Value[at[2]:at[3]])
			if !ok {
				continue
			}
			quantity, basis := quantityOf(s, amount, list.counter)
			if basis == nil || quantity == list.sum {
				continue
			}
			d := diag.Diagnostic{Code: "W310", Span: step.Detail.Part(at[2], at[3]),
				Message: fmt.Sprintf("추진세부내용에 적힌 수가 산출근거와 다릅니다: 적힌 목록의 합 %d%s, 산출근거 %d%s", list.sum, list.counter, quantity, list.counter),
				Hints:   []string{"목록이나 산출근거의 수량을 고치십시오"},
				Notes:   []diag.Note{{Span: basis.Span, Message: fmt.Sprintf("%s: 수량의 합 %d%s", basis.Label, quantity, list.counter)}}}
			if list.twice != "" {
				d.Hints = append([]string{fmt.Sprintf("목록에 두 번 있습니다: %q", list.twice)}, d.Hints...)
			}
			if note, ok := target(s.Project, quantity); ok {
				d.Notes = append(d.Notes, note)
			}
			ds = append(ds, d)
		}
	}
	return ds
}

// counts is a list such as "8년차 5개소, 7년차 1개소".
type counts struct {
	sum     int64
	counter string
	twice   string // an entry that stands in it twice
}

// readCounts reads a list of at least two entries that all end in a number with the
// same counter; anything else is no list of counts.
func readCounts(text string) (c counts, ok bool) {
	entries := strings.Split(text, ",")
	if len(entries) < 2 {
		return c, false
	}
	seen := map[string]bool{}
	for _, e := range entries {
		e = strings.TrimSpace(e)
		m := counted.FindStringSubmatch(e)
		if m == nil || (c.counter != "" && c.counter != m[3]) {
			return c, false
		}
		n, err := strconv.ParseInt(m[2], 10, 32)
		if err != nil {
			return c, false
		}
		c.sum, c.counter = c.sum+n, m[3]
		if seen[e] {
			c.twice = e
		}
		seen[e] = true
	}
	return c, true
}

// quantityOf adds up the quantities with the counter in the 부기 or 통계목 whose amount is
// the step's. basis is nil where none has it, or where a line has no such quantity.
func quantityOf(s *calc.Sheet, amount *figure.Figure, counter string) (quantity int64, basis *figure.Figure) {
	for i := range s.Lines {
		l := &s.Lines[i]
		for j := range l.Basis {
			if f := l.Basis[j].Amount; f != nil && f.Won == amount.Won {
				if q, ok := f.Count(counter); ok {
					return q, f
				}
			}
		}
		if f := l.Row.Current.Figure; f != nil && f.Won == amount.Won {
			if q, ok := f.Count(counter); ok {
				return q, f
			}
		}
	}
	return 0, nil
}

var targetCount = regexp.MustCompile(`대상\s*:\s*([0-9]+)개`)

// target finds a 지원대상 in the text that agrees with the quantity: a second witness.
func target(p *budget.Project, quantity int64) (diag.Note, bool) {
	t := p.Narrative.Content
	m := targetCount.FindStringSubmatchIndex(t.Value)
	if m == nil || t.Value[m[2]:m[3]] != strconv.FormatInt(quantity, 10) {
		return diag.Note{}, false
	}
	return diag.Note{Span: t.Part(m[0], m[1]), Message: fmt.Sprintf("사업내용의 대상도 %d", quantity)}, true
}
