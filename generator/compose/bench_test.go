package compose_test

import (
	"os"
	"testing"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/form"
	"budgetbook/templates"
)

// BenchmarkSheet composes the seed's sheet.
func BenchmarkSheet(b *testing.B) {
	book, _, ds := budget.Load(os.DirFS("../../data/seoul-2024"), 0)
	f, more := form.Load(templates.FS, "seoul", diag.Sources{})
	if diag.HasErrors(append(ds, more...)) {
		b.Fatal(ds, more)
	}
	sheet, _ := calc.Compute(book, book.Projects[0])
	sheets := compose.SheetsOf(book, f, compose.Council, "")
	b.ReportAllocs()
	for b.Loop() {
		sheets.Compose(sheet)
	}
}
