package check

import (
	"fmt"
	"slices"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
	"budgetbook/generator/source"
)

// settlementExpectations compares published 예산현액 and 집행잔액 with computed ones (I11, I12).
// Where all typed figures are whole in the table's unit (천원) they must be equal; where one
// is not, the published figure may have been rounded from won, and ±1천원 is a warning.
func settlementExpectations(book *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	unit := book.Units.SettlementUnit()
	for i := range s.Settlement {
		y := &s.Settlement[i]
		e := y.Source.Expect
		if e == nil {
			continue
		}
		if _, off := carriedGap(s, y.Source); off != 0 && y.Available.Figure != nil && e.Available.Value+off == y.Available.Figure.Won {
			continue // 전년이월 is at fault: settlementChain says so
		}
		available := settled(e.Available, y.Available.Figure, whole(y.Source, false, unit), unit, fmt.Sprintf("%d년 예산현액", y.Source.Year.Value))
		ds = append(ds, available...)
		if len(available) > 0 && y.Available.Figure != nil && y.Unspent.Figure != nil &&
			e.Available.Value-y.Available.Figure.Won == e.Unspent.Value-y.Unspent.Figure.Won {
			continue // the same fault seen twice
		}
		if overspent(y, unit) {
			continue // settlementSigns says so
		}
		ds = append(ds, settled(e.Unspent, y.Unspent.Figure, whole(y.Source, true, unit), unit, fmt.Sprintf("%d년 집행잔액", y.Source.Year.Value))...)
	}
	return ds
}

// whole reports whether every typed figure that 예산현액 (and 집행잔액) is made of is whole in the unit.
func whole(s *budget.Settlement, unspent bool, unit money.Unit) bool {
	parts := []source.Won{s.Final, s.CarriedIn, s.Changed}
	if unspent {
		parts = append(parts, s.Spent, s.CarriedOut)
	}
	return !slices.ContainsFunc(parts, func(w source.Won) bool { return !w.Value.IsWhole(unit) })
}

// settled compares a published result; label ends in 액, which takes 이.
func settled(want source.Won, f *figure.Figure, exact bool, unit money.Unit, label string) []diag.Diagnostic {
	if !want.Given() || f == nil {
		return nil
	}
	written, published := want.Value, want.Value
	if !exact { // published in won: compared as it would print
		if rounded, err := published.RoundTo(unit, money.HalfUp); err == nil {
			published = rounded
		}
	}
	switch diff := published - f.Won; {
	case diff == 0:
		return nil
	case !exact && diff >= -money.Won(unit) && diff <= money.Won(unit):
		return []diag.Diagnostic{{Code: "W340", Span: want.Span,
			Message: differ(label+"이 1"+unit.Korean()+" 다릅니다", written, f.Won, "계산한 값"),
			Hints:   []string{"원 단위 결산을 " + unit.Korean() + "으로 줄일 때 생기는 끝수입니다. 맞으면 [[allow]]에 code = \"W340\"과 까닭을 적으십시오"}}}
	}
	d := diag.Diagnostic{Code: "E207", Span: want.Span,
		Message: differ(label+"이 다릅니다", written, f.Won, "계산한 값"),
		Hints:   scaleHint(written, f.Won)}
	if d.Hints == nil {
		d.Hints = []string{"예산현액 = 최종예산 + 전년이월 + 예산변경, 집행잔액 = 예산현액 - 집행액 - 차년이월. 이 줄의 금액을 다시 보십시오"}
	}
	for _, part := range f.Parts() {
		d.Notes = append(d.Notes, diag.Note{Span: part.Span, Message: fmt.Sprintf("%s %s", part.Label, part.Won.Exact())})
	}
	return []diag.Diagnostic{d}
}

// settlementSigns finds a year in which more was spent and carried over than there was (I12).
func settlementSigns(book *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	unit := book.Units.SettlementUnit()
	for i := range s.Settlement {
		y := &s.Settlement[i]
		if !overspent(y, unit) {
			continue
		}
		ds = append(ds, diag.Diagnostic{Code: "E208", Span: y.Source.Spent.Span,
			Message: fmt.Sprintf("%d년 집행잔액이 %s입니다: 예산현액 %s보다 집행액과 차년이월의 합이 큽니다",
				y.Source.Year.Value, y.Unspent.Figure.Won.Exact(), y.Available.Figure.Won.Exact()),
			Hints: []string{"집행액, 차년이월, 최종예산을 다시 보십시오"}})
	}
	return ds
}

