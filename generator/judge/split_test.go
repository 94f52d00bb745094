package judge

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A book whose 부속 자료 is divided, with 내부거래: the workbooks of the 부서 and 00-총괄 are held against
// each other, against Markdown, PDF and CSV, and against LibreOffice.
func TestDividedWorkbooks(t *testing.T) {
	packages(t)
	Tool(t, "soffice") // before all that is built for it
	const line = "fiscal_year = 2026\n"
	data, out := filepath.Join(scratch, "divided-data"), filepath.Join(scratch, "divided")
	for name, text := range tree(t, filepath.Join("..", "..", "data", "muju-2026")) {
		if name == "book.toml" {
			if !strings.Contains(text, line) {
				t.Fatal("the book has changed")
			}
			text = strings.Replace(text, line, line+"workbook_rows = 50\ninternal = [\"403-02\"]\n", 1)
		}
		file := filepath.Join(data, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run(t, ".", nil, budgetbook(t), "build", data, "-o", out)

	var files []string
	for name := range tree(t, out) {
		if filepath.Ext(name) == ".xlsx" {
			files = append(files, filepath.Join(out, name))
		}
	}
	slices.Sort(files)
	formulas, proofs := 0, 0
	for name, fresh := range recalculate(t, false, files...) {
		book := worksheets(t, name)
		wrong, n := disagreements(book, fresh)
		if len(wrong) > 0 {
			t.Errorf("%s:\n%s", short(name), strings.Join(wrong, "\n"))
		}
		formulas += n
		lines := 0
		for _, row := range fresh["검증"].records() {
			if row["결과"] != "TRUE" {
				t.Errorf("%s: %v", short(name), row)
			}
			lines++
		}
		if lines < 2 {
			t.Errorf("%s: %d lines of 검증", short(name), lines)
		}
		proofs += lines
	}
	for _, e := range []string{"council", "public"} {
		dir := filepath.Join(out, e)
		pdf := filepath.Join(dir, "book.pdf")
		said := load(t, dir, structures(t, pdf)[pdf])
		whole := filepath.Join(dir, "appendix", "00-총괄.xlsx")
		if len(said.shown) < 3 || said.stored[whole] == nil {
			t.Fatalf("%s has the workbooks %q", e, slices.Sorted(maps.Keys(said.shown)))
		}
		for _, level := range []string{"합계", "내부거래", "순계"} {
			sum, want := 0, budgetOf(t, said.stored[whole], level)
			for name, book := range said.stored {
				if name != whole {
					sum += budgetOf(t, book, level)
				}
			}
			if sum != want || want == 0 {
				t.Errorf("%s: %s of the parts is %d, 00-총괄 has %d", e, level, sum, want)
			}
		}
		// What stands in 00-총괄 of single projects stands in the parts too.
		delete(said.shown, whole)
		delete(said.stored, whole)
		if wrong, compared := said.unequal(); len(wrong) > 0 || compared < 500 {
			t.Errorf("%s: %d compared\n%s", e, compared, strings.Join(wrong, "\n"))
		}
		people := officers(t, "muju-2026")
		for _, name := range append(slices.Sorted(maps.Keys(said.shown)), whole) {
			content, shown := opened(t, name), 0
			for _, person := range people {
				if bytes.Contains(content, []byte(person)) {
					shown++
				}
			}
			if e == "public" && shown > 0 || e == "council" && name == whole && shown != len(people) {
				t.Errorf("%s shows %d of %d officers", short(name), shown, len(people))
			}
		}
	}
	t.Logf("%d files, %d formula cells, %d lines of 검증", len(files), formulas, proofs)
}

// budgetOf is 예산액 of the line of 예산총괄 with a level.
func budgetOf(t *testing.T, book map[string]grid, level string) int {
	t.Helper()
	for _, row := range book["예산총괄"].records() {
		if row["구분"] == level {
			n, err := strconv.Atoi(row["2026예산액"])
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
	}
	t.Fatalf("예산총괄 has no %s", level)
	return 0
}
