package check

import (
	"fmt"
	"math/big"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
)

// ratioTolerance is how far a split may lie from the declared ratio, in percentage points:
// real splits are notified in round amounts (79.977/10.012/10.012 for 80/10/10, 30.04 for
// 30; domain.md §2 I08).
var ratioTolerance = big.NewRat(1, 2)

// ratios holds declared 기준보조율 against the amounts (I08).
func ratios(_ *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	total := s.Total.Current.Figure
	if total == nil || total.Won == 0 {
		return nil
	}
	for _, r := range s.Project.Ratios {
		declared, ok := new(big.Rat).SetString(strings.TrimSuffix(r.Share.Value, "%"))
		if !ok {
			continue // the decoder has reported it
		}
		for _, share := range s.Funding {
			if share.Source.Key.Value != r.Source.Value || share.Figure == nil {
				continue
			}
			actual := new(big.Rat).Quo(share.Figure.Won.Rat(), total.Won.Rat())
			actual.Mul(actual, big.NewRat(100, 1))
			off := new(big.Rat).Sub(actual, declared)
			if off.Abs(off).Cmp(ratioTolerance) <= 0 {
				continue
			}
			ds = append(ds, diag.Diagnostic{Code: "W238", Span: share.Figure.Span,
				Message: fmt.Sprintf("%s의 비율이 기준보조율과 다릅니다: 적힌 비율 %s, 금액으로는 %s%%(%s / %s)",
					share.Source.Label.Value, r.Share.Value, actual.FloatString(2), share.Figure.Won.Exact(), total.Won.Exact()),
				Hints: []string{"금액이나 비율을 고치십시오. 내시된 금액이 맞으면 [[allow]]에 code = \"W238\"과 까닭을 적으십시오"},
				Notes: []diag.Note{{Span: r.Share.Span, Message: "적힌 비율"}}})
		}
	}
	return ds
}
