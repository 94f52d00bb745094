package calc_test

import (
	"slices"
	"strings"
	"testing"

	"budgetbook/generator/calc"
)

const namedProject = `[funding]
national = 2_000
city = 19_000
[[line]]
code = "201-01"
name = "사무관리비"
base = 10_000
[[line.basis]]
label = "급식비"
formula = "1,000원"
[[line.basis.item]]
label = "간식"
formula = "2,000원"
[[line.basis.item]]
label = "급식비"
formula = "3,000원"
[[line.basis]]
label = "임차료"
formula = "4,000원"
[[line]]
code = "301-01"
name = "임차료"
[[line.basis]]
label = "임차료"
formula = "5,000원"
[[line]]
code = "401-01"
name = "시설비"
[[line.basis]]
label = "공사"
[[line.basis.item]]
label = "공사"
formula = "6,000원"
[[schedule]]
step = "공고"
amount = 7_000
`

// TestNamed: what a name in the text or in [expect] means.
func TestNamed(t *testing.T) {
	book := load(t, namedProject)
	sheet, ds := calc.Compute(book, book.Projects[0])
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	for _, c := range []struct{ name, id, amount string }{
		{"사업비", "total", "21"},
		{"예산액", "total", "21"},
		{"국비", "national", "2"},
		{"national", "national", "2"},
		{"line[2]", "line[2]", "5"},
		{"사무관리비", "line[1]", "10"},
		{"사무관리비 증감", "line[1].change", "0"},
		{"간식", "line[1].basis[1].item[1]", "2"},
		{"시설비", "line[3]", "6"},
		{"공사", "line[3].basis[1]", "6"},     // the item is all of its 부기
		{"급식비", "", "blank"},                // 부기 and 산출내역
		{"부기 급식비", "line[1].basis[1]", "6"}, // the sum, not its own formula
		{"산출내역 급식비", "line[1].basis[1].item[2]", "3"},
		{"임차료", "", "blank"}, // 통계목 and two 부기
		{"통계목 임차료", "line[2]", "5"},
		{"부기 임차료", "", "blank"}, // two of them
		{"전년도", "", "blank"},    // an alias whose figure is not given
		{"없는 이름", "", "blank"},
		{"부기 없는이름", "", "blank"},
		{"공고", "schedule[1]", "7"},
		{"통계목 공고", "", "blank"},          // a step is none
		{"부기 사무관리비 비교 기준액", "", "blank"}, // nor is a figure of a line
		{" 간식", "", "blank"},
		{"시비 급식비", "", "blank"}, // no kind
	} {
		t.Run(c.name, func(t *testing.T) {
			f := sheet.Named(c.name)
			id := ""
			if f != nil {
				id = f.ID
			}
			if id != c.id || value(f) != c.amount {
				t.Errorf("got %q, %s, want %q, %s", id, value(f), c.id, c.amount)
			}
		})
	}
}

// TestLabelled lists the candidates that an ambiguous name offers.
func TestLabelled(t *testing.T) {
	book := load(t, namedProject)
	sheet, _ := calc.Compute(book, book.Projects[0])
	for name, want := range map[string]string{
		"임차료":    "line[1].basis[2] line[2]", // the 부기 of line 2 is all of it
		"급식비":    "line[1].basis[1].item[2] line[1].basis[1]",
		"부기 임차료": "line[1].basis[2] line[2].basis[1]",
		"없음":     "",
	} {
		var ids []string
		for _, f := range sheet.Labelled(name) {
			ids = append(ids, f.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	book := load(t, namedProject)
	sheet, _ := calc.Compute(book, book.Projects[0])
	names := sheet.Names()
	for _, want := range []string{"사업비", "국비", "간식", "line[1].basis[1].item[1]"} {
		if !slices.Contains(names, want) {
			t.Errorf("%q is not among the names", want)
		}
	}
	for name, want := range map[string]bool{"사업비": true, "국비": true, "간식": false, "": false} {
		if calc.IsAlias(name) != want {
			t.Errorf("IsAlias(%q) is not %v", name, want)
		}
	}
}

// 국비 is that of the sheet also where only the lines say what it is.
func TestNamedNationalOfLines(t *testing.T) {
	book := load(t, line("funding = { national = 4_000, city = 6_000 }", "10,000원"))
	sheet, ds := calc.Compute(book, book.Projects[0])
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	if got := value(sheet.Named("국비")); got != "4" {
		t.Errorf("국비 is %s, want 4", got)
	}
}
