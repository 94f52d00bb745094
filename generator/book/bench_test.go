package book_test

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/book"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/judge"
	"budgetbook/generator/statement"
)

// copies is a book of n sheets of the seed's size.
func copies(b *testing.B, n int) fstest.MapFS {
	b.Helper()
	const id = "social-economy-centers"
	read := func(name string) []byte {
		data, err := os.ReadFile("../../data/seoul-2024/" + name)
		if err != nil {
			b.Fatal(err)
		}
		return data
	}
	fsys := fstest.MapFS{"book.toml": {Data: []byte(strings.Replace(string(read("book.toml")), "sheets = true", "sheets = false", 1))}}
	project := string(read(id + ".toml"))
	for i := range n {
		name := fmt.Sprintf("p%05d", i)
		text := strings.Replace(project, `"`+id+`"`, `"`+name+`"`, 1)
		text = strings.Replace(text, `title = "`, fmt.Sprintf(`title = "%d호 `, i), 1)
		fsys[name+".toml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func check(b *testing.B, fsys fstest.MapFS, sheets int) {
	for b.Loop() {
		if c := book.Check(fsys, 0); diag.HasErrors(c.Diagnostics) || len(c.Sheets) != sheets {
			b.Fatal("the book does not check")
		}
	}
	b.ReportMetric(float64(b.N*sheets)/b.Elapsed().Seconds(), "sheets/s")
}

// BenchmarkCheck loads, computes, checks and composes books of the seed's sheet.
func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		fsys := copies(b, n)
		b.Run(fmt.Sprintf("%d", n), func(b *testing.B) { check(b, fsys, n) })
	}
}

// BenchmarkCheckCounty does the same with the 793 real projects.
func BenchmarkCheckCounty(b *testing.B) {
	data, err := os.ReadFile(judge.Shared(b, "real/muju-2026-part.json"))
	if err != nil {
		b.Fatal(err)
	}
	r, err := statement.Convert(data, statement.Options{Government: "무주군", Year: 2026, Kind: "본예산", Rounding: "ceil"})
	if err != nil {
		b.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range r.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	check(b, fsys, 793)
}

// BenchmarkBuildPDF builds the council PDF of a book, from TOML to the finished file.
func BenchmarkBuildPDF(b *testing.B) {
	for _, n := range []int{1, 100, 1_000} {
		fsys := copies(b, n)
		b.Run(fmt.Sprintf("%d", n), func(b *testing.B) {
			for b.Loop() {
				built := book.Build(fsys, book.Options{Editions: []compose.Edition{compose.Council}, Formats: []book.Format{book.PDF}})
				if len(built.Outputs) != 1 {
					b.Fatal("not built")
				}
			}
			b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds(), "sheets/s")
		})
	}
}

// BenchmarkRetained says what a checked book keeps: bytes a sheet.
func BenchmarkRetained(b *testing.B) {
	const sheets = 500
	fsys := copies(b, sheets)
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for b.Loop() {
		before := heap()
		c := book.Check(fsys, 0)
		b.ReportMetric(float64(heap()-before)/sheets, "B/sheet")
		runtime.KeepAlive(c)
	}
}
