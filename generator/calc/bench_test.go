package calc_test

import (
	"os"
	"testing"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
)

// BenchmarkCompute computes the seed's sheet.
func BenchmarkCompute(b *testing.B) {
	book, _, ds := budget.Load(os.DirFS("../../data/seoul-2024"), 0)
	if diag.HasErrors(ds) {
		b.Fatal(ds)
	}
	b.ReportAllocs()
	for b.Loop() {
		calc.Compute(book, book.Projects[0])
	}
}
