package calc

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"budgetbook/generator/budget"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/formula"
	"budgetbook/generator/money"
	"budgetbook/generator/source"
)

// Compute works out the sheet of one project by the book's rules. A figure that
// cannot be computed is nil, with an error that says why.
func Compute(book *budget.Book, p *budget.Project) (*Sheet, []diag.Diagnostic) {
	c := &computer{rule: book.Rule(), book: book, sheet: &Sheet{Project: p}}
	c.funding(p)
	for i := range p.Lines {
		c.line(i+1, &p.Lines[i])
	}
	c.total(p)
	c.groups()
	c.unchanged()
	c.printed()
	c.plan(p)
	c.continuing(p)
	c.carryover(p)
	c.schedule(p)
	c.printedSchedule()
	for i := range p.Settlement {
		c.settlement(&p.Settlement[i])
	}
	c.sheet.figures = slices.Clone(c.sheet.figures) // without the room to grow: sheets are kept to the end
	return c.sheet, c.problems
}

// computer carries what every step needs.
type computer struct {
	book     *budget.Book
	rule     money.Rounding
	sheet    *Sheet
	problems []diag.Diagnostic

	wholeNational *figure.Figure // 국비 of the project as its [funding] says; nil where not given
}

func (c *computer) report(d diag.Diagnostic) { c.problems = append(c.problems, d) }

// numbered is the id of the n-th of several: line[2].
func numbered(id string, n int) string { return id + "[" + strconv.Itoa(n) + "]" }

// add registers a finished figure.
func (c *computer) add(f *figure.Figure) *figure.Figure {
	c.sheet.figures = append(c.sheet.figures, f)
	return f
}

// name is what a figure will be called: id and label, each in the two parts that it is put
// together from if the figure is made at all. Most sheets have no 국비 to speak of.
type name struct {
	id, key     string // line[2], .change
	label, word string // 사무관리비, 증감
	part        bool   // the 국비 part
}

func called(id, label string) name { return name{id: id, label: label} }

// national is the name of the 국비 part.
func (n name) national() name {
	n.part = true
	return n
}

func (n name) fullID() string {
	if n.part {
		return n.id + n.key + ".national"
	}
	return n.id + n.key
}

func (n name) fullLabel() string {
	if n.part {
		return n.label + n.word + " 국비"
	}
	return n.label + n.word
}

// at is the name of a figure that stands there in the sources.
func (n name) at(span diag.Span) *figure.Name {
	return &figure.Name{ID: n.fullID(), Label: n.fullLabel(), Span: span}
}

// input is a typed amount, whole in the book's unit (천원); nil where it was not given.
func (c *computer) input(n name, w source.Won) *figure.Figure {
	if !w.Given() {
		return nil
	}
	won := w.Value
	if !won.IsWhole(c.rule.Unit) {
		c.report(diag.Diagnostic{Code: "E211", Span: w.Span,
			Message: fmt.Sprintf("%s에 %s 미만이 있습니다: %s", n.fullLabel(), c.rule.Unit.Korean(), won.With(money.InWon)),
			Hints:   []string{fmt.Sprintf("이 책의 예산은 %s 단위입니다. 금액은 원으로 적되 %s 미만이 없게 맞추십시오", c.rule.Unit.Korean(), c.rule.Unit.Korean())}})
		return nil
	}
	return c.add(&figure.Figure{Name: n.at(w.Span), Won: won,
		Expr: figure.Input{Written: won, Mode: c.rule.Line, Unit: c.rule.Unit}})
}

// settled is a typed amount of 결산, which is kept in won and printed in the table's unit (천원): rounded
// once, to the nearest (결산 figures carry won; domain.md §2.1).
func (c *computer) settled(n name, w source.Won) *figure.Figure {
	if !w.Given() {
		return nil
	}
	written := w.Value
	unit := c.book.Units.SettlementUnit()
	won, err := written.RoundTo(unit, money.HalfUp)
	if err != nil {
		c.tooLarge(w.Span, n)
		return nil
	}
	return c.add(&figure.Figure{Name: n.at(w.Span), Won: won,
		Expr: figure.Input{Written: written, Mode: money.HalfUp, Unit: unit}})
}

