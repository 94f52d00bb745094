package statement

import (
	"bytes"
	"fmt"
	"strings"

	"budgetbook/generator/money"
)

// writer writes TOML as a clerk would: a blank line between tables, two spaces before what
// belongs to a line, what there is to check just above its place.
type writer struct{ bytes.Buffer }

func (w *writer) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

func (w *writer) comments(indent string, said []string) {
	for _, s := range said {
		w.line("%s# 확인: %s", indent, s)
	}
}

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// quoted is a basic string. The text is clean: it holds no control character.
func quoted(s string) string {
	return `"` + escapes.Replace(s) + `"`
}

// integer is an amount in 원 as TOML reads it: 566_600_000.
func integer(w money.Won) string {
	text := strings.ReplaceAll(w.In(money.InWon), ",", "_")
	if rest, negative := strings.CutPrefix(text, money.Negative); negative {
		return "-" + rest
	}
	return text
}

func writeSheet(s sheet) []byte {
	w := &writer{}
	w.comments("", s.comments)
	w.line("schema = 1")
	w.line("id = %s", quoted(s.id))
	w.line("title = %s", quoted(s.title))
	w.line("account = %s", quoted(s.account))
	w.line("department = %s", quoted(s.dept))
	var program []string
	if s.field != "" {
		program = append(program, "field = "+quoted(s.field))
	}
	if s.section != "" {
		program = append(program, "section = "+quoted(s.section))
	}
	if program != nil {
		w.line("program = { %s }", strings.Join(program, ", "))
	}
	if s.funding != nil {
		w.line("\n[funding]")
		for _, f := range s.funding {
			w.line("%s = %s", f.key, integer(f.won))
		}
	}
	if s.printed {
		w.line("\n[expect]")
		w.line("total = %s", integer(s.total))
	}
	for _, l := range s.lines {
		w.WriteByte('\n')
		w.statLine(l)
	}
	if s.unlisted {
		w.line("\n[[allow]]")
		w.line("code = \"W360\"")
		w.line("reason = \"%s의 통계목은 알 수 없습니다\"", Remainder)
	}
	return w.Bytes()
}

func (w *writer) statLine(l line) {
	w.comments("", l.comments)
	w.line("[[line]]")
	w.line("code = %s", quoted(l.code))
	w.line("name = %s", quoted(l.name))
	w.expect("", l.printed, l.total)
	for _, b := range l.basis {
		w.WriteByte('\n')
		w.basis(b)
	}
}

func (w *writer) basis(b basis) {
	const indent = "  "
	w.comments(indent, b.comments)
	if b.direct {
		w.comments(indent, b.rows[0].comments)
	}
	w.line("%s[[line.basis]]", indent)
	w.line("%slabel = %s", indent, quoted(b.label))
	if b.direct {
		w.line("%sformula = %s", indent, quoted(b.rows[0].formula))
		w.expect(indent, b.printed, b.total)
		return
	}
	w.expect(indent, b.printed, b.total)
	w.line("%sitem = [", indent)
	for _, r := range b.rows {
		w.comments(indent+indent, r.comments)
		w.line("%s{ label = %s, formula = %s },", indent+indent, quoted(r.label), quoted(r.formula))
	}
	w.line("%s]", indent)
}

// expect is the printed amount, which the book compares with what it computes.
func (w *writer) expect(indent string, printed bool, total money.Won) {
	if printed {
		w.line("%sexpect = %s", indent, integer(total))
	}
}

func (c *converter) writeBook(accounts, departments, about []string) []byte {
	o := c.opt
	form := "seoul"
	kind, round := fmt.Sprintf("kind = %s", quoted(o.Kind)), ""
	title := fmt.Sprintf("%d년도 세출예산 사업별 설명서", o.Year)
	// The date is not the source's. 지방자치법 제142조: 시·도 50 days before the year, others 40.
	date := fmt.Sprintf("%d-11-21", o.Year-1)
	if o.Round > 0 {
		round = fmt.Sprintf("round = %d", o.Round)
		title = fmt.Sprintf("%d년도 제%d회 추가경정예산 사업별 설명서", o.Year, o.Round)
		date = fmt.Sprintf("%d-01-01", o.Year)
		form = "seoul-supplement"
	}
	w := &writer{}
	w.line("# 세출예산 사업명세서에서 가져온 책입니다. 사업 파일의 \"# 확인:\"이 달린 곳을 살펴보십시오.")
	w.comments("", about)
	w.line("schema = 1")
	w.line("government = %s", quoted(o.Government))
	w.line("fiscal_year = %d", o.Year)
	w.line("%s", kind)
	if round != "" {
		w.line("%s", round)
	}
	w.line("status = \"안\"                     # 명세서에 없음: 안 | 수정안 | 확정 | 표본")
	w.line("title = %s", quoted(title))
	w.line("date = %s               # 명세서에 없음: 고치십시오", quoted(date))
	w.line("form = %s", quoted(form))
	w.line("rounding = { line = %s, rate = \"half_up\", rate_decimals = 0 }", quoted(string(o.Rounding)))
	w.line("# sheets = true                   # 사업마다 PDF 한 부가 필요하면 앞의 #을 지웁니다")
	if len(accounts) > 1 {
		quotedAccounts := make([]string, len(accounts))
		for i, a := range accounts {
			quotedAccounts[i] = quoted(a)
		}
		w.line("accounts = [%s]   # 회계: 명세서에 나온 차례입니다. 책이 회계별로 나뉩니다", strings.Join(quotedAccounts, ", "))
	}
	for i, f := range funds(o.Government) {
		if !c.sources[f.key] && i != 2 { // its own money is always there: a book has one 재원 at least
			continue
		}
		w.line("\n[[source]]")
		w.line("key = %s", quoted(f.key))
		w.line("label = %s", quoted(f.label))
		if f.national {
			w.line("national = true                   # (x…) 금액으로 센다")
		}
	}
	w.line("\n# 부서: 명세서에 나온 차례입니다. 인쇄 순서가 됩니다")
	for _, d := range departments {
		w.line("\n[[department]]")
		w.line("name = %s", quoted(d))
	}
	return w.Bytes()
}
