package book_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/book"
	"budgetbook/generator/compose"
)

// A book with more rows than book.toml allows has a workbook for each 부서 and one of the whole.
func TestWorkbooks(t *testing.T) {
	files := fstest.MapFS{}
	dir := filepath.Join("..", "..", "data", "muju-2026")
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = &fstest.MapFile{Data: data}
	}
	build := func() (names []string) {
		b := book.Build(files, book.Options{Editions: []compose.Edition{compose.Public}, Formats: []book.Format{book.Excel}})
		for _, o := range b.Outputs {
			names = append(names, o.Path)
		}
		return names
	}
	if got := build(); !slices.Equal(got, []string{"public/appendix.xlsx"}) {
		t.Errorf("a small book: %q", got)
	}
	toml := files["book.toml"].Data
	files["book.toml"].Data = []byte(strings.Replace(string(toml), "sheets = true", "workbook_rows = 100", 1))
	want := []string{"public/appendix/00-총괄.xlsx", "public/appendix/01-자치행정과.xlsx", "public/appendix/02-사회복지과.xlsx",
		"public/appendix/03-민원봉사과.xlsx", "public/appendix/04-산업경제과.xlsx", "public/appendix/05-관광진흥과.xlsx",
		"public/appendix/06-상하수도과.xlsx", "public/appendix/07-의료지원과.xlsx"}
	if got := build(); !slices.Equal(got, want) {
		t.Errorf("a large book: %q", got)
	}
}