// leaf is one line of 산출근거: its 산식, rounded once.
func (c *computer) leaf(n name, text source.Text) *figure.Figure {
	parsed, err := formula.Parse(text.Value)
	var wrong *formula.Error
	switch {
	case errors.As(err, &wrong):
		d := diag.Diagnostic{Code: "E101", Span: text.Part(wrong.Offset, wrong.Offset+wrong.Length), Message: "산식을 읽을 수 없습니다: " + wrong.Message}
		if wrong.Hint != "" {
			d.Hints = []string{wrong.Hint}
		}
		c.report(d)
		return nil
	case err != nil:
		panic(err) // Parse documents *formula.Error only
	}
	won, err := money.Round(parsed.Value(), c.rule.Unit, c.rule.Line)
	if err != nil {
		c.tooLarge(text.Span, n)
		return nil
	}
	return c.add(&figure.Figure{Name: n.at(text.Span), Won: won,
		Expr: figure.Formula{Formula: parsed, Exact: parsed.Value(), Mode: c.rule.Line, Unit: c.rule.Unit}})
}

func (c *computer) tooLarge(at diag.Span, n name) {
	c.report(diag.Diagnostic{Code: "E210", Span: at,
		Message: "999조원을 넘는 금액입니다: " + n.fullLabel(),
		Hints:   []string{"0을 더 적지 않았는지 보십시오"}})
}

// sum adds up plus and takes away minus. It is nil where any part is nil: what is
// not given makes the sum unknown, not smaller.
func (c *computer) sum(n name, at diag.Span, plus, minus []*figure.Figure) *figure.Figure {
	total, err := money.Won(0), error(nil)
	for _, f := range plus {
		if f == nil {
			return nil
		}
		if total, err = total.Add(f.Won); err != nil {
			c.tooLarge(at, n)
			return nil
		}
	}
	for _, f := range minus {
		if f == nil {
			return nil
		}
		if total, err = total.Sub(f.Won); err != nil {
			c.tooLarge(at, n)
			return nil
		}
	}
	return c.add(&figure.Figure{Name: n.at(at), Won: total, Expr: figure.Sum{Plus: plus, Minus: minus}})
}

// ratio is num*100/den, or nil where a side is unknown.
func (c *computer) ratio(n name, at diag.Span, num, den *figure.Figure) *figure.Figure {
	if num == nil || den == nil {
		return nil
	}
	rate, err := money.Ratio(num.Won, den.Won, c.rule)
	if err != nil {
		c.tooLarge(at, n)
		return nil
	}
	return c.add(&figure.Figure{Name: n.at(at), Rate: rate,
		Expr: figure.Ratio{Num: num, Den: den, Rounding: c.rule}})
}

// row fills 증감 and 증감률 of a row whose base and current are set, the 국비 parts too.
func (c *computer) row(id, label string, at diag.Span, r *Row) {
	change := name{id: id, key: ".change", label: label, word: " 증감"}
	r.Change = Amount{
		Figure:   c.difference(change, at, r.Current.Figure, r.Base.Figure),
		National: c.difference(change.national(), at, r.Current.National, r.Base.National),
	}
	rate := name{id: id, key: ".rate", label: label, word: " 증감률"}
	r.Rate = Amount{
		Figure:   c.ratio(rate, at, r.Change.Figure, r.Base.Figure),
		National: c.ratio(rate.national(), at, r.Change.National, r.Base.National),
	}
}

// difference is a less b, or nil where a side is unknown.
func (c *computer) difference(n name, at diag.Span, a, b *figure.Figure) *figure.Figure {
	if a == nil || b == nil {
		return nil
	}
	sides := []*figure.Figure{a, b}
	return c.sum(n, at, sides[:1:1], sides[1:])
}

