package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"budgetbook/generator/book"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
	"budgetbook/generator/source"
)

func runTrace(u *ui, args []string) int {
	rest, code, ok := u.parse(flag.NewFlagSet("trace", flag.ContinueOnError), args, 2, 3)
	if !ok {
		return code
	}
	dir, id := rest[0], rest[1]
	c := book.Check(folder(dir), 0)
	var sheet *calc.Sheet
	var ids []string
	for _, s := range c.Sheets {
		ids = append(ids, s.Project.ID.Value)
		if s.Project.ID.Value == id {
			sheet = s
		}
	}
	if sheet == nil && id == wholeBook && c.Totals != nil {
		name := "합계"
		if len(rest) == 3 {
			name = rest[2]
		}
		return u.traceBook(c, dir, name)
	}
	if sheet == nil {
		u.diagnostics(u.err, c.Diagnostics, c.Sources, dir)
		if c.Book != nil {
			u.missing("사업이 없습니다: "+id, id, ids)
		}
		return exitFailed
	}
	want := "total"
	if len(rest) == 3 {
		want = rest[2]
	}
	f := sheet.Named(want)
	if f == nil {
		fmt.Fprintln(u.err, "이 사업에 없거나 값이 없는 수치입니다: "+want)
		if near, ok := source.Nearest(want, sheet.Names()); ok && near != want {
			fmt.Fprintf(u.err, "혹시 %s 입니까?\n", near)
		}
		fmt.Fprintf(u.err, "이름은 budgetbook trace %s %s 가 [ ] 안에 보여 줍니다. 보기: 사업비, 국비, line[1].change, schedule, settlement[2022].unspent\n", dir, id)
		return exitFailed
	}
	fmt.Fprintf(u.out, "%s (%s)\n", printable(sheet.Project.Title.Value), id)
	u.trace(f, "", tracing{sources: c.Sources, prefix: prefix(dir)})
	return exitDone
}

// wholeBook stands in place of a project's id, where no project has that id.
const wholeBook = "book"

// traceBook traces a sum of the whole book down to the projects, each of which has a trace
// of its own.
func (u *ui) traceBook(c *book.Checked, dir, name string) int {
	found := c.Totals.Named(name)
	if found == nil {
		fmt.Fprintln(u.err, "책에 없는 수치입니다: "+name)
		if near, ok := source.Nearest(name, c.Totals.Names()); ok && near != name {
			fmt.Fprintf(u.err, "혹시 %s 입니까?\n", near)
		}
		fmt.Fprintf(u.err, "이름은 budgetbook trace %s book 이 [ ] 안에 보여 줍니다. 보기: 합계, 부서나 분야의 이름, book.net\n", dir)
		return exitFailed
	}
	t := tracing{sources: c.Sources, prefix: prefix(dir), sheets: map[*figure.Figure]*calc.Sheet{}}
	for _, s := range c.Sheets {
		for _, f := range s.Figures() {
			t.sheets[f] = s
		}
	}
	fmt.Fprintln(u.out, printable(c.Book.Title.Value))
	var shown [][]*figure.Figure
	for _, f := range found {
		// What the divisions of the book and a table of sums both add up is one thing to the reader.
		if parts := t.ends(f); !slices.ContainsFunc(shown, func(other []*figure.Figure) bool { return slices.Equal(other, parts) }) {
			u.trace(f, "", t)
			shown = append(shown, parts)
		}
	}
	fmt.Fprintf(u.out, "사업 안의 계산은 budgetbook trace %s 사업ID 수치 로 봅니다\n", dir)
	return exitDone
}

// missing names what there is instead.
func (u *ui) missing(wrong, word string, among []string) {
	fmt.Fprintln(u.err, wrong)
	if near, ok := source.Nearest(word, among); ok {
		fmt.Fprintf(u.err, "혹시 %s 입니까?\n", near)
	}
	fmt.Fprintf(u.err, "있는 것: %s\n", strings.Join(among, ", "))
}

// tracing is what a trace is printed with. It ends at the figures of sheets, where there are any.
type tracing struct {
	sources diag.Sources
	prefix  string
	sheets  map[*figure.Figure]*calc.Sheet
}

// trace prints a figure, how it came to be and where it was written, then its parts
// below it.
func (u *ui) trace(f *figure.Figure, indent string, t tracing) {
	name, id := f.Label, f.ID
	sheet := t.sheets[f]
	if sheet != nil {
		name = sheet.Project.Title.Value + " " + f.Label
		id = sheet.Project.ID.Value + " " + id
	}
	fmt.Fprintf(u.out, "%s%s %s%s  [%s]", indent, printable(name), value(f), printable(how(f)), printable(id))
	if line, column := t.sources.Position(f.Span); line > 0 {
		fmt.Fprintf(u.out, "  %s%s:%d:%d", t.prefix, f.Span.File, line, column)
	}
	fmt.Fprintln(u.out)
	if sheet != nil {
		return
	}
	for _, part := range f.Parts() {
		u.trace(part, indent+"  ", t)
	}
}

// ends are the figures at which the trace of a figure ends, in its order.
func (t tracing) ends(f *figure.Figure) (all []*figure.Figure) {
	parts := f.Parts()
	if t.sheets[f] != nil || len(parts) == 0 {
		return []*figure.Figure{f}
	}
	for _, part := range parts {
		all = append(all, t.ends(part)...)
	}
	return all
}

// value is the figure as printed.
func value(f *figure.Figure) string {
	if !f.IsRate() {
		return f.Won.Exact()
	}
	if text, ok := f.Rate.Number(); ok {
		return text + "%"
	}
	if f.Rate.New {
		return "순증"
	}
	return "-"
}

// how is the computation in a few words.
func how(f *figure.Figure) string {
	switch e := f.Expr.(type) {
	case figure.Input:
		if e.Written != f.Won {
			return fmt.Sprintf(" ← 적힌 값 %s, %s으로 %s", e.Written.With(money.InWon), e.Unit.Korean(), e.Mode.Korean())
		}
		return " ← 적힌 값"
	case figure.Elsewhere:
		return ""
	case figure.Formula:
		text := " ← " + strings.TrimSpace(e.Formula.Text)
		if e.Exact.Cmp(f.Won.Rat()) != 0 {
			text += fmt.Sprintf(", %s 미만 %s", e.Unit.Korean(), e.Mode.Korean())
		}
		return text
	case figure.Rounded:
		return fmt.Sprintf(" ← %s, %s으로 %s", e.Of.Won.Exact(), e.Unit.Korean(), e.Mode.Korean())
	case figure.Sum:
		var parts []string
		for i, p := range e.Plus {
			sign := " + "
			if i == 0 {
				sign = ""
			}
			parts = append(parts, sign+p.Won.Exact())
		}
		for _, p := range e.Minus {
			parts = append(parts, " - "+p.Won.Exact())
		}
		if len(parts) < 2 {
			return ""
		}
		return " = " + strings.Join(parts, "")
	case figure.Ratio:
		return fmt.Sprintf(" = %s × 100 ÷ %s", e.Num.Won.Exact(), e.Den.Won.Exact())
	default:
		panic("trace: unknown expression")
	}
}
