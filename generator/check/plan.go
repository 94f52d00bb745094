package check

import (
	"fmt"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/money"
)

// planTotals holds a typed 총사업비 against 기투자 + 전년도 + 당해 + 향후, for each source (I15).
func planTotals(_ *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	for i := range s.Plan {
		r := &s.Plan[i]
		if r.Total == nil || r.Computed == nil || r.Total.Won == r.Computed.Won {
			continue
		}
		d := diag.Diagnostic{Code: "E230", Span: r.Source.Total.Span,
			Message: differ(r.Label+" 총사업비가 연도별 투자의 합과 다릅니다", r.Total.Won, r.Computed.Won, "연도별 합"),
			Hints:   scaleHint(r.Total.Won, r.Computed.Won)}
		if d.Hints == nil {
			d.Hints = []string{"총사업비를 추경 전 값으로 두지 않았는지 보십시오. total을 지우면 연도별 합이 찍힙니다"}
		}
		for _, part := range r.Computed.Parts() {
			d.Notes = append(d.Notes, diag.Note{Span: part.Span, Message: fmt.Sprintf("%s %s", part.Label, part.Won.Exact())})
		}
		ds = append(ds, d)
	}
	return ds
}

// singleYear holds 총사업비 of a project that begins and ends in the fiscal year against
// this year's budget (I15).
func singleYear(book *budget.Book, s *calc.Sheet) []diag.Diagnostic {
	start, ok1 := budget.Month(s.Project.Overview.From)
	end, ok2 := budget.Month(s.Project.Overview.To)
	total, current := s.PlanTotal.Total, s.Total.Current.Figure
	year := int(book.FiscalYear.Value)
	if !ok1 || !ok2 || start.Year() != year || end.Year() != year || total == nil || current == nil || total.Won == current.Won || !s.Plan[0].Source.Total.Given() {
		return nil
	}
	return []diag.Diagnostic{{Code: "E230", Span: s.Plan[0].Source.Total.Span,
		Message: differ("한 해에 끝나는 사업의 총사업비가 예산액과 다릅니다", total.Won, current.Won, "예산액"),
		Hints:   []string{"사업기간이 맞으면 총사업비를 예산액과 같게 하십시오"}}}
}

// maxContinuingYears is 지방재정법 제42조②: a 계속비 runs at most five years from its first.
const maxContinuingYears = 5

// continuing holds Σ 연부액 against 총액, and the years against the law (I17).
func continuing(_ *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	c := s.Continuing
	if c == nil {
		return nil
	}
	in := s.Project.Continuing
	if c.Total != nil && c.YearsTotal != nil && c.Total.Won != c.YearsTotal.Won {
		d := diag.Diagnostic{Code: "E231", Span: in.Total.Span,
			Message: differ("계속비 총액이 연부액의 합과 다릅니다", c.Total.Won, c.YearsTotal.Won, "연부액의 합"),
			Hints:   scaleHint(c.Total.Won, c.YearsTotal.Won)}
		if d.Hints == nil {
			d.Hints = []string{"총액이나 연부액을 고치십시오"}
		}
		ds = append(ds, d)
	}
	if len(in.Years) == 0 {
		return ds
	}
	first := in.Years[0].Year.Value
	for _, y := range in.Years {
		first = min(first, y.Year.Value)
	}
	for _, y := range in.Years {
		if y.Year.Value >= first+maxContinuingYears {
			ds = append(ds, diag.Diagnostic{Code: "E232", Span: y.Year.Span,
				Message: fmt.Sprintf("계속비는 %d년부터 %d년 안이어야 하는데 %d년이 있습니다", first, maxContinuingYears, y.Year.Value),
				Hints:   []string{"지방재정법 제42조②: 계속비의 연한은 그 회계연도부터 5년입니다"}})
		}
	}
	return ds
}

// carryover finds 명시이월 above what there is to carry (I17): the year's budget, and what was
// carried in where the settlement says so.
func carryover(_ *budget.Book, s *calc.Sheet) []diag.Diagnostic {
	f, current := s.Carryover, s.Total.Current.Figure
	if f == nil || current == nil || f.Won <= max(current.Won, money.Won(0)) {
		return nil
	}
	return []diag.Diagnostic{{Code: "W233", Span: f.Span,
		Message: fmt.Sprintf("명시이월액(%s)이 예산액(%s)보다 큽니다", f.Won.Exact(), current.Won.Exact()),
		Hints:   []string{"전년도 이월액까지 다시 이월하는 것이면 [[allow]]에 code = \"W233\"과 까닭을 적으십시오"}}}
}