// line computes 통계목 number n (from 1).
func (c *computer) line(n int, l *budget.Line) {
	id, label := numbered("line", n), l.Name.Value
	line := Line{Source: l}
	amounts := []*figure.Figure{}
	for i := range l.Basis {
		b := c.basis(numbered(id+".basis", i+1), &l.Basis[i])
		line.Basis = append(line.Basis, b)
		amounts = append(amounts, b.Amount)
	}
	if len(l.Basis) > 0 || l.Base.Given() { // else nothing is said of it: reported when it was loaded
		line.Row.Current.Figure = c.sum(called(id, label), l.Name.Span, amounts, nil)
	}
	base := name{id: id, key: ".base", label: label, word: " 비교 기준액"}
	line.Row.Base = Amount{Figure: c.input(base, l.Base), National: c.national(base.national(), l.BaseFunding)}
	line.Row.Current.National = c.lineNational(id, l)
	c.row(id, label, l.Name.Span, &line.Row)
	c.sheet.Lines = append(c.sheet.Lines, line)
}

// lineNational is the 국비 part of a line: what its own funding says; nothing where the
// whole project has none; all the project's where it is the only line; else unknown.
func (c *computer) lineNational(id string, l *budget.Line) *figure.Figure {
	if len(l.Funding) > 0 {
		return c.national(called(id, l.Name.Value).national(), l.Funding)
	}
	if whole := c.wholeNational; whole != nil && (whole.Won == 0 || len(c.sheet.Project.Lines) == 1) {
		return whole
	}
	return nil
}

// basis computes 부기.
func (c *computer) basis(id string, b *budget.Basis) Basis {
	out := Basis{Source: b}
	var parts []*figure.Figure
	if !b.Formula.Given() && len(b.Items) == 0 {
		return out // unknown, not 0: reported when it was loaded
	}
	if b.Formula.Given() {
		own := id
		if len(b.Items) > 0 {
			own += ownSuffix
		}
		out.Own = c.leaf(called(own, b.Label.Value), b.Formula)
		if len(b.Items) == 0 {
			out.Amount = out.Own
			return out
		}
		parts = append(parts, out.Own)
	}
	for i := range b.Items {
		f := c.leaf(called(numbered(id+".item", i+1), b.Items[i].Label.Value), b.Items[i].Formula)
		out.Items = append(out.Items, f)
		parts = append(parts, f)
	}
	out.Amount = c.sum(called(id, b.Label.Value), b.Label.Span, parts, nil)
	return out
}

// total adds up the lines to 계.
func (c *computer) total(p *budget.Project) {
	var current, base, national, baseNational []*figure.Figure
	for _, l := range c.sheet.Lines {
		current = append(current, l.Row.Current.Figure)
		base = append(base, l.Row.Base.Figure)
		national = append(national, l.Row.Current.National)
		baseNational = append(baseNational, l.Row.Base.National)
	}
	at := p.Title.Span
	t := &c.sheet.Total
	t.Current.Figure = c.sum(called("total", "계"), at, current, nil)
	t.Base.Figure = c.sum(called("total.base", "계 비교 기준액"), at, base, nil)
	t.Base.National = c.sum(called("total.base", "계 비교 기준액").national(), at, baseNational, nil)
	if t.Current.National = c.wholeNational; t.Current.National == nil {
		t.Current.National = c.sum(called("total", "계").national(), at, national, nil)
	}
	c.row("total", "계", at, t)
}

// groups adds the lines up to 편성목, the first part of their code, an [expect] may
// name: 편성목 is not printed on the sheet, but it is published.
func (c *computer) groups() {
	var order []string
	parts := map[string][]*figure.Figure{}
	for _, l := range c.sheet.Lines {
		code := groupCode(l.Source.Code.Value)
		if parts[code] == nil {
			order = append(order, code)
		}
		parts[code] = append(parts[code], l.Row.Current.Figure)
	}
	for _, code := range order {
		c.sum(called("group["+code+"]", "편성목 "+code), c.sheet.Project.Title.Span, parts[code], nil)
	}
}