// overspent reports whether 집행잔액 is below 0 by more than rounding can make it.
func overspent(y *calc.Settlement, unit money.Unit) bool {
	f := y.Unspent.Figure
	return f != nil && f.Won < 0 && (f.Won < -money.Won(unit) || whole(y.Source, true, unit))
}

// settlementFinal holds 최종예산 against 본예산 and the 추경 of that year, where both are given (I13).
func settlementFinal(_ *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	for i := range s.Settlement {
		y := s.Settlement[i].Source
		if !y.Final.Given() || !y.Initial.Given() || !y.Supplement.Given() {
			continue
		}
		if sum, err := y.Initial.Value.Add(y.Supplement.Value); err == nil && sum != y.Final.Value {
			ds = append(ds, diag.Diagnostic{Code: "E219", Span: y.Final.Span,
				Message: differ(fmt.Sprintf("%d년 최종예산이 본예산과 추경을 더한 값과 다릅니다", y.Year.Value), y.Final.Value, sum, "더한 값"),
				Hints:   []string{"최종예산, 본예산(initial), 추경 증감의 합(supplement)을 다시 보십시오. 추경이 없었으면 supplement = 0 입니다"},
				Notes: []diag.Note{
					{Span: y.Initial.Span, Message: "본예산 " + y.Initial.Value.Exact()},
					{Span: y.Supplement.Span, Message: "추경 " + y.Supplement.Value.Exact()},
				}})
		}
	}
	return ds
}

// settlementComplete names the columns without which 예산현액 and 집행잔액 stay blank.
func settlementComplete(_ *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	for i := range s.Settlement {
		y := s.Settlement[i].Source
		var missing []string
		for _, c := range []struct {
			key string
			won source.Won
		}{{"final", y.Final}, {"carried_in", y.CarriedIn}, {"changed", y.Changed}, {"spent", y.Spent}, {"carried_out", y.CarriedOut}} {
			if !c.won.Given() {
				missing = append(missing, c.key)
			}
		}
		if len(missing) == 0 {
			continue
		}
		ds = append(ds, diag.Diagnostic{Code: "W341", Span: y.Year.Span,
			Message: fmt.Sprintf("%d년 결산에 적지 않은 칸이 있어 예산현액이나 집행잔액이 빈칸이 됩니다: %s", y.Year.Value, strings.Join(missing, ", ")),
			Hints:   []string{fmt.Sprintf("없었으면 %s = 0 을 적으십시오", missing[0])}})
	}
	return ds
}

// settlementChain holds 차년이월 of a year against 전년이월 of the next (I13).
func settlementChain(_ *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	for i := range s.Settlement {
		after := s.Settlement[i].Source
		before, off := carriedGap(s, after)
		if off == 0 {
			continue
		}
		ds = append(ds, diag.Diagnostic{Code: "E209", Span: after.CarriedIn.Span,
			Message: differ(fmt.Sprintf("%d년 전년이월이 %d년 차년이월과 다릅니다", after.Year.Value, before.Year.Value),
				after.CarriedIn.Value, before.CarriedOut.Value, "전년도의 차년이월"),
			Hints: []string{"두 해의 이월액을 같게 하십시오"},
			Notes: []diag.Note{{Span: before.CarriedOut.Span, Message: fmt.Sprintf("%d년 차년이월", before.Year.Value)}}})
	}
	return ds
}

// carriedGap is how far 전년이월 of a year lies above 차년이월 of the year before it; 0 where
// one of the two is not given.
func carriedGap(s *calc.Sheet, after *budget.Settlement) (before *budget.Settlement, off money.Won) {
	for i := range s.Settlement {
		before = s.Settlement[i].Source
		if before.Year.Value+1 == after.Year.Value && before.CarriedOut.Given() && after.CarriedIn.Given() {
			return before, after.CarriedIn.Value - before.CarriedOut.Value
		}
	}
	return nil, 0
}
