package compose

import (
	"fmt"
	"slices"
	"strings"

	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
	"budgetbook/generator/source"
)

// References: {{사업비}} in running text prints the computed figure, so that text and
// tables cannot part. Inside the braces stands a name, then a unit where another than
// 천원 is wanted: {{사업비 백만원}}, {{국비 원}}, {{자치단체경상보조금}}, {{line[2].basis[1]}},
// {{자치구 사회적경제 통합지원센터 운영 개소}}. Amounts are exact in every unit (566.6백만원); a unit that
// is no money counts the quantities with that counter (9개소).

const (
	openReference  = "{{"
	closeReference = "}}"
)

var referenceUnits = []money.Unit{money.InWon, money.Thousand, money.Million, money.HundredMM}

// inlines is running text with its references resolved.
func (c *composer) inlines(in []doc.Inline) (out []doc.Inline) {
	if !slices.ContainsFunc(in, refers) {
		return in
	}
	for _, i := range in {
		if !refers(i) {
			out = append(out, i)
			continue
		}
		out = append(out, c.references(i.(doc.Text))...)
	}
	return out
}

// refers reports whether a reference stands in the inline.
func refers(i doc.Inline) bool {
	t, ok := i.(doc.Text)
	return ok && strings.Contains(t.S, openReference)
}

// running is a text of one line with its references resolved.
func (c *composer) running(t source.Text) []doc.Inline { return c.inlines([]doc.Inline{text(t)}) }

// references splits a text at its references.
func (c *composer) references(t doc.Text) (out []doc.Inline) {
	piece := func(from, to int) doc.Text {
		p := t
		p.S = t.S[from:to]
		if t.Span.End-t.Span.Start <= len(t.S) { // else escapes stand in the source, and its bytes are not those of S
			p.Span = t.Span.Sub(from, to)
		}
		return p
	}
	at := 0
	for {
		start := strings.Index(t.S[at:], openReference)
		if start < 0 {
			break
		}
		start += at
		length := strings.Index(t.S[start:], closeReference)
		if again := strings.Index(t.S[start+1:], openReference); length < 0 || (again > 0 && again+1 < length) {
			c.report(diag.Diagnostic{Code: "E215", Span: piece(start, len(t.S)).Span,
				Message: "{{ 가 }} 로 닫히지 않았습니다", Hints: []string{"{{사업비}} 처럼 쓰십시오"}})
			out, at = append(out, piece(at, len(t.S))), len(t.S)
			break
		}
		end := start + length + len(closeReference)
		if start > at {
			out = append(out, piece(at, start))
		}
		if in := c.resolve(piece(start+len(openReference), start+length), t.Bold); in != nil {
			out = append(out, in)
		}
		at = end
	}
	if at < len(t.S) {
		out = append(out, piece(at, len(t.S)))
	}
	return out
}

// resolve is the figure that a reference names, or nil with an error.
func (c *composer) resolve(ref doc.Text, bold bool) doc.Inline {
	words := strings.TrimSpace(ref.S)
	if f := c.sheet.Named(words); f != nil {
		return c.reference(f, money.Thousand, bold)
	}
	name, unit := words, ""
	if cut := strings.LastIndex(words, " "); cut >= 0 {
		name, unit = strings.TrimSpace(words[:cut]), words[cut+1:]
	}
	f := c.sheet.Named(name)
	if f == nil || unit == "" {
		if len(c.sheet.Labelled(name)) > 1 {
			words = name // the unit is right
		}
		c.unknownReference(ref, words)
		return nil
	}
	for _, u := range referenceUnits {
		if u.Korean() == unit {
			return c.reference(f, u, bold)
		}
	}
	if n, ok := f.Count(unit); ok {
		return doc.Text{S: money.Grouped(n) + unit, Bold: bold, Span: ref.Span}
	}
	c.report(diag.Diagnostic{Code: "E215", Span: ref.Span,
		Message: fmt.Sprintf("%q 단위로 나타낼 수 없는 수치입니다: %s", unit, name),
		Hints:   []string{"금액의 단위는 원, 천원, 백만원, 억원이고, 그 밖의 말은 산식에 쓴 수량의 단위(개소, 명)여야 합니다"}})
	return nil
}

func (c *composer) reference(f *figure.Figure, u money.Unit, bold bool) doc.Inline {
	n := &doc.Num{Figure: f, Unit: u, Suffix: u.Korean(), Bold: bold, Exact: true, Words: c.words()}
	if f.IsRate() {
		n.Suffix = "%"
	}
	return n
}

func (c *composer) unknownReference(ref doc.Text, name string) {
	d := diag.Diagnostic{Code: "E215", Span: ref.Span, Message: "이 사업에 없는 수치입니다: " + name}
	if c.sheet.Total.Current.Figure == nil {
		return // a formula cannot be read: that has been reported, and this may only follow from it
	}
	if calc.IsAlias(name) {
		d.Message = "이 사업에 값이 없는 수치입니다: " + name
		d.Hints = []string{"그 금액을 적거나(재원, 비교 기준액) 글에서 빼십시오"}
		c.report(d)
		return
	}
	if several := c.sheet.Labelled(name); len(several) > 1 {
		d.Message = "이름이 같은 수치가 여럿입니다: " + name
		for _, f := range several[:min(len(several), 3)] {
			d.Hints = append(d.Hints, fmt.Sprintf("{{%s}}: %s", f.ID, f.Won.Exact()))
		}
		d.Hints = append(d.Hints, "위의 이름이나 {{통계목 "+name+"}}, {{부기 "+name+"}} 처럼 쓰십시오")
		c.report(d)
		return
	}
	if near, ok := source.Nearest(name, c.sheet.Names()); ok {
		d.Hints = append(d.Hints, fmt.Sprintf("혹시 {{%s}} 입니까?", near))
	}
	d.Hints = append(d.Hints, "쓸 수 있는 이름: 사업비, 국비, 증감, 증감률, 통계목이나 부기의 이름 그대로({{사무관리비}}), budgetbook trace가 [ ] 안에 보이는 이름")
	c.report(d)
}
