package wording

import (
	"strings"
	"testing"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/source"
)

// FuzzCheck: no text makes a rule panic, or point outside the text.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{
		"- 지원대상 : 9개 자치구(지원종료 16개 자치구 제외)\n  - 8년차(동작, 용산), 7년차(중구)", "- 3단계 : 강동, 마포 / 2단계 : 금천, 금천(’21.4.)",
		"사업비 : 5억 6,660만원", "사업기간 : '23.1~12.", "10명(남 4명, 여 5)", "）(｡2024.13 2024.1월((", "사업비 : 0.000000000000000000000001조원", "개(1개구(강남",
		"**굵은 2개구**(강동, 마포, 도봉)", "- \t3개\n구(가나\n\n다)", "1개구 1개구(,)", "사업비 99999999999999999999천원", "시？군 \xff？가", "년2024년",
	} {
		f.Add(s)
	}
	w := New(rules(f))
	book := &budget.Book{FiscalYear: source.Int{Value: 2024}, Sources: []budget.Source{{Label: source.Text{Value: "구비"}, Outside: source.Bool{Value: true}}}}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?") // source refuses other files
		const before = 5
		at := diag.Span{File: "a.toml", Start: before, End: before + len(s)}
		value := source.Text{Value: s, Span: at}
		p := &budget.Project{Title: value}
		p.Overview = budget.Overview{Cycle: []source.Text{{Value: recurring}}, Summary: value}
		p.Narrative = budget.Narrative{Content: value, History: value, LegalBasis: value}
		sheet := &calc.Sheet{Project: p, Total: calc.Row{Current: calc.Amount{Figure: &figure.Figure{Name: figure.Nameless, Won: 566_600_000}}}}
		for _, d := range w.Check(book, sheet) {
			for _, span := range append([]diag.Span{d.Span}, spans(d.Notes)...) {
				if span.File != at.File || span.Start < at.Start || span.End > at.End || span.Start > span.End {
					t.Fatalf("%s: place %+v outside %+v of %q", d.Code, span, at, s)
				}
			}
		}
	})
}

func spans(notes []diag.Note) (out []diag.Span) {
	for _, n := range notes {
		out = append(out, n.Span)
	}
	return out
}
