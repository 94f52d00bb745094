package check

import (
	"fmt"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
	"budgetbook/generator/source"
)

// expectations compares published figures with computed ones (I01, I02, I04, I05). Where a
// part of a sum is wrong by the same amount as the sum, only the part is reported:
// that is the culprit.
func expectations(book *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	var whole money.Won // difference explained so far, all lines
	for i := range s.Lines {
		l := &s.Lines[i]
		var explained money.Won
		for j := range l.Basis {
			b := &l.Basis[j]
			var inItems money.Won
			for k, f := range b.Items {
				item := &b.Source.Items[k]
				diff, d := expect(book, item.Expect, f, item.Label.Value, 0)
				ds = append(ds, d...)
				inItems += diff
			}
			diff, d := expect(book, b.Source.Expect, b.Amount, b.Source.Label.Value, inItems)
			ds = append(ds, d...)
			explained += diff + inItems
		}
		diff, d := expect(book, l.Source.Expect, l.Row.Current.Figure, l.Source.Name.Value, explained)
		ds = append(ds, d...)
		whole += diff + explained
	}
	e := s.Project.Expect
	if e == nil {
		return ds
	}
	total, d := expect(book, e.Total, s.Total.Current.Figure, "예산액 계", whole)
	ds = append(ds, d...)
	whole += total
	base, d := expect(book, e.Base, s.Total.Base.Figure, "비교 기준액 계", 0)
	ds = append(ds, d...)
	_, d = expect(book, e.Change, s.Total.Change.Figure, "증감 계", whole-base)
	ds = append(ds, d...)
	for i := range e.Figures {
		ds = append(ds, expectFigure(book, s, &e.Figures[i])...)
	}
	if whole != 0 || base != 0 {
		return ds // the rate of figures that are wrong would be the same fault seen twice
	}
	return append(ds, expectRate(e.Rate, s.Total.Rate.Figure, "증감률")...)
}

// newRate is the usual word for growth from nothing, in [expect] too.
const newRate = "순증"

// expectRate compares a published rate with the printed one.
func expectRate(want source.Text, f *figure.Figure, label string) []diag.Diagnostic {
	if !want.Given() || f == nil {
		return nil
	}
	printed, ok := f.Rate.Number()
	switch {
	case f.Rate.New:
		printed = newRate
	case !ok:
		printed = "-"
	}
	if printed == want.Value {
		return nil
	}
	return []diag.Diagnostic{{Code: "E201", Span: want.Span,
		Message: fmt.Sprintf("%s의 값이 다릅니다: 적힌 값 %s, 계산한 값 %s", label, want.Value, printed),
		Hints:   []string{"증감률은 천원 단위 금액으로 (증감)*100/(기준액)을 계산해 책의 규칙으로 반올림합니다. expect의 rate를 지우거나 고치십시오"}}}
}

// expectFigure compares a published figure that is named by id, alias or label.
func expectFigure(book *budget.Book, s *calc.Sheet, e *budget.ExpectFigure) []diag.Diagnostic {
	f := s.Named(e.ID.Value)
	switch {
	case f == nil:
		d := diag.Diagnostic{Code: "E216", Span: e.ID.Span, Message: "이 사업에 없거나 값이 없는 수치입니다: " + e.ID.Value,
			Hints: []string{"이름은 budgetbook trace가 [ ] 안에 보여 줍니다: line[1].change, group[201], national"}}
		if near, ok := source.Nearest(e.ID.Value, s.Names()); ok && near != e.ID.Value {
			d.Hints = append([]string{fmt.Sprintf("혹시 %q 입니까?", near)}, d.Hints...)
		}
		return []diag.Diagnostic{d}
	case f.IsRate() != e.Rate.Given() || f.IsRate() == e.Won.Given():
		hint := "won에 원 단위 금액을 적으십시오"
		if f.IsRate() {
			hint = `rate = "△13" 처럼 적으십시오`
		}
		return []diag.Diagnostic{{Code: "E216", Span: e.ID.Span,
			Message: "이 수치에 맞는 값을 적지 않았습니다: " + e.ID.Value, Hints: []string{hint}}}
	case f.IsRate():
		return expectRate(e.Rate, f, f.Label)
	}
	_, ds := expect(book, e.Won, f, f.Label, 0)
	return ds
}

