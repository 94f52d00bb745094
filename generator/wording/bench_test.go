package wording

import (
	"os"
	"testing"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
)

// BenchmarkSeed reads the texts of the seed, the longest sample.
func BenchmarkSeed(b *testing.B) {
	w := New(rules(b))
	book, _, _ := budget.Load(os.DirFS("../../data/seoul-2024"), 0)
	sheet, _ := calc.Compute(book, book.Projects[0])
	for b.Loop() {
		w.Check(book, sheet)
	}
}