// unchanged adds up the lines that do not change.
func (c *computer) unchanged() {
	var rows []*Row
	for i := range c.sheet.Lines {
		if l := &c.sheet.Lines[i]; l.Unchanged() {
			rows = append(rows, &l.Row)
		}
	}
	if len(rows) > 0 {
		c.sheet.Unchanged = Unchanged{Lines: len(rows), Row: c.rows("unchanged", "변동 없는 항목", rows)}
	}
}

// schedule computes 추진일정. Steps without an amount (a notice, a meeting) are usual: 계 adds
// up the amounts that are given, and is unknown where none is.
func (c *computer) schedule(p *budget.Project) {
	var given []*figure.Figure
	complete := true
	for i, s := range p.Schedule {
		f := c.input(called(numbered("schedule", i+1), s.Name.Value), s.Amount)
		c.sheet.Schedule = append(c.sheet.Schedule, f)
		if f != nil {
			given = append(given, f)
		} else if s.Amount.Given() {
			complete = false // reported: the amount cannot be used
		}
	}
	if len(given) > 0 && complete {
		c.sheet.ScheduleTotal = c.sum(called("schedule", "추진일정 계"), p.Schedule[0].Name.Span, given, nil)
	}
}

// settlement computes a year of 결산: 예산현액 = 최종예산 + 전년이월 + 예산변경,
// 집행잔액 = 예산현액 − 집행액 − 차년이월 (지방회계법 시행령 제12조②2), 집행률 = 집행액 / 예산현액.
func (c *computer) settlement(s *budget.Settlement) {
	id, year := fmt.Sprintf("settlement[%d]", s.Year.Value), fmt.Sprintf("%d년 ", s.Year.Value)
	part := s.National
	if part == nil {
		part = &budget.SettlementPart{}
	}
	column := func(key, label string, whole, national source.Won) Amount {
		n := name{id: id, key: key, label: year, word: label}
		return Amount{Figure: c.settled(n, whole), National: c.settled(n.national(), national)}
	}
	out := Settlement{
		Source:     s,
		Final:      column(".final", "최종예산", s.Final, part.Final),
		CarriedIn:  column(".carried_in", "전년이월", s.CarriedIn, part.CarriedIn),
		Changed:    column(".changed", "예산변경", s.Changed, part.Changed),
		Spent:      column(".spent", "집행액", s.Spent, part.Spent),
		CarriedOut: column(".carried_out", "차년이월", s.CarriedOut, part.CarriedOut),
	}
	combine := func(key, label string, plus, minus []Amount) Amount {
		n := name{id: id, key: key, label: year, word: label}
		return Amount{
			Figure:   c.sum(n, s.Year.Span, wholes(plus), wholes(minus)),
			National: c.sum(n.national(), s.Year.Span, nationals(plus), nationals(minus)),
		}
	}
	out.Available = combine(".available", "예산현액", []Amount{out.Final, out.CarriedIn, out.Changed}, nil)
	out.Unspent = combine(".unspent", "집행잔액", []Amount{out.Available}, []Amount{out.Spent, out.CarriedOut})
	out.Rate = c.executed(id, year, s.Year.Span, &out)
	c.sheet.Settlement = append(c.sheet.Settlement, out)
}

// executed is 집행률 of a row of 결산.
func (c *computer) executed(id, year string, at diag.Span, s *Settlement) Amount {
	n := name{id: id, key: ".rate", label: year, word: "집행률"}
	return Amount{
		Figure:   c.ratio(n, at, s.Spent.Figure, s.Available.Figure),
		National: c.ratio(n.national(), at, s.Spent.National, s.Available.National),
	}
}

func wholes(amounts []Amount) []*figure.Figure {
	out := make([]*figure.Figure, len(amounts))
	for i, a := range amounts {
		out[i] = a.Figure
	}
	return out
}

func nationals(amounts []Amount) []*figure.Figure {
	out := make([]*figure.Figure, len(amounts))
	for i, a := range amounts {
		out[i] = a.National
	}
	return out
}
