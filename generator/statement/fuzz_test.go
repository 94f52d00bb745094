package statement_test

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"budgetbook/generator/check"
	"budgetbook/generator/codes"
	"budgetbook/generator/diag"
	"budgetbook/generator/money"
	"budgetbook/generator/statement"
)

// FuzzConvert holds that whatever becomes a book is one: it loads, computes and passes the
// rules of a sheet without an error.
func FuzzConvert(f *testing.F) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data, uint8(0))
	}
	lists := codes.Load()
	f.Fuzz(func(t *testing.T, data []byte, rounding uint8) {
		opt := county
		opt.Rounding = money.Modes[int(rounding)%len(money.Modes)]
		result, err := statement.Convert(data, opt)
		if err != nil {
			return
		}
		if len(result.Files) != result.Counts.Projects+1 {
			t.Fatalf("%d files of %d projects", len(result.Files), result.Counts.Projects)
		}
		b, sheets, ds := compute(result)
		for _, s := range sheets {
			ds = append(ds, check.Sheet(b, s)...)
		}
		for _, p := range b.Projects {
			found, _ := codes.Check(lists, b.FiscalYear.Value, p)
			ds = append(ds, found...)
		}
		for _, d := range ds {
			if d.Severity() == diag.Error {
				t.Errorf("%s %s %s", d.Span.File, d.Code, d.Message)
			}
		}
		if t.Failed() {
			for _, file := range result.Files {
				t.Logf("%s\n%s", file.Name, file.Data)
			}
		}
	})
}
