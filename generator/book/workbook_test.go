package book_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"budgetbook/generator/book"
	"budgetbook/generator/compose"
)

// A book with more rows than book.toml allows has a workbook for each 부서 and one of the whole.
func TestWorkbooks(t *testing.T) {
	files := sample(t, "muju-2026")
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
	files["book.toml"].Data = []byte(strings.Replace(string(toml), "sheets = true", "workbook_rows = 50", 1))
	want := []string{"public/appendix/00-총괄.xlsx", "public/appendix/01-자치행정과.xlsx", "public/appendix/02-사회복지과.xlsx",
		"public/appendix/03-민원봉사과.xlsx", "public/appendix/04-산업경제과.xlsx", "public/appendix/05-관광진흥과.xlsx",
		"public/appendix/06-상하수도과.xlsx", "public/appendix/07-의료지원과.xlsx"}
	if got := build(); !slices.Equal(got, want) {
		t.Errorf("a large book: %q", got)
	}
}

// A 실·국 that alone has more rows than a workbook may have is divided by 부서; one with few stays whole.
func TestWorkbooksOfALargeBureau(t *testing.T) {
	files := sample(t, "seoul-2024")
	toml := string(files["book.toml"].Data)
	toml = strings.Replace(toml, "sheets = true", "workbook_rows = 20", 1)
	toml = strings.Replace(toml, `departments = ["공정경제담당관"`, `departments = ["공정경제담당관", "상생담당관"`, 1)
	files["book.toml"].Data = []byte(toml + "\n[[bureau]]\nname = \"문화국\"\ndepartments = [\"문화과\", \"체육과\"]\n")
	project := string(files[seed+".toml"].Data) // of 8 lines
	for id, seat := range map[string][2]string{
		"b": {"노동공정상생정책관", "공정경제담당관"}, "c": {"노동공정상생정책관", "상생담당관"},
		"d": {"문화국", "문화과"}, "e": {"문화국", "체육과"},
	} {
		text := strings.NewReplacer(`"`+seed+`"`, `"`+id+`"`, `title = "`, `title = "`+id+` `,
			`bureau = "노동공정상생정책관"`, `bureau = "`+seat[0]+`"`, `department = "공정경제담당관"`, `department = "`+seat[1]+`"`).Replace(project)
		files[id+".toml"] = &fstest.MapFile{Data: []byte(text)}
	}
	b := book.Build(files, book.Options{Editions: []compose.Edition{compose.Public}, Formats: []book.Format{book.Excel}})
	want := []string{"public/appendix/00-총괄.xlsx", "public/appendix/01-노동공정상생정책관_공정경제담당관.xlsx",
		"public/appendix/02-노동공정상생정책관_상생담당관.xlsx", "public/appendix/03-문화국.xlsx"}
	if got := paths(b.Outputs); !slices.Equal(got, want) {
		t.Errorf("got %q\n%s", got, told(b))
	}
}

// A book that prints 예산 총괄 in 백만원 has a workbook too: the exact amounts stand aside.
func TestCoarseWorkbook(t *testing.T) {
	files := sample(t, "seoul-2024")
	toml := string(files["book.toml"].Data)
	files["book.toml"].Data = []byte(strings.Replace(toml, "\nrounding = ", "\nunits = { budget = \"백만원\", schedule = \"백만원\" }\nrounding = ", 1))
	b := book.Build(files, book.Options{Editions: []compose.Edition{compose.Public}, Formats: []book.Format{book.Excel, book.CSV}})
	for _, o := range b.Outputs {
		if o.Path == "public/csv/budget.csv" && strings.Contains(string(o.Data), "자치단체경상보조금,647,563,-84,-13,647000,563000,-84000\r\n") {
			return
		}
	}
	t.Errorf("no such row; %v", b.Diagnostics)
}
