package check

import (
	"fmt"
	"slices"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
	"budgetbook/generator/source"
)

// scheduleTotal holds Σ 예산집행금액 against 계 (I09).
func scheduleTotal(_ *budget.Book, s *calc.Sheet) []diag.Diagnostic {
	sum, total := s.ScheduleTotal, s.Total.Current.Figure
	if sum == nil || total == nil || sum.Won == total.Won {
		return nil
	}
	d := diag.Diagnostic{Code: "E206", Span: suspect(s, sum.Parts()).Span,
		Message: differ("추진일정의 예산집행금액 합이 사업비와 다릅니다", sum.Won, total.Won, "사업비"),
		Hints:   scaleHint(sum.Won, total.Won)}
	if d.Hints == nil {
		d.Hints = []string{"추진일정의 amount를 고치거나 산출근거를 고치십시오"}
	}
	if f, right := misscaled(sum.Parts(), sum.Won, total.Won); f != nil {
		d.Span, d.Hints = f.Span, scaleHint(f.Won, right)
	}
	for _, f := range sum.Parts() {
		if len(d.Notes) < maxNotes {
			d.Notes = append(d.Notes, diag.Note{Span: f.Span, Message: fmt.Sprintf("%s %s", f.Label, f.Won.Exact())})
		}
	}
	return []diag.Diagnostic{d}
}

// suspect is the step whose amount is likely the wrong one: the last that is not the amount
// of a 통계목 or 부기, as that of a right step often is; the last where all are.
func suspect(s *calc.Sheet, steps []*figure.Figure) *figure.Figure {
	amounts := map[money.Won]bool{}
	for i := range s.Lines {
		for _, b := range s.Lines[i].Basis {
			amounts[b.Amount.Won] = true // known: so is 계, which is compared
		}
		amounts[s.Lines[i].Row.Current.Figure.Won] = true
	}
	for _, f := range slices.Backward(steps) {
		if !amounts[f.Won] {
			return f
		}
	}
	return steps[len(steps)-1]
}

// schedulePeriods finds steps outside the project's own period, or outside the fiscal year
// where it has none (I09).
func schedulePeriods(book *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	o := s.Project.Overview
	for _, step := range s.Project.Schedule {
		for _, t := range []source.Text{step.From, step.To} {
			date, ok := budget.Month(t)
			if !ok {
				continue
			}
			start, hasStart := budget.Month(o.From)
			end, hasEnd := budget.Month(o.To)
			switch month := date.Format("2006-01"); {
			case hasStart && month < start.Format("2006-01"):
				ds = append(ds, outside(t, step.Name.Value, fmt.Sprintf("사업기간(%s부터)", o.From.Value)))
			case hasEnd && month > end.Format("2006-01"):
				ds = append(ds, outside(t, step.Name.Value, fmt.Sprintf("사업기간(%s까지)", o.To.Value)))
			case !(hasStart && hasEnd) && int64(date.Year()) != book.FiscalYear.Value:
				ds = append(ds, outside(t, step.Name.Value, fmt.Sprintf("회계연도(%d년)", book.FiscalYear.Value)))
			}
		}
	}
	return ds
}

func outside(t source.Text, step, what string) diag.Diagnostic {
	return diag.Diagnostic{Code: "W331", Span: t.Span,
		Message: fmt.Sprintf("%s의 추진기간이 %s 밖입니다: %s", step, what, t.Value),
		Hints:   []string{"연도를 고치십시오. 이월 사업처럼 맞는 기간이면 [[allow]]에 code = \"W331\"과 까닭을 적으십시오"}}
}

// projectPeriod finds a ticked 기간 without dates.
func projectPeriod(_ *budget.Book, s *calc.Sheet) []diag.Diagnostic {
	o := s.Project.Overview
	for _, word := range o.Cycle {
		if word.Value == "기간" && !o.From.Given() && !o.To.Given() {
			return []diag.Diagnostic{{Code: "W332", Span: word.Span,
				Message: "사업기간이 '기간'인데 언제부터 언제까지인지 없습니다",
				Hints:   []string{`from = "2024-01" 과 to = "2026-12" 를 적으십시오`}}}
		}
	}
	return nil
}
