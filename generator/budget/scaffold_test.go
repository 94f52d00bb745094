package budget_test

import (
	"os"
	"strings"
	"testing"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/check"
	"budgetbook/generator/diag"
)

// TestScaffold: what `new` writes passes every check as it is, in a new folder and in
// books with and without 실·국.
func TestScaffold(t *testing.T) {
	read := func(dir string) string {
		data, err := os.ReadFile("../../data/" + dir + "/book.toml")
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for _, c := range []struct{ name, book, seat string }{
		{"a new folder", string(budget.ScaffoldBook()), "기획예산과"},
		{"a city with 실·국", read("seoul-2024"), "공정경제담당관"},
		{"a county without", read("muju-2026"), "자치행정과"},
		{"a book of our own", county, "나과"},
		{"names with quotation marks", strings.ReplaceAll(city, `나국", departments = ["나과"`, `나\"국\\", departments = ["나\"과"`), `나"과`},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := files("book.toml", c.book)
			book, _, _ := budget.Load(fsys, 0)
			if book == nil {
				t.Fatal("book.toml cannot be read")
			}
			for _, id := range []string{"new-one", "new-two"} {
				fsys[id+".toml"] = files("", string(budget.ScaffoldProject(id, book)))[""]
			}
			book, sources, ds := budget.Load(fsys, 0)
			for _, p := range book.Projects {
				sheet, more := calc.Compute(book, p)
				ds = append(append(ds, more...), check.Sheet(book, sheet)...)
				if p.Department.Value != c.seat {
					t.Errorf("department %q, want %q", p.Department.Value, c.seat)
				}
				if got := sheet.Total.Current.Figure; got == nil || got.Won == 0 {
					t.Error("nothing is computed")
				}
			}
			if len(book.Projects) != 2 || len(ds) > 0 {
				var b strings.Builder
				diag.Write(&b, ds, sources, "")
				t.Errorf("%d projects\n%s", len(book.Projects), b.String())
			}
		})
	}
}

// TestExamples: what is reminded of is what a new file says.
func TestExamples(t *testing.T) {
	text := string(budget.ScaffoldProject("new-one", nil))
	for _, e := range budget.Examples {
		if !strings.Contains(text, e) {
			t.Errorf("a new file does not say %q", e)
		}
	}
}

// TestScaffoldComments: the lines that a clerk may uncomment are right, too.
func TestScaffoldComments(t *testing.T) {
	book, _, _ := budget.Load(files("book.toml", string(budget.ScaffoldBook())), 0)
	text := string(budget.ScaffoldProject("a", book))
	for _, line := range []string{"# program = ", "# from = ", "# to = ", "# [funding]", "# national = 0", "# city = 0", "# [[performance]]", "# [[settlement]]",
		"# year = ", "# text = ", "# - 실적", "# \"\"\"", "# final", "# carried_in", "# changed", "# spent", "# carried_out"} {
		if !strings.Contains(text, line) {
			t.Errorf("no line %q", line)
		}
		text = strings.ReplaceAll(text, line, line[len("# "):])
	}
	book, sources, ds := budget.Load(files("book.toml", string(budget.ScaffoldBook()), "a.toml", text), 0)
	if len(ds) > 0 || len(book.Projects) != 1 {
		var b strings.Builder
		diag.Write(&b, ds, sources, "")
		t.Errorf("%s", b.String())
	}
}
