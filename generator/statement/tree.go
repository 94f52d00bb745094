package statement

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"budgetbook/generator/money"
)

// The book that is being made, in the words of the source format.
type (
	sheet struct {
		comments                 []string
		id, title, account, dept string
		field, section           string
		funding                  []share
		total                    money.Won
		printed                  bool // whether total was printed and not added up
		lines                    []line
		unlisted                 bool // see onlyRemaindersUnlisted
	}
	line struct {
		comments   []string
		code, name string
		total      money.Won
		printed    bool
		basis      []basis
	}
	basis struct {
		comments []string
		label    string
		direct   bool // its one row is its own formula, not an item below it
		total    money.Won
		printed  bool
		rows     []row
	}
	share struct {
		key string
		won money.Won
	}
)

// converter carries what every step needs.
type converter struct {
	opt    Options
	result Result
	err    error

	absolute money.Won // of all rows: while it is within the limit, so is every sum
	leaves   int       // rows of the project at hand
	all      int       // rows of all projects

	compared int                // leaves with an amount and formulas
	matches  map[money.Mode]int // of these, how many each way of rounding reproduces
	accounts int                // projects without 회계
	clash    map[[2]string]bool // code and name of 통계목 that contradict each other
	used     map[string]bool    // ids
	sources  map[string]bool    // keys of 재원 in use
}

// place is where a note belongs.
type place struct{ project, item string }

func (p place) in(part string) place {
	if p.item != "" {
		part = p.item + ", " + part
	}
	return place{p.project, part}
}

func (c *converter) note(at place, messages ...string) {
	for _, m := range messages {
		c.result.Notes = append(c.result.Notes, Note{at.project, at.item, m})
	}
}

// spend counts a row. A book whose rows pass the limit even without their signs is not
// one that was printed in 천원.
func (c *converter) spend(w money.Won) {
	c.leaves++
	c.all++
	c.absolute += max(w, -w)
	switch {
	case c.err != nil:
	case c.absolute > money.Limit:
		c.err = errors.New("금액을 모두 더하면 999조원을 넘습니다: 단위가 천원인 자료인지 보십시오")
	case c.leaves > maxLeaves:
		c.err = fmt.Errorf("한 사업의 산출내역이 %d줄을 넘습니다", maxLeaves)
	case c.all > maxAll:
		c.err = fmt.Errorf("여기까지의 산출내역이 %d줄을 넘습니다", maxAll)
	}
}

// sheet converts a project. Its sum is the printed one, else what its lines add up to.
func (c *converter) sheet(p project) sheet {
	c.leaves = 0
	var s sheet
	var said []string
	s.dept, _ = c.name(p.Department, "부서 미상")
	title, fault := c.name(p.Name, "이름 없는 사업")
	s.title = title
	at := place{project: s.dept + " '" + title + "'"}
	if fault != "" {
		said = append(said, "세부사업의 "+fault)
	}
	if c.clean(p.Department) == "" {
		said = append(said, "부서가 없습니다")
	}
	s.account = c.shorten(p.Account)
	if s.account == "" {
		s.account = UnknownAccount
		c.accounts++
	}
	s.field = c.shorten(p.Field)
	section, wrong := c.program(s.field, c.shorten(p.Section))
	s.section = section
	said = append(said, wrong...)
	said = append(said, c.wrongAmount(p.Amount)...)
	said = append(said, c.badElements(p.Groups.bad)...)
	c.note(at, said...)
	s.comments = said

	var sum money.Won
	for _, g := range p.Groups.all {
		lines, total := c.group(at, g)
		s.lines = append(s.lines, lines...)
		if sum += total; c.err != nil {
			return s
		}
	}
	s.total, s.printed = p.Amount.won()
	if !s.printed {
		s.total = sum
	}
	if s.total != sum || len(s.lines) == 0 {
		s.lines = append(s.lines, c.remainderLine(at, "000-00", "편성목", len(s.lines), s.total, sum))
	}
	s.funding = c.funding(p, s)
	s.unlisted = c.onlyRemaindersUnlisted(s.lines)
	return s
}

// group converts 편성목, which the source format does not name: it follows from the code
// of 통계목. What its 통계목 leave over becomes a line with its code and 00.
func (c *converter) group(at place, g group) (lines []line, total money.Won) {
	at = at.in(strings.TrimSpace("편성목 " + c.shorten(g.Code) + " " + c.shorten(g.Name)))
	said := append(c.wrongAmount(g.Amount), c.badElements(g.Stats.bad)...)
	c.note(at, said...)
	var sum money.Won
	for _, s := range g.Stats.all {
		l := c.line(at, g, s)
		lines = append(lines, l)
		if sum += l.total; c.err != nil {
			return lines, sum
		}
	}
	total, printed := g.Amount.won()
	if !printed {
		total = sum
	}
	if total != sum {
		code, _ := statCode("", c.clean(g.Code))
		lines = append(lines, c.remainderLine(at, code, "통계목", len(lines), total, sum))
	}
	if len(lines) > 0 {
		lines[0].comments = append(said, lines[0].comments...)
	}
	return lines, total
}