// expect compares one published amount. explained is how far its parts are known to be
// off already; what is left over beyond that is the returned difference. A sum that agrees
// takes the difference of its parts back: it does not reach the sums above.
func expect(book *budget.Book, want source.Won, f *figure.Figure, label string, explained money.Won) (unexplained money.Won, ds []diag.Diagnostic) {
	if !want.Given() || f == nil {
		return 0, nil
	}
	written := want.Value
	diff := written - f.Won
	if diff == 0 || diff == explained {
		return diff - explained, nil
	}
	d := diag.Diagnostic{Code: "E201", Span: want.Span,
		Message: differ(label+" 금액이 산출근거와 다릅니다", written, f.Won, "계산한 값"),
		Hints:   scaleHint(written, f.Won)}
	for _, m := range money.Modes {
		if w, ok := under(f, m); ok && w == written && d.Hints == nil {
			d.Code = "W201"
			d.Message = differ(fmt.Sprintf("%s 금액이 책의 끝수 처리와 다르게 계산되어 있습니다(%s이면 같습니다)", label, m.Korean()), written, f.Won, "계산한 값")
			d.Hints = []string{"책의 끝수 처리(rounding.line)가 맞는지 보고, 맞으면 expect를 고치십시오"}
			break
		}
	}
	if d.Hints == nil && roundedApart(book, f, diff) {
		d.Code = "W203"
		d.Message = differ(label+" 금액이 백만원 자리에서 1만큼 다릅니다(따로 반올림한 것으로 보입니다)", written, f.Won, "계산한 값")
		d.Hints = []string{"발표된 합계가 백만원으로 따로 반올림된 것이면 expect를 지우거나 [[allow]]에 까닭을 적으십시오"}
	}
	if d.Hints == nil {
		d.Hints = []string{"산식의 단가와 수량을 다시 보십시오. 산식이 맞으면 expect를 고치십시오"}
	}
	for _, part := range f.Parts() {
		d.Notes = append(d.Notes, diag.Note{Span: part.Span, Message: fmt.Sprintf("%s = %s", part.Label, part.Won.Exact())})
		if len(d.Notes) == maxNotes {
			break
		}
	}
	return diff - explained, []diag.Diagnostic{d}
}

// roundedApart tells a difference of one 백만원 between whole amounts of 백만원 in a book that
// works in 백만원: parts and total were then likely rounded each for itself (gwangmyeong
// 2020 published 1,969 over parts of 1,968). In a book of 천원 it is an error like any other.
func roundedApart(book *budget.Book, f *figure.Figure, diff money.Won) bool {
	if book.Units.BudgetUnit() != money.Million {
		return false
	}
	if diff != money.Won(money.Million) && diff != -money.Won(money.Million) {
		return false
	}
	parts := f.Parts()
	if len(parts) < 2 {
		return false
	}
	for _, part := range parts {
		if !part.Won.IsWhole(money.Million) {
			return false
		}
	}
	return true
}

// maxNotes keeps a message on the screen.
const maxNotes = 10

// basisWrittenResults compares a result written into a formula (… = 119,000천원) with its value.
func basisWrittenResults(_ *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	each := func(text source.Text, f *figure.Figure) {
		if f == nil {
			return
		}
		e := f.Expr.(figure.Formula).Formula
		if e.Written == nil || e.Written.Cmp(f.Won.Rat()) == 0 || e.Written.Cmp(e.Value()) == 0 {
			return
		}
		written, err := money.Round(e.Written, money.InWon, money.HalfUp)
		if err != nil {
			return // the formula's own limit has been reported
		}
		ds = append(ds, diag.Diagnostic{Code: "E102", Span: text.Part(e.WrittenAt[0], e.WrittenAt[1]),
			Message: differ("산식에 적힌 결과가 다릅니다", written, f.Won, "계산한 값"),
			Hints:   []string{"= 뒤를 지우십시오. 결과는 프로그램이 계산합니다"}})
	}
	for i := range s.Lines {
		for j := range s.Lines[i].Basis {
			b := &s.Lines[i].Basis[j]
			each(b.Source.Formula, b.Own)
			for k, f := range b.Items {
				each(b.Source.Items[k].Formula, f)
			}
		}
	}
	return ds
}

// ownFormulaBesideItems warns of a 부기 whose own formula equals the sum of its items: one
// of the two is then likely a total that was typed, and counts twice.
func ownFormulaBesideItems(_ *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	for i := range s.Lines {
		for _, b := range s.Lines[i].Basis {
			if b.Own == nil || b.Amount == nil {
				continue
			}
			if b.Amount.Won == 2*b.Own.Won && b.Own.Won != 0 { // not without items: it is Own then
				ds = append(ds, diag.Diagnostic{Code: "W202", Span: b.Source.Formula.Span,
					Message: fmt.Sprintf("%s: 자기 산식(%s)이 산출내역의 합과 같아 두 번 더해진 것 같습니다", b.Source.Label.Value, b.Own.Won.Exact()),
					Hints:   []string{"합계는 적지 않습니다. 부기의 formula를 지우십시오. 발표된 합계라면 expect로 적으십시오"}})
			}
		}
	}
	return ds
}
