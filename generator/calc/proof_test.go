package calc_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
)

// Every identity of the sample books holds, and none compares a figure with itself.
func TestProof(t *testing.T) {
	wanted := map[string][]string{
		"seoul-2024": {
			"부기의 합 = 통계목 (자치단체경상보조금) 563000000",
			"산출내역의 합 = 부기 (자치단체경상보조금 · 자치구 사회적경제 통합지원센터 운영) 563000000",
			"통계목의 합 = 사업 계 () 566600000",
			"통계목의 합 = 사업 계 (2023예산액) 651000000",
			"통계목의 합 = 사업 계 (증감) -84400000",
			"재원의 합 = 사업 계 () 566600000",
			"추진일정의 합 = 사업 계 () 566600000",
			"예산현액 − 집행액 − 차년이월 = 집행잔액 (2022년) ",
			"발표된 금액 = 사업 계 () 566600000",
			"실·국 계의 합 = 합계 () 566600000",
			"통계목별 금액의 합 = 합계 () 566600000",
			"재원별 금액의 합 = 합계 () 566600000",
		},
		"muju-2026": {"사업 계의 합 = 부서 계 (상하수도과)", "부서 계의 합 = 합계 ()", "부서별 금액의 합 = 합계"},
	}
	for name, want := range wanted {
		book, _, ds := budget.Load(os.DirFS("../../data/"+name), 0)
		if diag.HasErrors(ds) {
			t.Fatal(ds)
		}
		var sheets []*calc.Sheet
		for _, p := range book.Projects {
			s, _ := calc.Compute(book, p)
			sheets = append(sheets, s)
		}
		totals, _ := calc.Sum(book, sheets)
		var b strings.Builder
		for _, i := range calc.Proof(book, totals) {
			if i.Left == i.Right || i.Left.Won != i.Right.Won || i.Difference.Won != 0 {
				t.Errorf("%s: %s = %s (%s): %d, %d", name, i.Of, i.Is, i.Subject, i.Left.Won, i.Right.Won)
			}
			fmt.Fprintf(&b, "%s = %s (%s) %d\n", i.Of, i.Is, i.Subject, i.Right.Won)
		}
		for _, w := range want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s: no %q in\n%s", name, w, &b)
			}
		}
	}
}
