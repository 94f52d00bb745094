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

// funding holds 재원 against 사업비: the sources inside the budget add up to 계 (I06).
func funding(_ *budget.Book, s *calc.Sheet) []diag.Diagnostic {
	sum, given := shareSum(s.Funding)
	total := s.Total.Current.Figure
	if len(given) == 0 || total == nil || sum == total.Won || len(given) < len(s.Project.Funding) {
		return nil
	}
	d := diag.Diagnostic{Code: "E203", Span: given[len(given)-1].Figure.Span,
		Message: differ("재원의 합이 사업비와 다릅니다", sum, total.Won, "사업비"),
		Hints:   scaleHint(sum, total.Won)}
	if d.Hints == nil {
		d.Hints = []string{"[funding]의 금액을 고치거나 산출근거를 고치십시오. 구비 등 예산 밖의 돈은 [outside]에 적습니다"}
	}
	parts := make([]*figure.Figure, len(given))
	for i, g := range given {
		parts[i] = g.Figure
	}
	if f, right := misscaled(parts, sum, total.Won); f != nil {
		d.Span, d.Hints = f.Span, scaleHint(f.Won, right)
	}
	for _, g := range given {
		d.Notes = append(d.Notes, diag.Note{Span: g.Figure.Span, Message: fmt.Sprintf("%s %s", g.Source.Label.Value, g.Figure.Won.Exact())})
	}
	return []diag.Diagnostic{d}
}

// fundingOfLines holds the split of each 통계목 against its amount, and the 국비 of all
// lines against the project's (I06, I07).
func fundingOfLines(book *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	national, known := money.Won(0), true
	var last source.Amounts
	for i := range s.Lines {
		l := &s.Lines[i]
		if f := l.Row.Current.National; f != nil && len(l.Source.Funding) > 0 {
			national += f.Won
			last = l.Source.Funding
		} else {
			known = false
		}
		if len(l.Source.Funding) == 0 || l.Row.Current.Figure == nil {
			continue
		}
		if sum := amountSum(l.Source.Funding); sum != l.Row.Current.Figure.Won {
			d := diag.Diagnostic{Code: "E204", Span: l.Source.Funding[len(l.Source.Funding)-1].Won.Span,
				Message: differ(l.Source.Name.Value+"의 재원 합이 금액과 다릅니다", sum, l.Row.Current.Figure.Won, "통계목"),
				Hints:   scaleHint(sum, l.Row.Current.Figure.Won)}
			if d.Hints == nil {
				d.Hints = []string{"이 통계목의 funding을 고치십시오"}
			}
			ds = append(ds, d)
		}
	}
	whole := s.Total.Current.National
	if known && len(s.Lines) > 0 && whole != nil && len(s.Project.Funding) > 0 && whole.Won != national {
		ds = append(ds, diag.Diagnostic{Code: "E204", Span: last[0].Won.Span,
			Message: differ("통계목의 국비를 더한 값이 사업의 국비와 다릅니다", national, whole.Won, "사업의 국비"),
			Hints:   []string{"통계목의 funding이나 [funding]의 국비를 고치십시오"},
			Notes:   []diag.Note{{Span: s.Project.Funding[0].Won.Span, Message: "사업의 재원"}}})
	}
	return ds
}

func amountSum(as source.Amounts) (sum money.Won) {
	for _, a := range as {
		sum += a.Won.Value
	}
	return sum
}

// nationalParts holds every (x…) figure against the figure it is a part of (I07).
func nationalParts(_ *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	part := func(a calc.Amount, what string) {
		if a.Figure == nil || a.National == nil || a.National.Won <= max(a.Figure.Won, 0) {
			return
		}
		ds = append(ds, diag.Diagnostic{Code: "E205", Span: a.National.Span,
			Message: fmt.Sprintf("%s의 국비(%s)가 금액(%s)보다 큽니다", what, a.National.Won.Exact(), a.Figure.Won.Exact()),
			Hints:   []string{"국비 금액을 고치십시오"}})
	}
	for i := range s.Lines {
		l := &s.Lines[i]
		part(l.Row.Base, l.Source.Name.Value+" 비교 기준액")
		part(l.Row.Current, l.Source.Name.Value)
	}
	for i := range s.Settlement {
		y := &s.Settlement[i]
		year := fmt.Sprintf("%d년 ", y.Source.Year.Value)
		part(y.Final, year+"최종예산")
		part(y.CarriedIn, year+"전년이월")
		part(y.Spent, year+"집행액")
		part(y.CarriedOut, year+"차년이월")
	}
	return ds
}

// baseOnSomeLines warns where some lines have a base and others not: 계 of the base
// then stays blank. A line that is new this year has base = 0.
func baseOnSomeLines(_ *budget.Book, s *calc.Sheet) []diag.Diagnostic {
	var missing *budget.Line
	given := 0
	for i := range s.Lines {
		if s.Lines[i].Source.Base.Given() {
			given++
		} else if missing == nil {
			missing = s.Lines[i].Source
		}
	}
	if given == 0 || missing == nil {
		return nil
	}
	return []diag.Diagnostic{{Code: "W302", Span: missing.Name.Span,
		Message: fmt.Sprintf("%s에 비교 기준액이 없어 계의 기준액과 증감이 빈칸이 됩니다", missing.Name.Value),
		Hints:   []string{"새로 생긴 통계목이면 base = 0 을 적으십시오"}}}
}

// baseNationalOnSomeLines warns where the 국비 of the base is given for some lines only: the
// (x…) figures of 계 then stay blank.
func baseNationalOnSomeLines(_ *budget.Book, s *calc.Sheet) []diag.Diagnostic {
	var missing *budget.Line
	given := 0
	for i := range s.Lines {
		l, row := s.Lines[i].Source, s.Lines[i].Row.Base
		switch {
		case row.National != nil && row.Figure != nil && row.National.Won > row.Figure.Won:
			return nil // E205 has said what is wrong with it
		case len(l.BaseFunding) > 0:
			given++
		case missing == nil && l.Base.Given():
			missing = l
		}
	}
	if given == 0 || missing == nil {
		return nil
	}
	return []diag.Diagnostic{{Code: "W303", Span: missing.Name.Span,
		Message: missing.Name.Value + "에 비교 기준액의 국비가 없어 계의 기준액과 증감에 (x…)가 빈칸이 됩니다",
		Hints:   []string{"국비가 없었으면 base_funding = { 국비의 키 = 0 } 을 적으십시오: base_funding = { national = 0 }"}}}
}

// baseOfOtherScale warns where base and current differ by about a thousand times: one of
// them was then likely typed in 천원.
func baseOfOtherScale(_ *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	for i := range s.Lines {
		l := &s.Lines[i]
		base, current := l.Row.Base.Figure, l.Row.Current.Figure
		if base == nil || current == nil || base.Won <= 0 || current.Won <= 0 {
			continue
		}
		const near, far = 300, 3000 // a thousand times, give or take a factor of three
		if q := max(base.Won, current.Won) / min(base.Won, current.Won); q >= near && q <= far {
			ds = append(ds, diag.Diagnostic{Code: "W320", Span: base.Span,
				Message: fmt.Sprintf("%s의 비교 기준액(%s)과 예산액(%s)이 %d배쯤 다릅니다", l.Source.Name.Value, base.Won.Exact(), current.Won.Exact(), q),
				Hints:   []string{"base는 천원이 아니라 원 단위로 적습니다. 맞는 금액이면 [[allow]]에 code = \"W320\"과 까닭을 적으십시오"}})
		}
	}
	return ds
}
