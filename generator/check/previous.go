package check

import (
	"fmt"

	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/formula"
	"budgetbook/generator/money"
)

// Previous holds a book against the one before it, project by project: what it calls 기정액
// (or 전년도) must be what the earlier book budgeted, for each 통계목 (I14), and a unit price
// that rose wants a reason (I20). Projects are the same where their ids are.
func Previous(now, before []*calc.Sheet) (ds []diag.Diagnostic) {
	earlier := map[string]*calc.Sheet{}
	for _, s := range before {
		earlier[s.Project.ID.Value] = s
	}
	for _, s := range now {
		old := earlier[s.Project.ID.Value]
		ds = append(ds, baseOfPrevious(s, old)...)
		if old != nil && s.Project.Narrative.ChangeReason.Value == "" {
			ds = append(ds, risenPrices(s, old)...)
		}
	}
	return ds
}

// baseOfPrevious compares the base of each code with what the earlier book budgeted for
// it; nothing where the earlier book does not have the project (old is nil).
func baseOfPrevious(s, old *calc.Sheet) (ds []diag.Diagnostic) {
	budgeted := map[string]money.Won{}
	if old != nil {
		for _, l := range old.Lines {
			if f := l.Row.Current.Figure; f != nil {
				budgeted[l.Source.Code.Value] += f.Won
			}
		}
	}
	base := map[string]money.Won{}
	last := map[string]*calc.Line{}
	for i := range s.Lines {
		l := &s.Lines[i]
		if f := l.Row.Base.Figure; f != nil {
			base[l.Source.Code.Value] += f.Won
			last[l.Source.Code.Value] = l
		}
	}
	for i := range s.Lines {
		l := &s.Lines[i]
		code := l.Source.Code.Value
		if last[code] != l || base[code] == budgeted[code] {
			continue // said once for a code, at its last line
		}
		ds = append(ds, diag.Diagnostic{Code: "E213", Span: l.Row.Base.Figure.Span,
			Message: differ(fmt.Sprintf("%s의 비교 기준액이 앞선 예산과 다릅니다", l.Source.Name.Value), base[code], budgeted[code], "앞선 예산"),
			Hints:   []string{fmt.Sprintf("base를 앞선 예산의 금액으로 고치십시오: %s", underscored(budgeted[code]))}})
	}
	if old == nil {
		return ds
	}
	for _, l := range old.Lines {
		code := l.Source.Code.Value
		if f := l.Row.Current.Figure; f != nil && f.Won != 0 && !hasCode(s, code) {
			ds = append(ds, diag.Diagnostic{Code: "E213", Span: s.Project.Title.Span,
				Message: fmt.Sprintf("앞선 예산에 있던 통계목이 없습니다: %s %s %s", code, l.Source.Name.Value, f.Won.Exact()),
				Hints:   []string{fmt.Sprintf("없어진 통계목이면 산출근거 없이 base = %s 만 적으십시오", underscored(f.Won))}})
		}
	}
	return ds
}

func hasCode(s *calc.Sheet, code string) bool {
	for _, l := range s.Lines {
		if l.Source.Code.Value == code {
			return true
		}
	}
	return false
}

// risenPrices finds leaf lines whose first price is above that of the line with the same
// code and label in the earlier book.
func risenPrices(s, old *calc.Sheet) (ds []diag.Diagnostic) {
	type key struct{ code, basis, label string }
	each := func(s *calc.Sheet, do func(key, *figure.Figure)) {
		for _, l := range s.Lines {
			for _, b := range l.Basis {
				if b.Own != nil {
					do(key{l.Source.Code.Value, b.Source.Label.Value, ""}, b.Own)
				}
				for i, f := range b.Items {
					if f != nil {
						do(key{l.Source.Code.Value, b.Source.Label.Value, b.Source.Items[i].Label.Value}, f)
					}
				}
			}
		}
	}
	before := map[key]formula.Number{}
	each(old, func(k key, f *figure.Figure) {
		if n, ok := price(f); ok {
			before[k] = n
		}
	})
	each(s, func(k key, f *figure.Figure) {
		n, ok := price(f)
		was, known := before[k]
		if !ok || !known || n.Value.Cmp(was.Value) <= 0 {
			return
		}
		ds = append(ds, diag.Diagnostic{Code: "W239", Span: f.Span,
			Message: fmt.Sprintf("%s의 단가가 올랐는데 까닭이 없습니다: 앞선 예산 %s, 지금 %s", f.Label, was.Text, n.Text),
			Hints:   []string{"[narrative]의 change_reason에 까닭을 적거나 단가를 다시 보십시오"}})
	})
	return ds
}

// price is the first amount of money in a leaf's 산식; a lone amount is no unit price.
func price(f *figure.Figure) (n formula.Number, ok bool) {
	numbers := f.Expr.(figure.Formula).Formula.Numbers()
	for _, n := range numbers {
		if n.Kind == formula.Money {
			return n, len(numbers) > 1
		}
	}
	return n, false
}