// remainderLine is a line of its own for what the parts of a 편성목 or a project leave over.
func (c *converter) remainderLine(at place, code, parts string, n int, printed, sum money.Won) line {
	r := c.remainder(at, parts, n, printed, sum)
	l := line{comments: r.comments, code: code, name: Remainder, total: printed - sum}
	r.comments = nil
	l.basis = []basis{{label: Remainder, direct: true, total: l.total, rows: []row{r}}}
	return l
}

// line converts 통계목.
func (c *converter) line(at place, g group, s stat) line {
	var (
		l    line
		said []string
		ok   bool
	)
	l.code, ok = statCode(c.clean(s.Code), c.clean(g.Code))
	l.name, said = c.lineName(l.code, s.Name)
	at = place{project: at.project, item: l.code + " " + l.name}
	if !ok {
		said = append(said, fmt.Sprintf("통계목 코드를 읽을 수 없어 %s(으)로 적었습니다: %s", l.code, c.quote(string(s.Code))))
	}
	said = append(said, c.wrongAmount(s.Amount)...)
	said = append(said, c.badElements(s.Items.bad)...)
	c.note(at, said...)
	l.comments = said

	var sum money.Won
	for _, i := range s.Items.all {
		b := c.basis(at, i)
		l.basis = append(l.basis, b)
		if sum += b.total; c.err != nil {
			return l
		}
	}
	l.total, l.printed = s.Amount.won()
	if !l.printed {
		l.total = sum
	}
	if l.total != sum || len(l.basis) == 0 {
		r := c.remainder(at, "부기", len(l.basis), l.total, sum)
		l.basis = append(l.basis, basis{label: Remainder, direct: true, total: l.total - sum, rows: []row{r}})
	}
	return l
}

// basis converts 부기.
func (c *converter) basis(at place, i item) basis {
	label, fault := c.name(i.Name, "이름 없는 부기")
	b := basis{label: label}
	at = at.in("'" + label + "'")
	if fault != "" {
		b.comments = append(b.comments, "부기의 "+fault)
	}
	b.comments = append(b.comments, c.badElements(i.Detail.bad)...)
	c.note(at, b.comments...)
	if len(i.Detail.all) == 0 {
		_, b.printed = i.Amount.won()
		b.rows, b.total = c.leaf(at, label, i.Amount, i.Basis)
		b.direct = len(b.rows) == 1
		return b
	}

	own := c.read(i.Basis)
	said := append(c.wrongAmount(i.Amount), own.said(c)...)
	said = append(said, c.badElements(i.Basis.bad)...)
	c.note(at, said...)
	b.comments = append(b.comments, said...)
	c.result.Counts.Formulas += len(own.formulas)
	sum := own.sum
	for _, f := range own.formulas {
		b.rows = append(b.rows, row{label: label, formula: f})
	}
	for _, d := range i.Detail.all {
		name, fault := c.name(d.Name, "이름 없는 산출내역")
		inner := at.in("'" + name + "'")
		rows, total := c.leaf(inner, name, d.Amount, d.Basis)
		if fault != "" {
			fault = "산출내역의 " + fault
			c.note(inner, fault)
			rows[0].comments = append([]string{fault}, rows[0].comments...)
		}
		b.rows = append(b.rows, rows...)
		if sum += total; c.err != nil {
			return b
		}
	}
	if b.total, b.printed = i.Amount.won(); !b.printed {
		b.total = sum
	}
	if b.total != sum {
		b.rows = append(b.rows, c.remainder(at, "산출내역", len(b.rows), b.total, sum))
	}
	return b
}

// shorten is a name that need not be there.
func (c *converter) shorten(t text) string {
	name, _ := c.name(t, "")
	return name
}

var digitsOnly = regexp.MustCompile(`[^0-9]+`)

// statCode is a code of 통계목 as the source format writes it: 304-03. A code of three
// digits is a 편성목, whose 통계목 is not known (00), and so is one that cannot be read under
// a 편성목 that can; else it is 000-00. ok is false where it is not the code of the source.
func statCode(code, group string) (as string, ok bool) {
	digits := digitsOnly.ReplaceAllString(code, "")
	parent := digitsOnly.ReplaceAllString(group, "")
	switch {
	case len(digits) == 5:
		return digits[:3] + "-" + digits[3:], true
	case len(parent) == 3 && len(digits) == 2:
		return parent + "-" + digits, false
	case len(parent) == 3:
		return parent + "-00", false
	case len(digits) == 3:
		return digits + "-00", false
	}
	return "000-00", false
}
